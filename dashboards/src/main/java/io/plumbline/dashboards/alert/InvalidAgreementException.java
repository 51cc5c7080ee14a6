package io.plumbline.dashboards.alert;

/** What was typed cannot be used; the message says why. */
final class InvalidAgreementException extends RuntimeException {

    InvalidAgreementException(String message) {
        super(message);
    }
}
