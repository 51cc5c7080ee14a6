package io.plumbline.ingest.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NormaliseSpeedTest {

    /** The yardstick is one half; what we see is far above, so a slow machine does not fail by chance. */
    @Test
    void normalisingIsAtLeastHalfAsFastAsReadingTheSameBytesAsATree() throws IOException {
        var documentation = NormaliseBenchmark.measure(NormaliseBenchmark.onlyMapped(SharedData.octokitExamples()));
        var archive = NormaliseBenchmark.measure(NormaliseBenchmark.onlyMapped(SharedData.archiveLines()));

        System.out.println("documentation examples: " + documentation);
        System.out.println("GH Archive: " + archive);
        assertThat(documentation.ratio()).isGreaterThan(0.5);
        assertThat(archive.ratio()).isGreaterThan(0.5);
    }
}
