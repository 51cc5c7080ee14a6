package io.plumbline.ingest.importing;

import io.plumbline.schema.raw.RawEvent;

/** What a line of a file holds. */
public enum FileFormat {
    /** GitHub's "get a delivery" answers; the same raw events as the webhook would have stored. */
    GITHUB_DELIVERIES("github-deliveries", "github") {
        @Override
        RawEvent read(byte[] buffer, int from, int length) throws BadLineException {
            return DeliveryLine.read(buffer, from, length);
        }
    },
    /** GH Archive's hourly files; the payload of the raw event is the whole line. */
    GHARCHIVE("gharchive", "gharchive") {
        @Override
        RawEvent read(byte[] buffer, int from, int length) throws BadLineException {
            return ArchiveLine.read(buffer, from, length);
        }
    };

    private final String id;
    private final String source;

    FileFormat(String id, String source) {
        this.id = id;
        this.source = source;
    }

    /** As on the command line. */
    public String id() {
        return id;
    }

    String source() {
        return source;
    }

    abstract RawEvent read(byte[] buffer, int from, int length) throws BadLineException;
}
