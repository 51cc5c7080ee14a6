package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The checked-in week must come out again, byte for byte, on every machine. After a wanted change of the simulator,
 * {@code -Dplumbline.example.write=true} writes it anew; look at the difference before committing it.
 */
class ExampleWeekTest {
    @TempDir
    Path folder;

    @Test
    void theCheckedInWeekComesOutAgainByteForByte() throws IOException {
        SimulationFiles.write(ExampleWeek.plan(), folder);
        if (Boolean.getBoolean("plumbline.example.write")) {
            SimulationFiles.write(ExampleWeek.plan(), ExampleWeek.FOLDER);
        }

        for (String name : new String[] {
            SimulationFiles.DELIVERIES,
            SimulationFiles.INCIDENTS,
            SimulationFiles.TRUTH,
            SimulationFiles.PULL_REQUESTS,
            SimulationFiles.DIRECTORY
        }) {
            assertThat(folder.resolve(name)).as(name).hasSameBinaryContentAs(ExampleWeek.FOLDER.resolve(name));
        }
    }

    @Test
    void theCheckedInWeekIsSmall() throws IOException {
        long size = 0;
        try (var files = Files.list(ExampleWeek.FOLDER)) {
            for (Path file : files.toList()) {
                size += Files.size(file);
            }
        }

        assertThat(size).isLessThan(300_000);
    }

    @Test
    void theTruthFileReadsBackAsItWasWritten() throws IOException {
        SimulationTruth written = SimulationFiles.write(ExampleWeek.plan(), folder);

        SimulationTruth read =
                Recording.JSON.readValue(folder.resolve(SimulationFiles.TRUTH).toFile(), SimulationTruth.class);

        assertThat(read).isEqualTo(written);
    }
}
