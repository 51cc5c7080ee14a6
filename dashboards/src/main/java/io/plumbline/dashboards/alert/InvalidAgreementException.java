package io.plumbline.dashboards.alert;

/** What was typed cannot be used; the message says why. */
final class InvalidAgreementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidAgreementException(String message) {
        super(message);
    }
}
