package io.plumbline.embedded.kafka;

/** The embedded broker could not start, could not stop in time, or broke while it ran; the message says what to do. */
public final class EmbeddedKafkaException extends RuntimeException {
    EmbeddedKafkaException(String message) {
        super(message);
    }

    EmbeddedKafkaException(String message, Throwable cause) {
        super(message, cause);
    }
}
