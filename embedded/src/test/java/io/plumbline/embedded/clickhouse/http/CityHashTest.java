package io.plumbline.embedded.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.data.ClickHouseCityHash;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CityHashTest {
    @Test
    @SuppressWarnings("deprecation") // the old driver's implementation, kept as an independent opinion
    void agreesWithTheDriverForEveryLengthUpToAThousand() {
        byte[] data = new byte[1100];
        new Random(42).nextBytes(data);

        for (int length = 0; length <= 1000; length++) {
            long[] theirs = ClickHouseCityHash.cityHash128(data, 7, length);
            CityHash.Hash128 ours = CityHash.hash128(data, 7, length);
            assertThat(new long[] {ours.low(), ours.high()})
                    .as("length " + length)
                    .isEqualTo(theirs);
        }
    }

    /** Fixed, so that a change of both implementations would be noticed. */
    @Test
    void theHashOfNothingIsKnown() {
        CityHash.Hash128 hash = CityHash.hash128("".getBytes(StandardCharsets.UTF_8), 0, 0);

        assertThat(Long.toHexString(hash.low()) + Long.toHexString(hash.high()))
                .isEqualTo("3df09dfc64c09a2b3cb540c392e51e29");
    }
}
