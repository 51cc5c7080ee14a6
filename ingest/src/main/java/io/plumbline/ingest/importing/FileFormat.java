package io.plumbline.ingest.importing;

import io.plumbline.schema.raw.RawEvent;
import java.time.Instant;

/** What a file holds. */
public enum FileFormat {
    /** GitHub's "get a delivery" answers; the same raw events as the webhook would have stored. */
    GITHUB_DELIVERIES("github-deliveries", "github", false) {
        @Override
        RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
            return DeliveryLine.read(buffer, from, length);
        }
    },
    /** GH Archive's hourly files; the payload of the raw event is the whole line. */
    GHARCHIVE("gharchive", "gharchive", false) {
        @Override
        RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
            return ArchiveLine.read(buffer, from, length);
        }
    },
    /** Git AI notes of one repository, each with the commit it is attached to. */
    GIT_AI_NOTES("git-ai-notes", "git", false) {
        @Override
        RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
            return NoteLine.read(buffer, from, length, origin);
        }
    },
    /** Agent Trace records of one repository. */
    AGENT_TRACE("agent-trace", "git", false) {
        @Override
        RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
            return TraceLine.read(buffer, from, length, origin);
        }
    },
    /** Reports of GitHub Copilot: current and retired ones. */
    COPILOT("copilot"),
    /** Answers of Cursor's Admin, Analytics and AI Code Tracking APIs. */
    CURSOR("cursor"),
    /** Anthropic's usage report of Claude Code. */
    CLAUDE_CODE("claude-code"),
    /** Time series of Gemini Code Assist from Google Cloud Monitoring. */
    GEMINI("gemini"),
    /** Windsurf's analytics. */
    WINDSURF("windsurf"),
    /** OpenTelemetry metrics in OTLP/JSON. */
    OTEL("otel");

    /**
     * What a line does not say itself.
     *
     * @param repo {@code owner/name} that the whole import is about; null when its lines name theirs
     * @param changedAt when the file was changed last: the time of lines that have none, the same at every import
     */
    record Origin(String repo, Instant changedAt) {}

    private final String id;
    private final String source;
    private final boolean documents;

    /** A vendor's reports: whole documents, or one a line. */
    FileFormat(String source) {
        this(source, source, true);
    }

    FileFormat(String id, String source, boolean documents) {
        this.id = id;
        this.source = source;
        this.documents = documents;
    }

    /** As on the command line. */
    public String id() {
        return id;
    }

    String source() {
        return source;
    }

    /** Whether a file may be one JSON document over many lines. */
    boolean documents() {
        return documents;
    }

    RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
        return ReportDocument.read(source, buffer, from, length, origin.changedAt());
    }
}
