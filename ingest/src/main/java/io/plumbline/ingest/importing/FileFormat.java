package io.plumbline.ingest.importing;

import io.plumbline.schema.raw.RawEvent;
import java.time.Instant;

/** What a line of a file holds. */
public enum FileFormat {
    /** GitHub's "get a delivery" answers; the same raw events as the webhook would have stored. */
    GITHUB_DELIVERIES("github-deliveries", "github") {
        @Override
        RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
            return DeliveryLine.read(buffer, from, length);
        }
    },
    /** GH Archive's hourly files; the payload of the raw event is the whole line. */
    GHARCHIVE("gharchive", "gharchive") {
        @Override
        RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
            return ArchiveLine.read(buffer, from, length);
        }
    },
    /** Git AI notes of one repository, each with the commit it is attached to. */
    GIT_AI_NOTES("git-ai-notes", "git") {
        @Override
        RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
            return NoteLine.read(buffer, from, length, origin);
        }
    },
    /** Agent Trace records of one repository. */
    AGENT_TRACE("agent-trace", "git") {
        @Override
        RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
            return TraceLine.read(buffer, from, length, origin);
        }
    };

    /**
     * What a line does not say itself.
     *
     * @param repo {@code owner/name} that the whole import is about; null when its lines name theirs
     * @param changedAt when the file was changed last: the time of lines that have none, the same at every import
     */
    record Origin(String repo, Instant changedAt) {}

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

    abstract RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException;
}
