package io.plumbline.dashboards.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shares of lines whose commits are the unit. */
class ClusterShareTest {

    private static ClusterShare of(long[] x, long[] y) {
        long sumX = 0;
        long sumY = 0;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            sumX += x[i];
            sumY += y[i];
            xx += (double) x[i] * x[i];
            xy += (double) x[i] * y[i];
            yy += (double) y[i] * y[i];
        }
        return new ClusterShare(x.length, sumX, sumY, xx, xy, yy);
    }

    @Test
    void bunchesOfOneGiveTheUsualStandardError() {
        var x = new long[100];
        var y = new long[100];
        for (int i = 0; i < 100; i++) {
            y[i] = 1;
            x[i] = i < 30 ? 1 : 0;
        }

        var interval = of(x, y).interval().orElseThrow();

        double error = Math.sqrt(0.3 * 0.7 / 99) / (0.3 * 0.7) * 1.959964;
        assertThat(Math.log(interval.lower() / (1 - interval.lower())))
                .isCloseTo(Math.log(3.0 / 7) - error, within(1e-9));
        assertThat(Math.log(interval.upper() / (1 - interval.upper())))
                .isCloseTo(Math.log(3.0 / 7) + error, within(1e-9));
    }

    @Test
    void linesThatGoTogetherAreFewerObservations() {
        var independent = Wilson.interval(300, 1000);
        var bunched = of(
                new long[] {100, 100, 100, 0, 0, 0, 0, 0, 0, 0},
                new long[] {100, 100, 100, 100, 100, 100, 100, 100, 100, 100});

        var interval = bunched.interval().orElseThrow();

        assertThat(bunched.ratio()).isEqualTo(0.3);
        assertThat(interval.upper() - interval.lower()).isGreaterThan(5 * (independent.upper() - independent.lower()));
        assertThat(bunched.guard()).isEqualTo(SampleGuard.WEAK);
    }

    @Test
    void theIntervalHoldsTheTruthAsOftenAsItSays() {
        var random = new Random(7);
        int covered = 0;
        int runs = 2000;
        for (int run = 0; run < runs; run++) {
            var x = new long[60];
            var y = new long[60];
            for (int i = 0; i < 60; i++) {
                // The share of a commit is 0 to 40 %, of sizes from 1 to 200 lines: 20 % of the lines in the long run.
                y[i] = 1L + random.nextInt(200);
                double share = random.nextDouble() * 0.4;
                for (long line = 0; line < y[i]; line++) {
                    x[i] += random.nextDouble() < share ? 1 : 0;
                }
            }
            var interval = of(x, y).interval().orElseThrow();
            covered += interval.lower() <= 0.2 && 0.2 <= interval.upper() ? 1 : 0;
        }

        assertThat((double) covered / runs).isBetween(0.925, 0.97);
    }

    @Test
    void noneAndAllHaveAnIntervalByTheNumberOfBunches() {
        var none = of(new long[] {0, 0, 0}, new long[] {10, 10, 10});

        assertThat(none.interval()).contains(Wilson.interval(0, 3));
        assertThat(of(new long[] {10, 10}, new long[] {10, 10}).interval()).contains(Wilson.interval(2, 2));
        assertThat(none.minus(none)).as("no spread to tell").isEmpty();
    }

    @Test
    void oneBunchOrNoLinesTellNothing() {
        assertThat(of(new long[] {3}, new long[] {10}).interval()).isEmpty();
        assertThat(new ClusterShare(0, 0, 0, 0, 0, 0).interval()).isEmpty();
        assertThat(new ClusterShare(0, 0, 0, 0, 0, 0).ratio()).isNaN();
        assertThatThrownBy(() -> new ClusterShare(1, 11, 10, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sumsOfPartsAreTheWhole() {
        var first = of(new long[] {1, 5}, new long[] {10, 10});
        var second = of(new long[] {2}, new long[] {4});

        assertThat(first.plus(second)).isEqualTo(of(new long[] {1, 5, 2}, new long[] {10, 10, 4}));
        assertThat(first.minus(of(new long[] {9, 8}, new long[] {10, 10}))
                        .orElseThrow()
                        .upper())
                .isNegative();
    }
}
