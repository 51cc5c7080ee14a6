package io.plumbline.ingest.usage;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.raw.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Anthropic's Admin API, {@code /v1/organizations/usage_report/claude_code}: one row for each actor, day and terminal.
 *
 * <p>Decisions are counted whoever took them: with auto-accept on, a configuration did. {@link ClaudeCodeDecisions} can
 * tell the two apart.
 */
final class ClaudeCodeUsageReport {

    private static final List<String> TOOLS =
            List.of("edit_tool", "multi_edit_tool", "write_tool", "notebook_edit_tool");

    private ClaudeCodeUsageReport() {}

    static List<UsageDay> figures(RawEvent raw, JsonNode document) throws ReportException {
        List<JsonNode> rows;
        if (document.isArray()) {
            rows = Fields.objects(document);
        } else {
            rows = document.has("data") ? Fields.rows(document, "data") : List.of(document);
        }
        var figures = new ArrayList<UsageDay>();
        for (var fields : rows) {
            figures.addAll(row(raw, fields));
        }
        return figures;
    }

    private static List<UsageDay> row(RawEvent raw, JsonNode fields) throws ReportException {
        var row = Row.of(
                        raw, "claude-code", "claude-code", "claude-code-usage-report", Fields.day(fields, "date"), null)
                .scope(Fields.text(fields, "organization_id"))
                .editor(Fields.text(fields, "terminal_type"))
                .series(Stream.of(Fields.text(fields, "customer_type"), Fields.text(fields, "subscription_type"))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("/")));
        var actor = fields.path("actor");
        var mail = Fields.mail(actor, "email_address");
        var key = Fields.text(actor, "api_key_name");
        if (mail != null) {
            row.subject("email", mail, null);
        } else if (key != null) {
            row.subject("api_key", key, null);
        } else {
            throw new ReportException("actor has neither email_address nor api_key_name");
        }
        for (var tool : TOOLS) {
            var actions = fields.path("tool_actions").path(tool);
            var accepted = Fields.number(actions, "accepted");
            var rejected = Fields.number(actions, "rejected");
            row.add(row.figure(Row.AGENT, "decided", "decisions")
                    .setBreakdown("tool")
                    .setFeature(tool)
                    .setAccepted(accepted)
                    .setRejected(rejected)
                    .setOffered(Fields.sum(accepted, rejected)));
        }
        var core = fields.path("core_metrics");
        row.add(row.figure(Row.AGENT, "none", "lines").setAccepted(Fields.number(core.path("lines_of_code"), "added")));
        var sessions = Fields.number(core, "num_sessions");
        row.add(row.figure(Row.ALL, "none", "activity")
                .setInteractions(sessions)
                .setActive(sessions == null ? null : Boolean.valueOf(sessions > 0)));
        return row.figures();
    }
}
