package io.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.schema.raw.RawEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every real payload at hand is mapped, or kept and counted as unmapped. */
class CorpusTest {

    @Test
    void everyExampleOfGitHubsDocumentationIsMappedOrKeptRaw() throws Exception {
        var outcomes = outcomes("octokit webhooks", SharedData.octokitExamples());

        assertThat(outcomes).doesNotContainKey("unreadable").containsEntry("mapped", 60L);
        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(329);
    }

    @Test
    void everyRecordedBodyIsMappedOrKeptRaw() throws Exception {
        var outcomes = outcomes("goplayground github", SharedData.goPlaygroundBodies());

        assertThat(outcomes).doesNotContainKey("unreadable").containsEntry("mapped", 8L);
    }

    @Test
    void everyLineOfTheArchiveIsMappedOrKeptRaw() throws Exception {
        var outcomes = outcomes("GH Archive 2021-07-21", SharedData.archiveLines());

        assertThat(outcomes).doesNotContainKey("unreadable");
        assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(800);
    }

    private static Map<String, Long> outcomes(String corpus, List<RawEvent> raws) {
        var table = new TreeMap<String, Map<String, Long>>();
        var totals = new HashMap<String, Long>();
        for (var raw : raws) {
            var mapping = GitHubEvents.map(raw);
            var outcome = name(mapping);
            totals.merge(outcome, 1L, Long::sum);
            var row = table.computeIfAbsent(raw.getEventType(), type -> new TreeMap<>());
            row.merge(outcome, 1L, Long::sum);
            if (mapping instanceof Mapped mapped) {
                row.merge("events", (long) mapped.events().size(), Long::sum);
            } else if (!outcome.equals("unmapped")) {
                System.out.println(raw.getEventType() + ": " + mapping);
            }
        }
        System.out.printf("%n%-36s %8s %8s %10s %8s%n", corpus, "mapped", "unmapped", "unreadable", "events");
        table.forEach((type, row) -> System.out.printf(
                "%-36s %8d %8d %10d %8d%n",
                type,
                row.getOrDefault("mapped", 0L),
                row.getOrDefault("unmapped", 0L),
                row.getOrDefault("unreadable", 0L),
                row.getOrDefault("events", 0L)));
        System.out.printf("%-36s %s%n", "total " + raws.size(), new TreeMap<>(totals));
        return totals;
    }

    private static String name(Mapping mapping) {
        if (mapping instanceof Mapped) {
            return "mapped";
        }
        return mapping instanceof Unmapped ? "unmapped" : "unreadable";
    }
}
