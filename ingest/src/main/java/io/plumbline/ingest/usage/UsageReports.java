package io.plumbline.ingest.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.ingest.raw.ReportGlance;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Maps the usage reports of AI vendors to figures.
 *
 * <p>The event type names the report; where a collector did not know it, the document is looked at again, so that a
 * replay finds reports that were unknown before.
 */
public final class UsageReports {

    /** One report of a vendor. */
    @FunctionalInterface
    private interface Report {
        List<UsageDay> figures(RawEvent raw, JsonNode document) throws ReportException;
    }

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Map<String, Report> BY_TYPE = Map.ofEntries(
            Map.entry("copilot/usage", CopilotLegacy::usage),
            Map.entry("copilot/metrics", CopilotLegacy::metrics),
            Map.entry("copilot/usage-metrics", CopilotUsageMetrics::figures),
            Map.entry("cursor/daily-usage-data", CursorReports::dailyUsage),
            Map.entry("cursor/agent-edits", CursorReports::agentEdits),
            Map.entry("cursor/tabs", CursorReports::tabs),
            Map.entry("cursor/ai-code-commits", CursorReports::commits),
            Map.entry("claude-code/usage-report", ClaudeCodeUsageReport::figures),
            Map.entry("gemini/time-series", GeminiTimeSeries::figures),
            Map.entry("windsurf/autocomplete", WindsurfReports::autocomplete),
            Map.entry("windsurf/cascade-lines", WindsurfReports::cascadeLines),
            Map.entry("windsurf/cascade-runs", WindsurfReports::cascadeRuns),
            Map.entry("windsurf/chat", WindsurfReports::chat),
            Map.entry("windsurf/pcw", WindsurfReports::codeWritten),
            Map.entry("otel/metrics", ClaudeCodeDecisions::figures));

    /** Reports that are understood and hold no figure of a day. */
    private static final Map<String, String> NOT_FIGURES = Map.of(
            "copilot/seats", "seats are licences, not use",
            "windsurf/user-page", "a table of users without a figure for any day");

    private UsageReports() {}

    /** The mapping of each source. */
    public static Map<String, Function<RawEvent, Mapping>> bySource() {
        return Map.of(
                "copilot", UsageReports::map,
                "cursor", UsageReports::map,
                "claude-code", UsageReports::map,
                "gemini", UsageReports::map,
                "windsurf", UsageReports::map,
                "otel", UsageReports::map);
    }

    /** The payload's buffer is left as it was. */
    public static Mapping map(RawEvent raw) {
        try {
            var payload = bytes(raw.getPayload());
            var type = raw.getEventType().equals(ReportGlance.UNKNOWN)
                    ? ReportGlance.eventType(raw.getSource(), payload, 0, payload.length)
                    : raw.getEventType();
            if (type.equals(ReportGlance.DOWNLOAD_LINKS)) {
                return new Unreadable(ReportGlance.DOWNLOAD_LINKS_REASON);
            }
            var name = raw.getSource() + "/" + type;
            var report = BY_TYPE.get(name);
            if (report == null) {
                return new Unmapped(NOT_FIGURES.getOrDefault(name, "no report that is known, or one without rows"));
            }
            List<SpecificRecord> figures = List.copyOf(report.figures(raw, JSON.readTree(payload)));
            return figures.isEmpty() ? new Unmapped("a report without rows") : new Mapped(figures);
        } catch (ReportException e) {
            return new Unreadable(e.getMessage());
        } catch (JsonProcessingException e) {
            return new Unreadable("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new Unreadable("not JSON: " + e.getMessage());
        }
    }

    private static byte[] bytes(ByteBuffer payload) {
        var bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return bytes;
    }
}
