package io.plumbline.ingest.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.raw.RawEvent;
import java.util.ArrayList;
import java.util.List;

/** The two Copilot reports that GitHub has retired: {@code /copilot/usage} (2025) and {@code /copilot/metrics} (2026). */
final class CopilotLegacy {

    private static final String VENDOR = "copilot";
    private static final String TOOL = "github-copilot";

    private CopilotLegacy() {}

    /** One row a day, with a breakdown by language and editor that need not add up to it. */
    static List<UsageDay> usage(RawEvent raw, JsonNode document) throws ReportException {
        var figures = new ArrayList<UsageDay>();
        for (var day : days(document)) {
            var row = Row.of(raw, VENDOR, TOOL, "copilot-usage", Fields.day(day, "day"), null);
            row.add(row.figure(Row.COMPLETION, "none", "activity")
                    .setActiveUsers(Fields.number(day, "total_active_users")));
            row.add(row.figure(Row.COMPLETION, "shown", "suggestions")
                    .setAccepted(Fields.number(day, "total_acceptances_count"))
                    .setOffered(Fields.number(day, "total_suggestions_count")));
            row.add(row.figure(Row.COMPLETION, "lines_suggested", "lines")
                    .setAccepted(Fields.number(day, "total_lines_accepted"))
                    .setOffered(Fields.number(day, "total_lines_suggested")));
            // A turn is no suggestion: chat has no denominator here.
            row.add(row.figure(Row.CHAT, "none", "suggestions")
                    .setAccepted(Fields.number(day, "total_chat_acceptances")));
            row.add(row.figure(Row.CHAT, "none", "activity")
                    .setInteractions(Fields.number(day, "total_chat_turns"))
                    .setActiveUsers(Fields.number(day, "total_active_chat_users")));
            for (var part : Fields.rows(day, "breakdown")) {
                row.add(split(row.figure(Row.COMPLETION, "shown", "suggestions"), part)
                        .setAccepted(Fields.number(part, "acceptances_count"))
                        .setOffered(Fields.number(part, "suggestions_count")));
                row.add(split(row.figure(Row.COMPLETION, "lines_suggested", "lines"), part)
                        .setAccepted(Fields.number(part, "lines_accepted"))
                        .setOffered(Fields.number(part, "lines_suggested")));
            }
            figures.addAll(row.figures());
        }
        return figures;
    }

    /** One row a day; suggestions are counted by editor, model and language only, there is no total. */
    static List<UsageDay> metrics(RawEvent raw, JsonNode document) throws ReportException {
        var figures = new ArrayList<UsageDay>();
        for (var day : days(document)) {
            var row = Row.of(raw, VENDOR, TOOL, "copilot-metrics", Fields.day(day, "date"), null);
            row.add(row.figure(Row.ALL, "none", "activity").setActiveUsers(Fields.number(day, "total_active_users")));
            completions(row, day.path("copilot_ide_code_completions"));
            chats(row, day.path("copilot_ide_chat"));
            var onGitHub = day.path("copilot_dotcom_chat");
            for (var model : Fields.rows(onGitHub, "models")) {
                row.add(row.figure(Row.CHAT, "none", "activity")
                        .setBreakdown("model")
                        .setFeature("dotcom_chat")
                        .setModel(Fields.text(model, "name"))
                        .setInteractions(Fields.number(model, "total_chats")));
            }
            figures.addAll(row.figures());
        }
        return figures;
    }

    private static void completions(Row row, JsonNode completions) throws ReportException {
        row.add(row.figure(Row.COMPLETION, "none", "activity")
                .setActiveUsers(Fields.number(completions, "total_engaged_users")));
        for (var editor : Fields.rows(completions, "editors")) {
            for (var model : Fields.rows(editor, "models")) {
                for (var language : Fields.rows(model, "languages")) {
                    row.add(split(row.figure(Row.COMPLETION, "shown", "suggestions"), editor, model, language)
                            .setAccepted(Fields.number(language, "total_code_acceptances"))
                            .setOffered(Fields.number(language, "total_code_suggestions")));
                    row.add(split(row.figure(Row.COMPLETION, "lines_suggested", "lines"), editor, model, language)
                            .setAccepted(Fields.number(language, "total_code_lines_accepted"))
                            .setOffered(Fields.number(language, "total_code_lines_suggested")));
                }
            }
        }
    }

    /** Insertions are accepted; copies are counted by the vendor only when a button was used, and are left out. */
    private static void chats(Row row, JsonNode chat) throws ReportException {
        row.add(row.figure(Row.CHAT, "none", "activity").setActiveUsers(Fields.number(chat, "total_engaged_users")));
        for (var editor : Fields.rows(chat, "editors")) {
            for (var model : Fields.rows(editor, "models")) {
                row.add(row.figure(Row.CHAT, "none", "suggestions")
                        .setBreakdown("editor-model")
                        .setEditor(Fields.text(editor, "name"))
                        .setModel(Fields.text(model, "name"))
                        .setAccepted(Fields.number(model, "total_chat_insertion_events"))
                        .setInteractions(Fields.number(model, "total_chats")));
            }
        }
    }

    private static List<JsonNode> days(JsonNode document) {
        return document.isArray() ? Fields.objects(document) : List.of(document);
    }

    private static UsageDay.Builder split(UsageDay.Builder figure, JsonNode part) {
        return figure.setBreakdown("language-editor")
                .setLanguage(Fields.text(part, "language"))
                .setEditor(Fields.text(part, "editor"));
    }

    private static UsageDay.Builder split(UsageDay.Builder figure, JsonNode editor, JsonNode model, JsonNode language) {
        return figure.setBreakdown("editor-model-language")
                .setEditor(Fields.text(editor, "name"))
                .setModel(Fields.text(model, "name"))
                .setLanguage(Fields.text(language, "name"));
    }
}
