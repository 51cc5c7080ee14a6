package io.plumbline.standalone.cli;

/** The command was called in a way that cannot work; exit code 2. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
