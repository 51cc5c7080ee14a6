package io.plumbline.ingest.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.raw.RawEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * GitHub's current Copilot usage metrics reports, 1-day and 28-day, of an organization, an enterprise or its users: one
 * document with {@code day_totals}, an array of days, or one day a line.
 *
 * <p>Each breakdown is kept beside the totals under its own name: their sums do not agree, and which is right the report
 * does not say. Accepted lines are lines added to the editor; agent edits are in them but not in the lines suggested.
 *
 * @see <a href="https://docs.github.com/en/copilot/reference/copilot-usage-metrics/copilot-usage-metrics">GitHub</a>
 */
final class CopilotUsageMetrics {

    private static final Map<String, String> BREAKDOWNS = new LinkedHashMap<>();

    static {
        BREAKDOWNS.put("totals_by_ide", "ide");
        BREAKDOWNS.put("totals_by_feature", "feature");
        BREAKDOWNS.put("totals_by_language_feature", "language-feature");
        BREAKDOWNS.put("totals_by_language_model", "language-model");
        BREAKDOWNS.put("totals_by_model_feature", "model-feature");
    }

    private CopilotUsageMetrics() {}

    static List<UsageDay> figures(RawEvent raw, JsonNode document) throws ReportException {
        var reportedAt = Fields.time(document, "created_at");
        List<JsonNode> days;
        if (document.isArray()) {
            days = Fields.objects(document);
        } else {
            days = document.has("day_totals") ? Fields.rows(document, "day_totals") : List.of(document);
        }
        var figures = new ArrayList<UsageDay>();
        for (var day : days) {
            figures.addAll(day(raw, document, day, reportedAt));
        }
        return figures;
    }

    private static List<UsageDay> day(RawEvent raw, JsonNode document, JsonNode day, Instant reportedAt)
            throws ReportException {
        var organization = first(day, document, "organization_id");
        var enterprise = first(day, document, "enterprise_id");
        var ofUser = day.hasNonNull("user_id") || day.hasNonNull("user_login");
        var ofEnterprise = organization == null && enterprise != null;
        var whole = ofEnterprise ? "copilot-enterprise" : "copilot-organization";
        var users = ofEnterprise ? "copilot-enterprise-users" : "copilot-users";
        var report = ofUser ? users : whole;
        var row = Row.of(raw, "copilot", "github-copilot", report, Fields.day(day, "day"), reportedAt)
                .scope(organization == null ? enterprise : organization);
        if (ofUser) {
            row.subject("github", Fields.text(day, "user_login"), Fields.number(day, "user_id"));
        }
        activity(row, day, ofUser);
        suggestionsAndLines(row, day, "total", Row.ALL, "suggested");
        for (var breakdown : BREAKDOWNS.entrySet()) {
            for (var part : Fields.rows(day, breakdown.getKey())) {
                var feature = Fields.text(part, "feature");
                suggestionsAndLines(row, part, breakdown.getValue(), surfaceOf(feature), kindOf(feature));
            }
        }
        reviewSuggestions(row, day.path("pull_requests"));
        return row.figures();
    }

    private static void activity(Row row, JsonNode day, boolean ofUser) throws ReportException {
        var all = row.figure(Row.ALL, "none", "activity")
                .setInteractions(Fields.number(day, "user_initiated_interaction_count"));
        if (ofUser) {
            row.add(all.setActive(wasActive(day)));
        } else {
            row.add(all.setActiveUsers(Fields.number(day, "daily_active_users")));
        }
        row.add(row.figure(Row.CLI, "none", "activity")
                .setInteractions(Fields.number(day.path("totals_by_cli"), "prompt_count"))
                .setActiveUsers(Fields.number(day, "daily_active_cli_users")));
    }

    /** Something was asked, generated or taken, or one of the flags says so. Passive review is not use. */
    private static boolean wasActive(JsonNode day) throws ReportException {
        for (var count : List.of(
                "user_initiated_interaction_count",
                "code_generation_activity_count",
                "code_acceptance_activity_count",
                "loc_added_sum")) {
            var number = Fields.number(day, count);
            if (number != null && number > 0) {
                return true;
            }
        }
        for (var flag : List.of("used_agent", "used_chat", "used_cli", "used_copilot_code_review_active")) {
            if (Boolean.TRUE.equals(Fields.flag(day, flag))) {
                return true;
            }
        }
        return false;
    }

    private static void suggestionsAndLines(Row row, JsonNode part, String breakdown, String surface, String kind)
            throws ReportException {
        row.add(split(row.figure(surface, kind, "suggestions"), part, breakdown)
                .setAccepted(Fields.number(part, "code_acceptance_activity_count"))
                .setOffered(Fields.number(part, "code_generation_activity_count")));
        row.add(split(row.figure(surface, "lines_suggested", "lines"), part, breakdown)
                .setAccepted(Fields.number(part, "loc_added_sum"))
                .setOffered(Fields.number(part, "loc_suggested_to_add_sum")));
    }

    private static UsageDay.Builder split(UsageDay.Builder figure, JsonNode part, String breakdown) {
        return figure.setBreakdown(breakdown)
                .setEditor(Fields.text(part, "ide"))
                .setFeature(Fields.text(part, "feature"))
                .setLanguage(Fields.text(part, "language"))
                .setModel(Fields.text(part, "model"));
    }

    /** Suggestions of Copilot's code review; the day of applying is not the day of suggesting. */
    private static void reviewSuggestions(Row row, JsonNode pullRequests) throws ReportException {
        row.add(row.figure(Row.REVIEW, "suggested", "suggestions_review")
                .setAccepted(Fields.number(pullRequests, "total_copilot_applied_suggestions"))
                .setOffered(Fields.number(pullRequests, "total_copilot_suggestions")));
        for (var type : Fields.rows(pullRequests, "copilot_suggestions_by_comment_type")) {
            row.add(row.figure(Row.REVIEW, "suggested", "suggestions_review")
                    .setBreakdown("comment-type")
                    .setFeature(Fields.text(type, "comment_type"))
                    .setAccepted(Fields.number(type, "total_copilot_applied_suggestions"))
                    .setOffered(Fields.number(type, "total_copilot_suggestions")));
        }
    }

    private static String surfaceOf(String feature) {
        if (feature == null) {
            return Row.ALL;
        }
        if (feature.equals("code_completion")) {
            return Row.COMPLETION;
        }
        if (feature.equals("agent_edit")) {
            return Row.AGENT;
        }
        if (feature.startsWith("chat")) {
            return Row.CHAT;
        }
        return feature.endsWith("cli") ? Row.CLI : "other";
    }

    /** Only completions are known to be shown one by one; of the rest the report counts what was generated. */
    private static String kindOf(String feature) {
        return "code_completion".equals(feature) ? "shown" : "suggested";
    }

    private static String first(JsonNode day, JsonNode document, String field) {
        var own = Fields.text(day, field);
        return own == null ? Fields.text(document, field) : own;
    }
}
