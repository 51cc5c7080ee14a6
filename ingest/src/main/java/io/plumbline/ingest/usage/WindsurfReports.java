package io.plumbline.ingest.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.raw.RawEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Windsurf's analytics; every number is a text.
 *
 * <p>No report counts what was shown, so the acceptance of completions is unknown here and nobody should compute it.
 * Only Cascade states the lines that it suggested. Answers name no user and no team: they are the organisation's, or
 * belong to the hashed key of an API user.
 */
final class WindsurfReports {

    private WindsurfReports() {}

    static List<UsageDay> autocomplete(RawEvent raw, JsonNode document) throws ReportException {
        var figures = new ArrayList<UsageDay>();
        for (var item : items(document)) {
            var row = keyed(raw, "windsurf-autocomplete", item);
            var acceptances = either(item, "sum_num_acceptances", "num_acceptances");
            row.add(split(row.figure(Row.COMPLETION, "none", "suggestions"), item)
                    .setAccepted(acceptances));
            row.add(split(row.figure(Row.COMPLETION, "none", "lines"), item)
                    .setAccepted(either(item, "sum_num_lines_accepted", "num_lines_accepted")));
            row.add(split(row.figure(Row.COMPLETION, "none", "activity"), item).setActive(wasActive(acceptances)));
            figures.addAll(row.figures());
        }
        return figures;
    }

    static List<UsageDay> chat(RawEvent raw, JsonNode document) throws ReportException {
        var figures = new ArrayList<UsageDay>();
        for (var item : items(document)) {
            var row = keyed(raw, "windsurf-chat", item).series(Fields.text(item, "latest_intent_type"));
            var chats = Fields.number(item, "sum_num_chats_received");
            row.add(split(row.figure(Row.CHAT, "none", "lines"), item)
                    .setAccepted(Fields.number(item, "sum_chat_loc_used")));
            row.add(split(row.figure(Row.CHAT, "none", "activity"), item)
                    .setInteractions(chats)
                    .setActive(wasActive(chats)));
            figures.addAll(row.figures());
        }
        return figures;
    }

    static List<UsageDay> cascadeLines(RawEvent raw, JsonNode document) throws ReportException {
        var figures = new ArrayList<UsageDay>();
        for (var result : results(document)) {
            for (var day : Fields.rows(result.path("cascadeLines"), "cascadeLines")) {
                var row = row(raw, "windsurf-cascade-lines", day);
                row.add(row.figure(Row.AGENT, "lines_suggested", "lines")
                        .setAccepted(Fields.number(day, "linesAccepted"))
                        .setOffered(Fields.number(day, "linesSuggested")));
                figures.addAll(row.figures());
            }
        }
        return figures;
    }

    static List<UsageDay> cascadeRuns(RawEvent raw, JsonNode document) throws ReportException {
        var figures = new ArrayList<UsageDay>();
        for (var result : results(document)) {
            for (var run : Fields.rows(result.path("cascadeRuns"), "cascadeRuns")) {
                var row = row(raw, "windsurf-cascade-runs", run).series(Fields.text(run, "cascadeId"));
                row.add(row.figure(Row.AGENT, "none", "activity")
                        .setBreakdown("run")
                        .setModel(Fields.text(run, "model"))
                        .setFeature(Fields.text(run, "mode"))
                        .setInteractions(Fields.number(run, "messagesSent")));
                figures.addAll(row.figures());
            }
        }
        return figures;
    }

    /** Share of bytes; usually over a period that only the question named, and then of no day. */
    static List<UsageDay> codeWritten(RawEvent raw, JsonNode document) throws ReportException {
        var figures = new ArrayList<UsageDay>();
        for (var item : items(document)) {
            if (!item.hasNonNull("date")) {
                throw new ReportException(
                        "the share of code written has no date: ask for it day by day, with date among the selections");
            }
            var row = keyed(raw, "windsurf-pcw", item);
            row.add(split(row.figure(Row.ALL, "bytes_all", "bytes"), item)
                    .setAccepted(Fields.number(item, "codeium_bytes"))
                    .setOffered(Fields.number(item, "total_bytes")));
            figures.addAll(row.figures());
        }
        return figures;
    }

    private static Row keyed(RawEvent raw, String report, JsonNode item) throws ReportException {
        var row = row(raw, report, item);
        var key = Fields.text(item, "api_key");
        return key == null ? row : row.subject("api_key", key, null);
    }

    private static Row row(RawEvent raw, String report, JsonNode item) throws ReportException {
        return Row.of(raw, "windsurf", "windsurf", report, Fields.day(item, "date", "day"), null);
    }

    private static UsageDay.Builder split(UsageDay.Builder figure, JsonNode item) {
        var language = Fields.text(item, "language");
        var editor = Fields.text(item, "ide");
        var model = Fields.text(item, "model_id");
        return figure.setBreakdown(
                        (language == null && editor == null && model == null) ? Row.TOTAL : "language-model-ide")
                .setLanguage(language)
                .setEditor(editor)
                .setModel(model);
    }

    /** Without a completion or chat a user may still have been active elsewhere. */
    private static Boolean wasActive(Long count) {
        return (count == null || count == 0) ? null : Boolean.TRUE;
    }

    private static Long either(JsonNode item, String first, String second) throws ReportException {
        var number = Fields.number(item, first);
        return number == null ? Fields.number(item, second) : number;
    }

    private static List<JsonNode> results(JsonNode document) {
        return Fields.rows(document, "queryResults");
    }

    private static List<JsonNode> items(JsonNode document) {
        var items = new ArrayList<JsonNode>();
        for (var result : results(document)) {
            for (var response : Fields.rows(result, "responseItems")) {
                items.add(response.path("item"));
            }
        }
        return items;
    }
}
