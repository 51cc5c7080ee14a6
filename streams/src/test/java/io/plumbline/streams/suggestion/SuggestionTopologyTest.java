package io.plumbline.streams.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SuggestionTopologyTest {

    /**
     * A change of {@code suggestion-topology.txt} that renames or moves a store, a repartition topic or an operator in front
     * of one needs a reset of the application on every installation; adding an operator behind them does not.
     */
    @Test
    void theTopologyIsTheOneThatWasAgreed() throws IOException {
        var description = SuggestionPipeline.topology().describe().toString();
        if (Boolean.getBoolean("plumbline.schemas.write")) {
            Files.writeString(Path.of("src/test/resources/io/plumbline/streams/suggestion-topology.txt"), description);
            return;
        }
        try (var golden =
                SuggestionTopologyTest.class.getResourceAsStream("/io/plumbline/streams/suggestion-topology.txt")) {
            assertThat(description).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
