package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.usage.UsageReports;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.AvroSerde;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Copilot's reports as the mapping of the importer reads them. */
class CopilotReportTest {
    private final SimulationPlan plan = SimulationPlan.demo(Recording.END);

    @BeforeAll
    static void trustOurOwnRecords() {
        AvroSerde.of(UsageDay.class);
    }

    @Test
    void everyDayOfThePlanIsReportedOnceAndRead() throws IOException {
        List<LocalDate> days = figures(plan).stream()
                .filter(figure -> figure.getUnit().equals("activity")
                        && figure.getSurface().equals("all"))
                .map(UsageDay::getDay)
                .toList();

        assertThat(days).hasSize(26 * 7).doesNotHaveDuplicates();
        assertThat(days.get(0)).isEqualTo("2026-01-05");
        assertThat(days.get(days.size() - 1)).isEqualTo("2026-07-05");
    }

    @Test
    void completionsAreTakenDifferentlyByLanguageAndSeldomOnWeekends() throws IOException {
        List<UsageDay> completions = figures(plan).stream()
                .filter(figure -> figure.getKind().equals("shown") && figure.getLanguage() != null)
                .toList();
        Map<String, long[]> byLanguage = new TreeMap<>();
        for (UsageDay figure : completions) {
            long[] sums = byLanguage.computeIfAbsent(figure.getLanguage(), language -> new long[2]);
            sums[0] += figure.getAccepted();
            sums[1] += figure.getOffered();
        }

        assertThat(byLanguage).containsOnlyKeys("go", "java", "python", "typescript");
        assertThat(byLanguage.values())
                .allSatisfy(sums -> assertThat(sums[0] / (double) sums[1]).isBetween(0.2, 0.35));
        Predicate<UsageDay> weekend = figure -> figure.getDay().getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
        assertThat(offered(completions, weekend)).isLessThan(offered(completions, weekend.negate()) / 20);
    }

    @Test
    void thePartsOfADayAddUpToItsTotal() throws IOException {
        for (String line : lines(plan)) {
            for (JsonNode day :
                    Recording.read(line.getBytes(StandardCharsets.UTF_8)).path("day_totals")) {
                for (String parts : List.of("totals_by_ide", "totals_by_feature", "totals_by_language_feature")) {
                    long sum = 0;
                    for (JsonNode part : day.path(parts)) {
                        sum += part.path("code_generation_activity_count").asLong();
                    }
                    assertThat(sum)
                            .as("%s of %s", parts, day.path("day").asText())
                            .isEqualTo(
                                    day.path("code_generation_activity_count").asLong());
                }
            }
        }
    }

    @Test
    void beforeThereWereSuchReportsNothingIsWritten() throws IOException {
        assertThat(lines(SimulationPlan.demo(Instant.parse("2025-12-12T00:00:00Z"))))
                .isEmpty();
        assertThat(lines(SimulationPlan.demo(Instant.parse("2025-12-13T00:00:00Z"))))
                .hasSize(1);
    }

    private static long offered(List<UsageDay> figures, Predicate<UsageDay> which) {
        return figures.stream().filter(which).mapToLong(UsageDay::getOffered).sum();
    }

    private static List<String> lines(SimulationPlan plan) throws IOException {
        var out = new ByteArrayOutputStream();
        CopilotReport.write(plan, out);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<UsageDay> figures(SimulationPlan plan) throws IOException {
        List<UsageDay> figures = new ArrayList<>();
        for (String line : lines(plan)) {
            RawEvent raw = new RawEvent(
                    "copilot",
                    "one",
                    "usage-metrics",
                    null,
                    null,
                    Recording.END,
                    Map.of(),
                    ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            var mapped = (Mapped) UsageReports.map(raw);
            mapped.events().forEach(event -> figures.add((UsageDay) event));
        }
        return figures;
    }
}
