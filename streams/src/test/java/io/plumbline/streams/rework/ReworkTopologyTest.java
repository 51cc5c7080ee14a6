package io.plumbline.streams.rework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReworkTopologyTest {

    private static final String GOLDEN = "rework-topology.txt";

    /** A change that renames a store or a repartition topic needs {@code plumbline reset} on every installation. */
    @Test
    void theTopologyIsTheOneThatWasAgreed() throws IOException {
        var topology = ReworkPipeline.topology().describe().toString();
        if (Boolean.getBoolean("plumbline.schemas.write")) {
            var file = Path.of("src/test/resources/io/plumbline/streams/rework", GOLDEN);
            Files.createDirectories(file.getParent());
            Files.writeString(file, topology);
            return;
        }
        try (var golden = ReworkTopologyTest.class.getResourceAsStream(GOLDEN)) {
            assertThat(topology).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
