package io.plumbline.schema.db;

/** The database's schema and this code do not fit; the message says what to do. */
public final class SchemaException extends RuntimeException {

    SchemaException(String message) {
        super(message);
    }
}
