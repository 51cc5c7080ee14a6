package io.plumbline.ingest.provenance;

/** The record cannot be read; the message says what is wrong. Cheap: one is thrown for each bad record. */
final class BadRecordException extends Exception {

    private static final int LONGEST = 300;

    BadRecordException(String reason) {
        super(reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "..", null, false, false);
    }
}
