package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.Share;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** p-values agree with the intervals that they are taken from. */
class SignificanceTest {

    @Test
    void aDifferenceWhoseIntervalEndsAtZeroIsJustFivePercent() {
        assertThat(Significance.ofDifference(0.1, new Interval(0, 0.3))).isCloseTo(0.05, within(1e-9));
        assertThat(Significance.ofDifference(-0.1, new Interval(-0.3, 0))).isCloseTo(0.05, within(1e-9));
        assertThat(Significance.ofDifference(0, new Interval(-1, 1))).isEqualTo(1);
    }

    @Test
    void aRatioWhoseIntervalEndsAtOneIsJustFivePercent() {
        assertThat(Significance.ofRatio(2, new Interval(1, 4))).isCloseTo(0.05, within(1e-9));
        assertThat(Significance.ofRatio(1, new Interval(0.5, 2))).isEqualTo(1);
    }

    @Test
    void whateverTheSharesPIsBelowFivePercentExactlyWhenNewcombesIntervalLeavesOutZero() {
        var random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            long n1 = 1L + random.nextInt(300);
            long n2 = 1L + random.nextInt(300);
            var change = Newcombe.between(
                    new Share(random.nextInt((int) n1 + 1), n1), new Share(random.nextInt((int) n2 + 1), n2));

            double p = Significance.ofDifference(change.difference(), change.interval());

            assertThat(p).isBetween(0.0, 1.0);
            assertThat(p < 0.05).as("%s p %s", change, p).isEqualTo(change.isDetectable());
        }
    }

    @Test
    void eventsOnOneSideOnlyAreJudgedByTheExactSplit() {
        // All of 6 events fall into one of two equal halves: 2 * 0.5^6.
        assertThat(Significance.ofRates(new Rate(0, 100), new Rate(6, 100))).isCloseTo(0.03125, within(1e-12));
        assertThat(Significance.ofRates(new Rate(3, 100), new Rate(3, 100))).isEqualTo(1);
    }

    @Test
    void varianceRecoveryOfWilsonIntervalsIsNewcombesInterval() {
        var one = new Share(1754, 2686);
        var two = new Share(1335, 2729);

        var interval = VarianceRecovery.difference(
                one.ratio(),
                one.interval().orElseThrow(),
                two.ratio(),
                two.interval().orElseThrow());

        assertThat(interval.lower()).isCloseTo(0.1377, within(5e-5));
        assertThat(interval.upper()).isCloseTo(0.1896, within(5e-5));
    }
}
