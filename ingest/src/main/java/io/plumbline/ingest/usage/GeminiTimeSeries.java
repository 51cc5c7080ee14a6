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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gemini Code Assist's metrics in Google Cloud Monitoring ({@code projects.timeSeries.list}), for a project.
 *
 * <p>One question to the API brings one metric, so what was suggested and what was accepted are two figures, which meet in
 * the view. Series without labels are totals of the project.
 */
final class GeminiTimeSeries {

    private static final String PREFIX = "code_assist/";

    /** What a metric counts. */
    private record Meaning(String surface, String kind, String unit, String number) {}

    private static final Map<String, Meaning> MEANINGS = Map.of(
            "code_suggestions_count", new Meaning(Row.COMPLETION, "suggested", "suggestions", "offered"),
            "code_suggestions_accepted_count", new Meaning(Row.COMPLETION, "suggested", "suggestions", "accepted"),
            "code_lines_accepted_count", new Meaning(Row.COMPLETION, "none", "lines", "accepted"),
            "chat_responses_count", new Meaning(Row.CHAT, "suggested", "suggestions", "offered"),
            "chat_responses_accepted_count", new Meaning(Row.CHAT, "suggested", "suggestions", "accepted"),
            "chat_conversation_count", new Meaning(Row.CHAT, "none", "activity", "interactions"),
            "daily_active_users", new Meaning(Row.ALL, "none", "activity", "activeUsers"));

    private static final Set<String> LANGUAGE = Set.of("programming_language", "language");
    private static final Set<String> EDITOR = Set.of("ide", "client", "client_name");

    private GeminiTimeSeries() {}

    static List<UsageDay> figures(RawEvent raw, JsonNode document) throws ReportException {
        var figures = new ArrayList<UsageDay>();
        for (var series : Fields.rows(document, "timeSeries")) {
            var type = Fields.text(series.path("metric"), "type");
            var at = type == null ? -1 : type.indexOf(PREFIX);
            var meaning = at < 0 ? null : MEANINGS.get(type.substring(at + PREFIX.length()));
            if (meaning != null) {
                figures.addAll(series(raw, series, type.substring(at + PREFIX.length()), meaning));
            }
        }
        return figures;
    }

    private static List<UsageDay> series(RawEvent raw, JsonNode series, String metric, Meaning meaning)
            throws ReportException {
        if ("CUMULATIVE".equals(Fields.text(series, "metricKind"))) {
            throw new ReportException(metric + " is cumulative: ask for it with perSeriesAligner=ALIGN_DELTA and"
                    + " alignmentPeriod=86400s");
        }
        var byDay = new LinkedHashMap<LocalDate, Long>();
        for (var point : Fields.rows(series, "points")) {
            var value = value(point.path("value"));
            if (value != null) {
                // Users of two parts of a day cannot be added; everything else can.
                byDay.merge(day(point), value, meaning.number().equals("activeUsers") ? Math::max : Long::sum);
            }
        }
        var figures = new ArrayList<UsageDay>();
        for (var day : byDay.entrySet()) {
            var row = Row.of(raw, "gemini", "gemini-code-assist", "gemini-monitoring", day.getKey(), null)
                    .scope(project(series));
            var figure = labelled(row, series, metric, meaning);
            switch (meaning.number()) {
                case "offered" -> figure.setOffered(day.getValue());
                case "accepted" -> figure.setAccepted(day.getValue());
                case "interactions" -> figure.setInteractions(day.getValue());
                default -> figure.setActiveUsers(day.getValue());
            }
            row.add(figure);
            figures.addAll(row.figures());
        }
        return figures;
    }

    private static UsageDay.Builder labelled(Row row, JsonNode series, String metric, Meaning meaning) {
        var labels = new TreeMap<String, String>();
        for (var label : series.path("metric").path("labels").properties()) {
            labels.put(label.getKey(), label.getValue().asText());
        }
        var others = labels.entrySet().stream()
                .filter(label -> !LANGUAGE.contains(label.getKey()) && !EDITOR.contains(label.getKey()))
                .map(label -> ";" + label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining());
        return row.figure(meaning.surface(), meaning.kind(), meaning.unit())
                .setBreakdown(labels.isEmpty() ? "total" : "labels")
                .setLanguage(first(labels, LANGUAGE))
                .setEditor(first(labels, EDITOR))
                .setFeature(metric)
                .setSeries(others.isEmpty() ? null : others.substring(1));
    }

    private static String first(Map<String, String> labels, Set<String> names) {
        return labels.entrySet().stream()
                .filter(label -> names.contains(label.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String project(JsonNode series) {
        var labels = series.path("resource").path("labels");
        var container = Fields.text(labels, "resource_container");
        return container == null ? Fields.text(labels, "project_id") : container;
    }

    /** An interval ends when the next begins: a day's last point ends at midnight and belongs to the day before. */
    private static LocalDate day(JsonNode point) throws ReportException {
        var interval = point.path("interval");
        var start = Fields.time(interval, "startTime");
        var end = Fields.time(interval, "endTime");
        if (end == null) {
            throw new ReportException("interval.endTime is missing");
        }
        Instant within = (start == null || !start.isBefore(end)) ? end : end.minusNanos(1);
        return LocalDate.ofInstant(within, ZoneOffset.UTC);
    }

    private static Long value(JsonNode value) throws ReportException {
        var whole = Fields.number(value, "int64Value");
        return whole == null ? Fields.number(value, "doubleValue") : whole;
    }
}
