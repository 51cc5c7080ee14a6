package io.plumbline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.topic.SchemaHistory;
import io.plumbline.streams.counter.Amount;
import io.plumbline.streams.counter.Contributions;
import io.plumbline.streams.pullrequest.PullRequestHistory;
import io.plumbline.streams.suggestion.SuggestionHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
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
        try (var golden = TopologyTest.class.getResourceAsStream("topology.txt")) {
            assertThat(Pipeline.topology(ZoneOffset.UTC).describe().toString())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Stream<Schema> stateSchemas() {
        return Stream.of(PullRequestHistory.SCHEMA$, SuggestionHistory.SCHEMA$, Contributions.SCHEMA$, Amount.SCHEMA$);
    }

    /** State outlives the code that wrote it: in the store, and in the changelog it is restored from. */
    @ParameterizedTest
    @MethodSource("stateSchemas")
    void stateOfEveryEarlierVersionCanBeRead(Schema today) {
        var versions = SchemaHistory.versions(today.getName());

        assertThat(versions).isNotEmpty().allSatisfy(earlier -> assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(today, earlier)
                                .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
        assertThat(SchemaNormalization.parsingFingerprint64(versions.get(versions.size() - 1)))
                .as(
                        "%s changed: add history/%s/v%d.avsc with%n%s",
                        today.getName(), today.getName(), versions.size() + 1, today)
                .isEqualTo(SchemaNormalization.parsingFingerprint64(today));
    }
}
