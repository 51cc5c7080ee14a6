package io.plumbline.dashboards.access;

/** Login at the OpenID provider did not lead to an account here; the message is for the person who tried. */
final class OidcException extends RuntimeException {

    OidcException(String message) {
        super(message);
    }

    OidcException(String message, Throwable cause) {
        super(message, cause);
    }
}
