package io.plumbline.ingest.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.raw.RawEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Claude Code's OpenTelemetry metric {@code claude_code.code_edit_tool.decision} in OTLP/JSON, as a collector's file
 * exporter writes it: the one source that says who decided on an edit.
 *
 * <p>A cumulative series counts on the day its session began, and its newest point replaces the others; each point of a
 * delta series is a figure of its own. A standing permission ({@code user_permanent}) was given once: it counts 1 for each
 * session, tool and day, however many edits went through under it.
 */
final class ClaudeCodeDecisions {

    private static final String METRIC = "claude_code.code_edit_tool.decision";
    private static final String STANDING = "user_permanent";
    private static final int DELTA = 1;

    private ClaudeCodeDecisions() {}

    static List<UsageDay> figures(RawEvent raw, JsonNode document) throws ReportException {
        var figures = new ArrayList<UsageDay>();
        for (var resource : Fields.rows(document, "resourceMetrics")) {
            for (var scope : Fields.rows(resource, "scopeMetrics")) {
                for (var metric : Fields.rows(scope, "metrics")) {
                    if (METRIC.equals(Fields.text(metric, "name"))) {
                        var sum = metric.path("sum");
                        for (var point : Fields.rows(sum, "dataPoints")) {
                            figures.addAll(point(raw, point, isDelta(sum)));
                        }
                    }
                }
            }
        }
        return figures;
    }

    /** The JSON encoding allows an enum's number and, in some exporters, its name. */
    private static boolean isDelta(JsonNode sum) {
        var temporality = sum.path("aggregationTemporality");
        return temporality.isTextual() ? temporality.asText().endsWith("DELTA") : temporality.asInt() == DELTA;
    }

    private static List<UsageDay> point(RawEvent raw, JsonNode point, boolean delta) throws ReportException {
        var attributes = attributes(point);
        var decision = attributes.get("decision");
        var count = count(point);
        if (decision == null || count == null) {
            throw new ReportException("a decision without decision or value");
        }
        var time = nanos(point, "timeUnixNano");
        var start = point.hasNonNull("startTimeUnixNano") ? nanos(point, "startTimeUnixNano") : time;
        var source = attributes.get("source");
        var accepted = decision.equals("accept");
        var standing = STANDING.equals(source) && accepted;
        var session = attributes.getOrDefault("session.id", "");
        // What makes the point one of its own; the decision is part of it, else accepts would replace rejects.
        var series = session + "/" + decision + (standing ? "" : "/" + start + (delta ? "/" + time : ""));
        var at = delta || standing ? time : start;
        var row = Row.of(
                        raw,
                        "claude-code",
                        "claude-code",
                        "claude-code-decisions",
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        // A permission says the same whenever it is seen; every sighting of it must be equal.
                        standing
                                ? at.atZone(ZoneOffset.UTC)
                                        .toLocalDate()
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant()
                                : time)
                .scope(attributes.get("organization.id"))
                .series(series);
        subject(row, attributes);
        var number = standing ? Math.min(1L, count) : count;
        row.add(row.figure(Row.AGENT, "decided", "decisions")
                .setBreakdown("decision")
                .setFeature(attributes.get("tool_name"))
                .setLanguage(standing ? null : attributes.get("language"))
                .setDecisionSource(source)
                .setAccepted(accepted ? number : 0)
                .setRejected(accepted ? 0 : number)
                .setOffered(number));
        return row.figures();
    }

    private static void subject(Row row, Map<String, String> attributes) {
        var mail = attributes.get("user.email");
        var id = attributes.getOrDefault("user.account_uuid", attributes.get("user.id"));
        if (mail != null) {
            row.subject("email", mail.toLowerCase(Locale.ROOT), null);
        } else {
            row.subject("vendor-id", id, null);
        }
    }

    private static Long count(JsonNode point) throws ReportException {
        var whole = Fields.number(point, "asInt");
        return whole == null ? Fields.number(point, "asDouble") : whole;
    }

    private static Instant nanos(JsonNode point, String field) throws ReportException {
        var text = Fields.text(point, field);
        try {
            var nanos = Long.parseLong(text == null ? "" : text);
            return Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L);
        } catch (NumberFormatException e) {
            throw new ReportException(field + " is not a time");
        }
    }

    private static Map<String, String> attributes(JsonNode point) {
        var attributes = new LinkedHashMap<String, String>();
        for (var attribute : Fields.rows(point, "attributes")) {
            var key = Fields.text(attribute, "key");
            var value = Fields.text(attribute.path("value"), "stringValue");
            if (key != null && value != null) {
                attributes.put(key, value);
            }
        }
        return attributes;
    }
}
