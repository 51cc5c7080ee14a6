package io.plumbline.dashboards.pullrequest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.web.Paths;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What happened to a pull request, oldest first. The table holds each event once, however often it was delivered; should
 * two collectors have given it different ids, the later one of two equal lines is left out here.
 *
 * @param cut true when there are more events than are shown
 */
record Timeline(List<Entry> entries, boolean cut) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 1000;
    private static final int LONGEST_DETAIL = 240;
    private static final Pattern HTML_COMMENT = Pattern.compile("<!--.*?(-->|$)", Pattern.DOTALL);

    /** One row of timeline.sql. */
    record Row(
            String eventId,
            String kind,
            String action,
            Instant eventAt,
            Instant observedAt,
            String source,
            String deliveryId,
            String actorLogin,
            String actorType,
            String attributes) {}

    /** One event in words. */
    record Entry(
            Instant at,
            String what,
            String detail,
            String actor,
            boolean bot,
            String style,
            String href,
            String source) {}

    static Timeline of(List<Row> rows) {
        var entries = new LinkedHashMap<List<Object>, Entry>();
        for (var row : rows.subList(0, Math.min(LONGEST, rows.size()))) {
            var json = parse(row.attributes());
            var entry = new Entry(
                    row.eventAt(),
                    what(row, json),
                    detail(row, json),
                    row.actorLogin(),
                    "Bot".equals(row.actorType()),
                    style(row, json),
                    Paths.delivery(row.source(), row.deliveryId()),
                    row.source());
            entries.putIfAbsent(List.of(entry.at(), entry.what(), entry.detail(), entry.actor()), entry);
        }
        return new Timeline(List.copyOf(entries.values()), rows.size() > LONGEST);
    }

    private static JsonNode parse(String attributes) {
        try {
            return JSON.readTree(attributes.isBlank() ? "{}" : attributes);
        } catch (JsonProcessingException e) {
            // The line is still worth showing without its details; the payload page shows the bytes.
            return JSON.createObjectNode();
        }
    }

    private static String what(Row row, JsonNode json) {
        return switch (row.kind() + " " + row.action()) {
            case "pull_request opened" -> flag(json, "draft") ? "Opened as a draft" : "Opened";
            case "pull_request closed" -> flag(json, "merged") ? "Merged" : "Closed without merge";
            case "pull_request reopened" -> "Reopened";
            case "pull_request ready_for_review" -> "Ready for review";
            case "pull_request converted_to_draft" -> "Turned back into a draft";
            case "pull_request synchronize" -> flag(json, "forced") ? "Force-pushed" : "Pushed";
            case "pull_request edited" -> "Edited";
            case "pull_request labeled" -> "Labelled " + text(json, "label");
            case "pull_request unlabeled" -> "Label removed " + text(json, "label");
            case "review submitted" -> "Review: " + Labels.words(text(json, "state"));
            case "review dismissed" -> "Review dismissed";
            case "review edited" -> "Review edited";
            case "review_comment created" -> flag(json, "suggestion") ? "Suggested a change" : "Commented on the code";
            case "issue_comment created" -> "Commented";
            case "review_thread resolved" -> "Resolved a review thread";
            case "review_thread unresolved" -> "Reopened a review thread";
            case "commit pushed", "commit created", "commit " -> "Commit";
            default -> sentence(row);
        };
    }

    private static String sentence(Row row) {
        var words = Labels.words(row.kind() + " " + row.action()).strip();
        return words.isEmpty() ? "Event" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String detail(Row row, JsonNode json) {
        var path = own(json, "path");
        var text =
                switch (row.kind()) {
                    case "review", "issue_comment" -> own(json, "body");
                    case "review_comment" -> (path.isEmpty() ? "" : path + ": ") + own(json, "body");
                    case "review_thread" -> path;
                    case "commit" -> own(json, "message");
                    default -> "";
                };
        // Bots hide bookkeeping in HTML comments, which the forge does not show either.
        var line = HTML_COMMENT
                .matcher(text)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + ".." : line;
    }

    private static String style(Row row, JsonNode json) {
        return switch (row.kind() + " " + row.action()) {
            case "pull_request opened", "pull_request reopened", "pull_request ready_for_review" -> "event-open";
            case "pull_request closed" -> flag(json, "merged") ? "event-merged" : "event-closed";
            case "review submitted" -> "event-review";
            default -> "event-other";
        };
    }

    /** A field of the event itself: a review without a text must not show the text of its pull request. */
    private static String own(JsonNode json, String name) {
        return json.path(name).asText("");
    }

    /** A field of the event or, when it has none of this name, of its pull request. */
    private static JsonNode field(JsonNode json, String name) {
        return json.hasNonNull(name)
                ? json.path(name)
                : json.path("pullRequest").path(name);
    }

    private static String text(JsonNode json, String name) {
        return field(json, name).asText("");
    }

    private static boolean flag(JsonNode json, String name) {
        return field(json, name).asBoolean(false);
    }
}
