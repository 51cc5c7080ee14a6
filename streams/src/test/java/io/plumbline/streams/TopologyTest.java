package io.plumbline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.topic.SchemaHistory;
import io.plumbline.streams.counter.Amount;
import io.plumbline.streams.counter.Contributions;
import io.plumbline.streams.finality.CellState;
import io.plumbline.streams.pullrequest.PullRequestHistory;
import io.plumbline.streams.rework.CommitLineAges;
import io.plumbline.streams.rework.KnownChange;
import io.plumbline.streams.rework.PullRequestStory;
import io.plumbline.streams.rework.ReworkNotice;
import io.plumbline.streams.suggestion.SuggestionHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopologyTest {

    /**
     * A change of {@code topology.txt} that renames or moves a store, a repartition topic or an operator in front of one
     * needs a reset of the application ({@code plumbline reset}) on every installation; adding an operator behind them
     * does not.
     */
    @Test
    void theTopologyIsTheOneThatWasAgreed() throws IOException {
        if (Boolean.getBoolean("plumbline.schemas.write")) {
            Files.writeString(
                    Path.of("src/test/resources/io/plumbline/streams/topology.txt"),
                    Pipeline.topology(ZoneOffset.UTC).describe().toString());
            return;
        }
        try (var golden = TopologyTest.class.getResourceAsStream("topology.txt")) {
            assertThat(Pipeline.topology(ZoneOffset.UTC).describe().toString())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Stream<Schema> stateSchemas() {
        return Stream.of(
                PullRequestHistory.SCHEMA$,
                SuggestionHistory.SCHEMA$,
                PullRequestStory.SCHEMA$,
                ReworkNotice.SCHEMA$,
                KnownChange.SCHEMA$,
                CommitLineAges.SCHEMA$,
                Contributions.SCHEMA$,
                Amount.SCHEMA$,
                CellState.SCHEMA$);
    }

    /** State outlives the code that wrote it: in the store, and in the changelog it is restored from. */
    @ParameterizedTest
    @MethodSource("stateSchemas")
    void stateOfEveryEarlierVersionCanBeRead(Schema today) throws IOException {
        var versions = SchemaHistory.versions(today.getName());

        boolean recorded = !versions.isEmpty()
                && SchemaNormalization.parsingFingerprint64(versions.get(versions.size() - 1))
                        == SchemaNormalization.parsingFingerprint64(today);
        if (!recorded && Boolean.getBoolean("plumbline.schemas.write")) {
            var file = Path.of("src/main/resources/io/plumbline/schema/history")
                    .resolve(today.getName())
                    .resolve("v" + (versions.size() + 1) + ".avsc");
            Files.createDirectories(file.getParent());
            Files.writeString(file, SchemaFormatter.format("json/pretty", today) + "\n");
            return;
        }

        assertThat(versions).isNotEmpty().allSatisfy(earlier -> assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(today, earlier)
                                .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
        assertThat(recorded)
                .as(
                        "%s changed: run this test with -Dplumbline.schemas.write=true, which adds v%d.avsc",
                        today.getName(), versions.size() + 1)
                .isTrue();
    }
}
