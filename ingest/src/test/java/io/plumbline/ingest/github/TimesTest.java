package io.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2021-07-21T06:00:01Z, 2021-07-21T06:00:01Z",
        "2021-07-21T06:00:01.25Z, 2021-07-21T06:00:01.250Z",
        "2021-07-21T08:00:01+02:00, 2021-07-21T06:00:01Z",
        "2021-07-21T08:00:01.123456+0200, 2021-07-21T06:00:01.123456Z",
        "2021-07-21T08:00:01+02, 2021-07-21T06:00:01Z",
        "2021-07-21T06:00:01, 2021-07-21T06:00:01Z",
        "2021-07-21 06:00:01 UTC, 2021-07-21T06:00:01Z",
        "2021-07-21 06:00, 2021-07-21T06:00:00Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
    })
    void allFormsOfIsoTimesAreRead(String text, Instant expected) {
        assertThat(Times.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "9999-12-31T00:00:00Z"})
    void timesThatMeanNoneAreUnknown(String text) {
        assertThat(Times.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2021-02-29T00:00:00Z",
                "2021-13-01T00:00:00Z",
                "2021-07-21T24:00:01Z",
                "1626847201"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Times.parse(text));
    }

    @Test
    void epochNumbersAreSecondsOrMillisecondsBySize() {
        assertThat(Times.ofEpoch(1_557_933_657L)).isEqualTo("2019-05-15T15:20:57Z");
        assertThat(Times.ofEpoch(1_557_933_657_123L)).isEqualTo("2019-05-15T15:20:57.123Z");
        assertThat(Times.ofEpoch(Long.MIN_VALUE)).isNull();
        assertThat(Times.ofEpoch(Long.MAX_VALUE)).isNull();
    }
}
