package io.plumbline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.SchemaHistory;
import io.plumbline.schema.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records on Kafka are for ever: today's code must read what every earlier version wrote. */
class SchemaHistoryTest {

    static Stream<Schema> schemas() {
        return Topics.all().stream()
                .flatMap(topic -> Stream.of(topic.keySerde(), topic.valueSerde()))
                .filter(AvroSerde.class::isInstance)
                .map(serde -> ((AvroSerde<?>) serde).schema());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void readsEveryEarlierVersion(Schema today) {
        assertThat(SchemaHistory.versions(today.getName())).isNotEmpty().allSatisfy(earlier -> assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(today, earlier)
                                .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
    }

    /** With {@code -Dplumbline.schemas.write=true} the missing version is written instead. */
    @ParameterizedTest
    @MethodSource("schemas")
    void theNewestVersionInTheHistoryIsTheOneInUse(Schema today) throws IOException {
        var versions = SchemaHistory.versions(today.getName());
        var inUse = SchemaNormalization.parsingFingerprint64(today);
        boolean recorded = !versions.isEmpty()
                && SchemaNormalization.parsingFingerprint64(versions.get(versions.size() - 1)) == inUse;
        if (!recorded && Boolean.getBoolean("plumbline.schemas.write")) {
            var file = Path.of("src/main/resources/io/plumbline/schema/history")
                    .resolve(today.getName())
                    .resolve("v" + (versions.size() + 1) + ".avsc");
            Files.createDirectories(file.getParent());
            Files.writeString(file, SchemaFormatter.format("json/pretty", today) + "\n");
            return;
        }

        assertThat(recorded)
                .as(
                        "%s changed: run this test with -Dplumbline.schemas.write=true, which adds v%d.avsc to its history",
                        today.getName(), versions.size() + 1)
                .isTrue();
    }
}
