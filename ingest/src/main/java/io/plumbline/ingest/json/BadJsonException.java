package io.plumbline.ingest.json;

/** The document cannot be read; the message says what is wrong. Cheap: one is thrown for each bad document. */
public final class BadJsonException extends Exception {

    private static final long serialVersionUID = 1;

    private static final int LONGEST = 300;

    public BadJsonException(String reason) {
        super(reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "..", null, false, false);
    }
}
