package io.plumbline.ingest.raw;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/**
 * Which report of a vendor a document is, told by the name of one of its fields: vendors answer every question with JSON
 * that does not say what was asked.
 */
public final class ReportGlance {

    /** Event type of a document with no field that we know, such as an answer without rows. */
    public static final String UNKNOWN = "report";

    /** Event type of GitHub's answer that holds links to a report and no report. */
    public static final String DOWNLOAD_LINKS = "download-links";

    /** What to tell a person who has such an answer. */
    public static final String DOWNLOAD_LINKS_REASON =
            "this is a list of download links, not the report: download each link (they expire after a short time)"
                    + " and import the files that come";

    /** Field names by source: no report of a source has the field of another. */
    private static final Map<String, Map<String, String>> MARKS = Map.of(
            "copilot",
            Map.of(
                    "download_links", DOWNLOAD_LINKS,
                    "day_totals", "usage-metrics",
                    "code_generation_activity_count", "usage-metrics",
                    "total_suggestions_count", "usage",
                    "copilot_ide_code_completions", "metrics",
                    "copilot_ide_chat", "metrics",
                    "copilot_dotcom_chat", "metrics",
                    "total_engaged_users", "metrics",
                    "seats", "seats"),
            "cursor",
            Map.of(
                    "totalTabsShown", "daily-usage-data",
                    "totalApplies", "daily-usage-data",
                    "total_suggested_diffs", "agent-edits",
                    "total_accepted_diffs", "agent-edits",
                    "total_suggestions", "tabs",
                    "total_accepts", "tabs",
                    "commitHash", "ai-code-commits"),
            "claude-code",
            Map.of("core_metrics", "usage-report", "tool_actions", "usage-report"),
            "gemini",
            Map.of("timeSeries", "time-series"),
            "windsurf",
            Map.of(
                    "sum_num_acceptances", "autocomplete",
                    "num_acceptances", "autocomplete",
                    "sum_num_lines_accepted", "autocomplete",
                    "num_lines_accepted", "autocomplete",
                    "cascadeLines", "cascade-lines",
                    "cascadeRuns", "cascade-runs",
                    "sum_num_chats_received", "chat",
                    "percent_code_written", "pcw",
                    "codeium_bytes", "pcw",
                    "userTableStats", "user-page"),
            "otel",
            Map.of("resourceMetrics", "metrics"));

    private ReportGlance() {}

    /**
     * Reads the whole document, so that a broken one is noticed.
     *
     * @throws IOException when the bytes are not one JSON object or array
     */
    public static String eventType(String source, byte[] buffer, int from, int length) throws IOException {
        var marks = MARKS.getOrDefault(source, Map.of());
        String type = null;
        try (var parser = PayloadGlance.JSON.createParser(buffer, from, length)) {
            var first = parser.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                throw new IOException("neither a JSON object nor an array");
            }
            for (int depth = 1; depth > 0; ) {
                var token = parser.nextToken();
                if (token == null) {
                    throw new IOException("the document ends in the middle");
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME && type == null) {
                    type = marks.get(parser.currentName());
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
        }
        return type == null ? UNKNOWN : type;
    }
}
