package io.plumbline.standalone.cli;

/** A failure whose message says all that the user needs; no stack trace is printed. Exit code 1. */
final class CommandFailedException extends RuntimeException {
    CommandFailedException(String message) {
        super(message);
    }

    CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
