package io.plumbline.ingest.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.raw.RawEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reports of Cursor's Admin, Analytics and AI Code Tracking APIs. */
final class CursorReports {

    /** What one row says. */
    @FunctionalInterface
    private interface Reading {
        void read(Row row, JsonNode fields) throws ReportException;
    }

    private CursorReports() {}

    /** {@code /teams/daily-usage-data}: the only report with tabs shown, one row for each user and day. */
    static List<UsageDay> dailyUsage(RawEvent raw, JsonNode document) throws ReportException {
        return rows(raw, document, "cursor-daily-usage", (row, day) -> {
            row.add(row.figure(Row.COMPLETION, "shown", "suggestions")
                    .setAccepted(Fields.number(day, "totalTabsAccepted"))
                    .setOffered(Fields.number(day, "totalTabsShown")));
            var accepts = Fields.number(day, "totalAccepts");
            var rejects = Fields.number(day, "totalRejects");
            row.add(row.figure(Row.AGENT, "applied", "diffs")
                    .setAccepted(accepts)
                    .setOffered(Fields.number(day, "totalApplies"))
                    .setRejected(rejects));
            row.add(row.figure(Row.AGENT, "decided", "diffs")
                    .setAccepted(accepts)
                    .setOffered(Fields.sum(accepts, rejects))
                    .setRejected(rejects));
            // All lines added, typed ones too: a share of code, not of suggestions.
            row.add(row.figure(Row.ALL, "lines_all", "lines")
                    .setAccepted(Fields.number(day, "acceptedLinesAdded"))
                    .setOffered(Fields.number(day, "totalLinesAdded")));
            row.add(row.figure(Row.ALL, "none", "activity")
                    .setActive(Fields.flag(day, "isActive"))
                    .setInteractions(Fields.sumOfKnown(
                            Fields.number(day, "composerRequests"),
                            Fields.number(day, "chatRequests"),
                            Fields.number(day, "agentRequests"),
                            Fields.number(day, "cmdkUsages"))));
        });
    }

    /** {@code /analytics/team/agent-edits} and its by-user twin. */
    static List<UsageDay> agentEdits(RawEvent raw, JsonNode document) throws ReportException {
        return rows(raw, document, "cursor-agent-edits", (row, day) -> {
            row.add(row.figure(Row.AGENT, "suggested", "diffs")
                    .setAccepted(Fields.number(day, "total_accepted_diffs"))
                    .setOffered(Fields.number(day, "total_suggested_diffs"))
                    .setRejected(Fields.number(day, "total_rejected_diffs")));
            lines(row, Row.AGENT, day);
        });
    }

    /** {@code /analytics/team/tabs} and its by-user twin. */
    static List<UsageDay> tabs(RawEvent raw, JsonNode document) throws ReportException {
        return rows(raw, document, "cursor-tabs", (row, day) -> {
            row.add(row.figure(Row.COMPLETION, "suggested", "suggestions")
                    .setAccepted(Fields.number(day, "total_accepts"))
                    .setOffered(Fields.number(day, "total_suggestions"))
                    .setRejected(Fields.number(day, "total_rejects")));
            lines(row, Row.COMPLETION, day);
        });
    }

    /** {@code /analytics/ai-code/commits}: which lines of a commit came from Cursor. */
    static List<UsageDay> commits(RawEvent raw, JsonNode document) throws ReportException {
        return rows(raw, document, "cursor-ai-commits", (row, commit) -> {
            var fromTab = Fields.number(commit, "tabLinesAdded");
            var fromComposer = Fields.number(commit, "composerLinesAdded");
            row.series(Fields.text(commit, "commitHash"));
            row.add(row.figure("commit", "lines_all", "lines")
                    .setBreakdown("commit")
                    .setFeature(Fields.text(commit, "commitSource"))
                    .setAccepted(Fields.sum(fromTab, fromComposer))
                    .setOffered(Fields.number(commit, "totalLinesAdded")));
        });
    }

    private static void lines(Row row, String surface, JsonNode day) throws ReportException {
        row.add(row.figure(surface, "lines_suggested", "lines")
                .setAccepted(Fields.number(day, "total_lines_accepted"))
                .setOffered(Fields.number(day, "total_lines_suggested")));
    }

    private static List<UsageDay> rows(RawEvent raw, JsonNode document, String report, Reading reading)
            throws ReportException {
        var figures = new ArrayList<UsageDay>();
        for (var ofOne : bySubject(document).entrySet()) {
            for (var fields : ofOne.getValue()) {
                var day = Fields.day(fields, "day", "date", "event_date", "commitTs");
                var row = Row.of(raw, "cursor", "cursor", report, day, null);
                var mail = firstKnown(ofOne.getKey(), Fields.mail(fields, "email"), Fields.mail(fields, "userEmail"));
                if (mail != null) {
                    row.subject("email", mail, null);
                }
                reading.read(row, fields);
                figures.addAll(row.figures());
            }
        }
        return figures;
    }

    /** Rows in an array belong to the team or say whose they are; by-user answers hold one array for each address. */
    private static Map<String, List<JsonNode>> bySubject(JsonNode document) {
        var bySubject = new LinkedHashMap<String, List<JsonNode>>();
        if (document.isArray()) {
            bySubject.put(null, Fields.objects(document));
            return bySubject;
        }
        for (var field : List.of("data", "items", "commits")) {
            var data = document.path(field);
            if (data.isArray()) {
                bySubject.put(null, Fields.objects(data));
                return bySubject;
            }
            if (data.isObject()) {
                for (var user : data.properties()) {
                    bySubject.put(user.getKey().strip().toLowerCase(Locale.ROOT), Fields.objects(user.getValue()));
                }
                return bySubject;
            }
        }
        // One row a line.
        bySubject.put(null, List.of(document));
        return bySubject;
    }

    private static String firstKnown(String... texts) {
        for (var text : texts) {
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
