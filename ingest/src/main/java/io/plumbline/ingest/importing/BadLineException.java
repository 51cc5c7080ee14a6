package io.plumbline.ingest.importing;

/** A line that is no raw event; the message says why. */
final class BadLineException extends Exception {

    private static final int LONGEST = 300;

    BadLineException(String reason) {
        super(reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "..", null, false, false);
    }
}
