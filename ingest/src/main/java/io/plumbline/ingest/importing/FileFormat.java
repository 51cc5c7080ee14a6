package io.plumbline.ingest.importing;

import io.plumbline.schema.raw.RawEvent;
import java.time.Instant;

/** What a file holds. */
public enum FileFormat {
    /** GitHub's "get a delivery" answers; the same raw events as the webhook would have stored. */
    GITHUB_DELIVERIES("github-deliveries", "github", false) {
        @Override
        RawEvent read(byte[] buffer, int from, int length, Instant changedAt) throws BadLineException {
            return DeliveryLine.read(buffer, from, length);
        }
    },
    /** GH Archive's hourly files; the payload of the raw event is the whole line. */
    GHARCHIVE("gharchive", "gharchive", false) {
        @Override
        RawEvent read(byte[] buffer, int from, int length, Instant changedAt) throws BadLineException {
            return ArchiveLine.read(buffer, from, length);
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

    /** @param changedAt when the file was last changed, for content that has no time of its own */
    RawEvent read(byte[] buffer, int from, int length, Instant changedAt) throws BadLineException {
        return ReportDocument.read(source, buffer, from, length, changedAt);
    }
}
