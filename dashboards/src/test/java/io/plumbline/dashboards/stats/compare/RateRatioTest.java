package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.dashboards.stats.Interval;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RateRatioTest {

    private static final Offset<Double> FOUR_DIGITS = within(0.00005);
    private static final Offset<Double> TWO_DIGITS = within(0.005);

    /** Appendix B: findings per pull request of CodeRabbit's report. */
    private static final Rate AI = new Rate(3_466, 320);

    private static final Rate HUMAN = new Rate(968, 150);

    /**
     * The printed upper bound, 1.8024, is the figure for z = 1.96 (1.802350); with the z of metrics.md 9.1, 1.959964, it is
     * 1.802348.
     */
    @Test
    void theVectorOfAppendixBWithLogWald() {
        var ratio = RateRatio.logWald(AI, HUMAN).orElseThrow();

        assertThat(ratio.value()).isCloseTo(1.6784, FOUR_DIGITS);
        assertBounds(ratio.interval(), 1.5630, 1.802348, FOUR_DIGITS);
        assertThat(ratio.interval().upper()).isCloseTo(1.8024, within(0.0001));
        assertThat(ratio.isDetectable()).isTrue();
    }

    @Test
    void theVectorOfAppendixBExactly() {
        var ratio = RateRatio.exact(AI, HUMAN).orElseThrow();

        assertThat(ratio.value()).isCloseTo(1.6784, FOUR_DIGITS);
        assertBounds(ratio.interval(), 1.5625, 1.8042, FOUR_DIGITS);
    }

    @Test
    void theCategoriesOfTheReport() {
        // metrics.md 2.3; counts are the published rates per 100 pull requests times 3.2 and 1.5, in
        // whole findings, which moves the bounds of the smaller ones in the third digit.
        assertBounds(RateRatio.logWald(new Rate(1_824, 320), new Rate(489, 150)), 1.58, 1.93);
        assertBounds(RateRatio.logWald(new Rate(1_091, 320), new Rate(360, 150)), 1.26, 1.60);
        assertBounds(RateRatio.logWald(new Rate(1_430, 320), new Rate(386, 150)), 1.55, 1.95);
    }

    @Test
    void dispersionWidensTheInterval() {
        var ratio = RateRatio.quasiPoisson(AI, 12, HUMAN, 8).orElseThrow();

        assertThat(ratio.value()).isCloseTo(1.6784, FOUR_DIGITS);
        assertBounds(ratio.interval(), 1.36, 2.08, TWO_DIGITS);
        assertThat(ratio.method()).isEqualTo(Ratio.Method.QUASI_POISSON);
    }

    @Test
    void dispersionIsPearsonsChiSquareOverItsDegreesOfFreedom() {
        // r = 2: ((0-2)² + (0-2)² + (6-2)²)/2 / 2 = 6.
        assertThat(UnitCounts.perUnit(0, 0, 6).dispersion()).hasValue(6);
        // r = 9/3: expected 3 and 6, ((6-3)²/3 + (3-6)²/6) / 1 = 4.5.
        assertThat(UnitCounts.of(new long[] {6, 3}, new double[] {1, 2}).dispersion())
                .hasValue(4.5);
    }

    @Test
    void anOverdispersedArmCallsForQuasiPoissonAndTheOtherArmKeepsItsOwnSpread() {
        var clumped = UnitCounts.perUnit(0, 0, 0, 40, 0, 0, 0, 40);
        var even = UnitCounts.perUnit(10, 10, 10, 10);

        var ratio = RateRatio.between(clumped, even).orElseThrow();

        double phi = clumped.dispersion().orElseThrow();
        double error = Math.sqrt(phi / 80 + 1.0 / 40);
        assertThat(ratio.method()).isEqualTo(Ratio.Method.QUASI_POISSON);
        assertThat(ratio.interval().upper()).isCloseTo(Math.exp(Level.Z * error), within(1e-9));
    }

    @Test
    void evenCountsKeepThePlainIntervalAndFewCountsTheExactOne() {
        assertThat(RateRatio.between(UnitCounts.perUnit(10, 11, 9), UnitCounts.perUnit(7, 8, 9))
                        .orElseThrow()
                        .method())
                .isEqualTo(Ratio.Method.LOG_WALD);
        assertThat(RateRatio.between(UnitCounts.perUnit(1, 2, 1), UnitCounts.perUnit(7, 8, 9))
                        .orElseThrow()
                        .method())
                .isEqualTo(Ratio.Method.EXACT_CONDITIONAL);
    }

    @Test
    void exposureMayBeAnyUnit() {
        var perPullRequest =
                RateRatio.logWald(new Rate(30, 100), new Rate(40, 200)).orElseThrow();
        var perKloc = RateRatio.logWald(new Rate(30, 12.5), new Rate(40, 10)).orElseThrow();

        assertThat(perPullRequest.value()).isCloseTo(1.5, within(1e-12));
        assertThat(perKloc.value()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void noEventsInTheFirstGroupGiveAnUpperBound() {
        // scipy 1.17: binomtest(0, 8).proportion_ci(0.95, "exact") as odds · 60/50.
        var ratio = RateRatio.between(new Rate(0, 50), new Rate(8, 60)).orElseThrow();

        assertThat(ratio.value()).isZero();
        assertBounds(ratio.interval(), 0, 0.70299981, within(1e-7));
        assertThat(RateRatio.logWald(new Rate(0, 50), new Rate(8, 60)).reason()).contains(Reason.NO_EVENTS_IN_FIRST);
    }

    @Test
    void noEventsInTheSecondGroupGiveOnlyALowerBound() {
        assertThat(RateRatio.between(new Rate(5, 10), new Rate(0, 12)).reason()).contains(Reason.NO_EVENTS_IN_SECOND);
        assertThat(RateRatio.atLeast(new Rate(5, 10), new Rate(0, 12)).orElseThrow())
                .isCloseTo(1.09962703, within(1e-7));
        assertThat(RateRatio.atLeast(new Rate(0, 10), new Rate(0, 12))).isEmpty();
    }

    @Test
    void nothingAtAllIsNotARatioOfOne() {
        assertThat(RateRatio.between(new Rate(0, 10), new Rate(0, 10)).reason()).contains(Reason.NO_EVENTS);
        assertThat(RateRatio.between(new Rate(0, 0), new Rate(3, 10)).reason()).contains(Reason.NO_EXPOSURE);
    }

    @Test
    void fewEventsExactly() {
        // scipy 1.17: binomtest(3, 15) exact, odds · 150/100.
        var ratio = RateRatio.exact(new Rate(3, 100), new Rate(12, 150)).orElseThrow();

        assertBounds(ratio.interval(), 0.06790930, 1.38956729, within(1e-7));
        assertThat(ratio.isDetectable()).isFalse();
    }

    @Test
    void aRateHasGarwoodsIntervalAndZeroTheRuleOfThree() {
        // scipy 1.17 gamma.ppf; the table for x = 10 is [4.795, 18.390].
        assertBounds(new Rate(10, 1).interval().orElseThrow(), 4.7953886961, 18.3903560418, within(1e-7));
        assertBounds(new Rate(100, 50).interval().orElseThrow(), 81.36399125 / 50, 121.62679379 / 50, within(1e-7));
        assertBounds(new Rate(0, 1).interval().orElseThrow(), 0, 3.6888794541, within(1e-7));
        assertThat(new Rate(0, 200).upperBoundOfNone().orElseThrow()).isCloseTo(3.0 / 200, within(0.00003));
        assertThat(new Rate(0, 0).interval().reason()).contains(Reason.NO_EXPOSURE);
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Rate(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, 0)).hasMessage("1 events without exposure");
        assertThatThrownBy(() -> new Rate(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UnitCounts.of(new long[] {1}, new double[] {0}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertBounds(Answer<Ratio> ratio, double lower, double upper) {
        assertBounds(ratio.orElseThrow().interval(), lower, upper, within(0.01));
    }

    private static void assertBounds(Interval interval, double lower, double upper, Offset<Double> offset) {
        assertThat(interval.lower()).as("lower bound").isCloseTo(lower, offset);
        assertThat(interval.upper()).as("upper bound").isCloseTo(upper, offset);
    }
}
