package io.plumbline.ingest.usage;

/** A report that cannot be mapped; the message says which field and why. */
final class ReportException extends Exception {

    private static final int LONGEST = 300;

    ReportException(String reason) {
        super(reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST) + "..", null, false, false);
    }
}
