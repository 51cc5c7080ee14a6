package io.plumbline.embedded.clickhouse;

/** The engine library is not here and could not be brought; the message says what the reader can do about it. */
public final class EngineUnavailableException extends RuntimeException {
    EngineUnavailableException(String message) {
        super(message);
    }

    EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
