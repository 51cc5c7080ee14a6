package io.plumbline.dashboards.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    @ParameterizedTest(name = "{0} of {1} is [{2}, {3}] %")
    @CsvSource({
        "0, 10, 0.00, 27.75",
        "1, 10, 1.79, 40.42",
        "5, 10, 23.66, 76.34",
        "10, 10, 72.25, 100.00",
        "0, 1, 0.00, 79.35",
        "1, 1, 20.65, 100.00",
        "30, 100, 21.89, 39.58",
        "60, 100, 50.20, 69.06",
        "1754, 2686, 63.48, 67.08",
    })
    void wilsonIntervalsAgreeWithTheTestVectorsOfTheMetricCatalogue(long x, long n, double lower, double upper) {
        var interval = new Share(x, n).interval().orElseThrow();

        assertThat(interval.lower() * 100).isCloseTo(lower, within(0.005));
        assertThat(interval.upper() * 100).isCloseTo(upper, within(0.005));
    }

    @Test
    void newcombeDifferenceAgreesWithTheTestVectorOfTheMetricCatalogue() {
        var difference = Newcombe.between(new Share(1754, 2686), new Share(1335, 2729));

        assertThat(difference.difference()).isCloseTo(0.1638, within(0.00005));
        assertThat(difference.interval().lower()).isCloseTo(0.1377, within(0.00005));
        assertThat(difference.interval().upper()).isCloseTo(0.1896, within(0.00005));
        assertThat(difference.isDetectable()).isTrue();
    }

    @Test
    void differenceWhoseIntervalHoldsZeroIsNotDetectable() {
        var difference = Newcombe.between(new Share(16, 30), new Share(14, 30));

        assertThat(difference.difference()).isPositive();
        assertThat(difference.isDetectable()).isFalse();
    }

    @Test
    void nothingOfNothingIsUnknownAndNotZero() {
        var nothing = new Share(0, 0);

        assertThat(nothing.isKnown()).isFalse();
        assertThat(nothing.interval()).isEmpty();
        assertThat(nothing.ratio()).isNaN();
        assertThatThrownBy(() -> Newcombe.between(new Share(1, 2), nothing))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, HIDDEN", "9, HIDDEN", "10, WEAK", "29, WEAK", "30, SHOWN", "2686, SHOWN"})
    void sampleGuardHidesBelowTenAndIsWeakBelowThirty(long n, SampleGuard expected) {
        assertThat(new Share(0, n).guard()).isEqualTo(expected);
    }

    @Test
    void countsBeyondTheLibrarysRangeAreRefusedInsteadOfOverflowing() {
        var lines = new Share(5_000_000_000L, 6_000_000_000L);

        assertThatThrownBy(lines::interval).hasMessageContaining("6000000000");
    }

    @Test
    void moreSuccessesThanTrialsAreNoShare() {
        assertThatThrownBy(() -> new Share(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
