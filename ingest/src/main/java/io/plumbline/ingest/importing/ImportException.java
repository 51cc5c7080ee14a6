package io.plumbline.ingest.importing;

/** An import that could not start or go on; the message is for the person who started it. */
public final class ImportException extends Exception {

    ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
