package io.plumbline.ingest.github;

/** The payload cannot be mapped; the message says which field and why. Cheap: one is thrown for each bad payload. */
final class PayloadException extends Exception {

    private static final int LONGEST = 300;

    PayloadException(String reason) {
        super(reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "..", null, false, false);
    }
}
