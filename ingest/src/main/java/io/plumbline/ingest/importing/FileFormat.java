package io.plumbline.ingest.importing;

import io.plumbline.schema.raw.RawEvent;
import java.time.Instant;

/** What a file holds. */
public enum FileFormat {
    /** The same raw events as the webhook would have stored. */
    GITHUB_DELIVERIES(
            "github-deliveries", "github", Kind.LINES, "GitHub's \"get a delivery\" answers, one JSON object a line."),
    /** The payload of the raw event is the whole line. */
    GHARCHIVE("gharchive", "gharchive", Kind.LINES, "Hourly files of gharchive.org."),
    /** Each with the commit it is attached to. */
    GIT_AI_NOTES(
            "git-ai-notes",
            "git",
            Kind.LINES_OF_A_REPOSITORY,
            "Git AI notes, one JSON object a line: the note with its commit beside its fields,",
            "or {\"commit\": .., \"note\": the note as git shows it}."),
    AGENT_TRACE("agent-trace", "git", Kind.LINES_OF_A_REPOSITORY, "Agent Trace records, one a line."),
    COPILOT(
            "copilot",
            Kind.REPORTS,
            "GitHub Copilot's usage reports: the files behind the download links, or answers of the retired APIs."),
    CURSOR("cursor", Kind.REPORTS, "Cursor's answers: daily-usage-data, agent-edits, tabs, ai-code commits."),
    CLAUDE_CODE("claude-code", Kind.REPORTS, "Anthropic's usage_report/claude_code."),
    GEMINI("gemini", Kind.REPORTS, "Gemini Code Assist's time series from Google Cloud Monitoring."),
    WINDSURF("windsurf", Kind.REPORTS, "Windsurf's analytics."),
    OTEL("otel", Kind.REPORTS, "OpenTelemetry metrics in OTLP/JSON: Claude Code's decisions on edits, by who decided."),
    PAGERDUTY(
            "pagerduty",
            Kind.OPERATIONS,
            "PagerDuty's incidents and log entries as its REST interface lists them, or bodies of its webhooks (v3, v2, v1)."),
    OPSGENIE(
            "opsgenie",
            Kind.OPERATIONS,
            "Opsgenie's incidents and alerts as its REST interface lists them, or bodies of its webhooks."),
    STATUSPAGE(
            "statuspage",
            Kind.OPERATIONS,
            "Statuspage's incidents with their updates: answers of its REST interface, a page's own incidents.json, or",
            "bodies of its webhooks."),
    INCIDENTIO(
            "incidentio",
            Kind.OPERATIONS,
            "incident.io's incidents and incident updates as its REST interface lists them."),
    FIREHYDRANT(
            "firehydrant",
            Kind.OPERATIONS,
            "FireHydrant's incidents with their milestones, as its REST interface lists them."),
    SQUADCAST("squadcast", Kind.OPERATIONS, "Squadcast's exported incidents with their logs."),
    GITHUB_STATUS(
            "github-status",
            Kind.OPERATIONS,
            "Incidents of githubstatus.com as the github-statuses archive keeps them."),
    DEPLOYMENTS(
            "deployments",
            Kind.OPERATIONS,
            "Deployments in Plumbline's own format, for any CI (docs/operations.md): id, repo, environment, state, created_at,",
            "and if known service, production, sha, finished_at, trigger, incident, pull_requests."),
    INCIDENTS(
            "incidents",
            Kind.OPERATIONS,
            "Incidents in Plumbline's own format, for any other tool (docs/operations.md): id and triggered_at, or id, event, at.");

    /** How files of a format are read. */
    public enum Kind {
        LINES,
        /** Their lines do not name the repository. */
        LINES_OF_A_REPOSITORY,
        /** Usage reports: whole documents, or one a line. */
        REPORTS,
        /** Deployments and incidents: whole documents, or one a line. */
        OPERATIONS
    }

    /**
     * What a line does not say itself.
     *
     * @param repo {@code owner/name} that the whole import is about; null when its lines name theirs
     * @param changedAt when the file was changed last: the time of lines that have none, the same at every import
     */
    record Origin(String repo, Instant changedAt) {}

    private final String id;
    private final String source;
    private final Kind kind;
    private final String description;

    FileFormat(String id, Kind kind, String... description) {
        this(id, id, kind, description);
    }

    FileFormat(String id, String source, Kind kind, String... description) {
        this.id = id;
        this.source = source;
        this.kind = kind;
        this.description = String.join("\n", description);
    }

    /** As on the command line. */
    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    /** One or two lines for a person. */
    public String description() {
        return description;
    }

    String source() {
        return source;
    }

    /** Whether a file may be one JSON document over many lines. */
    boolean documents() {
        return kind == Kind.REPORTS || kind == Kind.OPERATIONS;
    }

    RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
        return switch (this) {
            case GITHUB_DELIVERIES -> DeliveryLine.read(buffer, from, length);
            case GHARCHIVE -> ArchiveLine.read(buffer, from, length);
            case GIT_AI_NOTES -> NoteLine.read(buffer, from, length, origin);
            case AGENT_TRACE -> TraceLine.read(buffer, from, length, origin);
            default ->
                kind == Kind.OPERATIONS
                        ? OpsDocument.read(source, buffer, from, length, origin.changedAt())
                        : ReportDocument.read(source, buffer, from, length, origin.changedAt());
        };
    }
}
