package io.plumbline.dashboards.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.stats.Share;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final MetricDefinition METRIC = MetricRegistry.standard().metric("merged_all");

    @Test
    void aDifferenceIsOnlyCalledOneWhenItsIntervalExcludesZero() {
        assertThat(Findings.amongTools(List.of(tool("Codex", 1754, 2686), tool("Devin", 1335, 2729)), METRIC))
                .isEqualTo("Codex has 65.3 % (1,754 of 2,686) merged / all opened, Devin 48.9 % (1,335 of 2,729): "
                        + "a difference of +16.4 pp (95 % CI +13.8 to +19.0).");
        assertThat(Findings.amongTools(List.of(tool("Cursor", 74, 144), tool("Claude Code", 53, 101)), METRIC))
                .contains("no detectable difference");
    }

    @Test
    void smallSamplesAreNotCompared() {
        assertThat(Findings.amongTools(List.of(tool("Codex", 20, 29)), METRIC))
                .startsWith("No tool has 30 pull requests");
        assertThat(Findings.amongTools(List.of(tool("Codex", 20, 40), tool("Devin", 3, 20)), METRIC))
                .isEqualTo("Codex: 50 % (20 of 40) merged / all opened, 95 % interval 35–65 %.");
    }

    @Test
    void changesAgainstThePeriodBeforeFollowTheSameRule() {
        var series = List.of(line("codex", 300, 400), line("cursor", 30, 60), line("new", 30, 60), line("tiny", 1, 5));

        var text =
                Findings.sinceBefore(series, Map.of("codex", new Share(200, 400), "cursor", new Share(28, 60)), METRIC);

        assertThat(text)
                .containsExactly(
                        "codex: 75 % (300 of 400) after 50 % (200 of 400), up +25.0 pp (95 % CI +18.4 to +31.3).",
                        "cursor: 50 % (30 of 60) after 47 % (28 of 60), no detectable change, +3.3 pp (95 % CI -14.1 to"
                                + " +20.5).",
                        "new: 50 % (30 of 60); no previous data.");
    }

    private static Acceptance.Line tool(String label, long x, long n) {
        return new Acceptance.Line(
                label, label, "", Map.of("merged_all", new Acceptance.Cell(new Share(x, n), 0, "/pulls")));
    }

    private static Trend.Series line(String id, long x, long n) {
        return new Trend.Series(id, id, "", List.of(), new Share(x, n));
    }
}
