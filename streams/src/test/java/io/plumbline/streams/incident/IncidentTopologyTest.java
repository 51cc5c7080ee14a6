package io.plumbline.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.topic.SchemaHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentTopologyTest {

    /** See {@code TopologyTest}: which changes need a reset of the application. */
    @Test
    void theTopologyIsTheOneThatWasAgreed() throws IOException {
        var today = IncidentPipeline.topology().describe().toString();
        if (Boolean.getBoolean("plumbline.schemas.write")) {
            var file = Path.of("src/test/resources/io/plumbline/streams/incident/topology.txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, today);
            return;
        }
        try (var golden = IncidentTopologyTest.class.getResourceAsStream("topology.txt")) {
            assertThat(today).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Stream<Schema> stateSchemas() {
        return Stream.of(
                IncidentHistory.SCHEMA$,
                RepositoryNews.SCHEMA$,
                JudgedIncident.SCHEMA$,
                Subject.SCHEMA$,
                ToldIncident.SCHEMA$,
                IncidentStory.SCHEMA$,
                DeploymentOutcome.SCHEMA$);
    }

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

        assertThat(recorded)
                .as("%s changed: run this test with -Dplumbline.schemas.write=true", today.getName())
                .isTrue();
        assertThat(versions)
                .allSatisfy(earlier -> assertThat(SchemaCompatibility.checkReaderWriterCompatibility(today, earlier)
                                .getType())
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
    }
}
