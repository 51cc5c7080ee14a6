package io.plumbline.ingest.git;

/** A clone cannot be read, or what was read cannot be stored; the message says what is wrong and what to do. */
public final class GitException extends Exception {

    GitException(String message) {
        super(message);
    }

    GitException(String message, Throwable cause) {
        super(message, cause);
    }
}
