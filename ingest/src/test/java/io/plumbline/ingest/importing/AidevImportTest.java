package io.plumbline.ingest.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.schema.event.EventMeta;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deliveries made from 2,931 real pull requests of three coding agents. */
class AidevImportTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"OpenAI_Codex, 10486", "Cursor, 856", "Claude_Code, 526"})
    void everyDeliveryIsMapped(String agent, int deliveries) throws Exception {
        var file = SharedData.aidevDeliveries(agent, folder);
        var sink = new RecordingSink(1);

        var result = new FileImport(
                        FileFormat.GITHUB_DELIVERIES,
                        sink,
                        folder.resolve("state"),
                        ImportListener.SILENT,
                        Clock.systemUTC())
                .run(List.of(file));

        assertThat(result.events()).isEqualTo(deliveries);
        assertThat(result.badLines()).isZero();
        var mapped = new TreeMap<String, Integer>();
        var distinct = new HashMap<String, Set<String>>();
        for (var raw : sink.events) {
            var mapping = GitHubEvents.map(raw);
            assertThat(mapping).isInstanceOf(Mapped.class);
            for (var event : ((Mapped) mapping).events()) {
                var kind = raw.getEventType() + " " + raw.getAction();
                mapped.merge(kind, 1, Integer::sum);
                distinct.computeIfAbsent(kind, any -> new HashSet<>()).add(((EventMeta) event.get(0)).getEventId());
            }
        }
        System.out.printf("%n%-44s %8s %9s%n", agent, "events", "distinct");
        mapped.forEach((kind, count) -> System.out.printf(
                "%-44s %8d %9d%n", kind, count, distinct.get(kind).size()));
        assertThat(mapped.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(deliveries);
    }
}
