package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Worlds with a known truth: how often the 95 % intervals contain it. 4,000 worlds per row, so that chance moves a coverage of
 * 95 % by at most one point (three standard errors); seeds are fixed, the figures below never change.
 */
class CoverageTest {

    private static final int WORLDS = 4_000;

    private final SplittableRandom random = new SplittableRandom(2_026);

    @Test
    void wilson() {
        for (double p : new double[] {0.1, 0.3, 0.65}) {
            assertHolds("Wilson at " + p, p, () -> share(200, p).interval().orElseThrow());
        }
    }

    @Test
    void newcombe() {
        assertHolds("Newcombe, a difference", 0.15, () -> Newcombe.between(share(120, 0.65), share(150, 0.5))
                .interval());
        assertHolds("Newcombe, none", 0, () -> Newcombe.between(share(80, 0.3), share(200, 0.3))
                .interval());
    }

    @Test
    void rateRatio() {
        assertHolds("log-Wald", 1.5, () -> interval(RateRatio.logWald(rate(90, 60), rate(60, 60))));
        assertHolds("exact conditional", 1.5, () -> interval(RateRatio.exact(rate(240, 60), rate(320, 120))));
    }

    @Test
    void clumpedFindingsNeedQuasiPoisson() {
        double plain = coverage(1, () -> {
            var first = clumped(100, 8);
            return interval(RateRatio.logWald(first.total(), clumped(120, 8).total()));
        });

        assertHolds("quasi-Poisson", 1, () -> interval(RateRatio.between(clumped(100, 8), clumped(120, 8))));
        assertThat(plain).as("log-Wald on the same counts").isLessThan(0.6);
    }

    @Test
    void mantelHaenszelHoldsWhereTheCrudeRatioMisleads() {
        // Six repositories whose own acceptance differs; the first group works more where acceptance is low. No effect.
        double[] baseline = {0.15, 0.25, 0.4, 0.5, 0.7, 0.85};
        Supplier<Map<String, Arms>> world = () -> {
            var strata = new TreeMap<String, Arms>();
            for (int i = 0; i < baseline.length; i++) {
                strata.put("r" + i, new Arms(share(90 - 12 * i, baseline[i]), share(30 + 12 * i, baseline[i])));
            }
            return strata;
        };

        assertHolds(
                "Mantel-Haenszel",
                1,
                () -> interval(MantelHaenszel.ofShares(world.get()).ratio()));
        double crude = coverage(1, () -> {
            var strata = world.get().values();
            var first = strata.stream().map(Arms::first).reduce(new Share(0, 0), Share::plus);
            var second = strata.stream().map(Arms::second).reduce(new Share(0, 0), Share::plus);
            return interval(MantelHaenszel.crude(first, second));
        });
        assertThat(crude).as("crude ratio in the same worlds").isLessThan(0.2);
    }

    @Test
    void mantelHaenszelOfRates() {
        assertHolds("Mantel-Haenszel of rates", 1.3, () -> {
            var strata = new TreeMap<String, RateArms>();
            for (int i = 1; i <= 6; i++) {
                strata.put("r" + i, new RateArms(rate(1.3 * 8 * i, 8), rate(20 * i, 20)));
            }
            return interval(MantelHaenszel.ofRates(strata).ratio());
        });
    }

    @Test
    void standardisedShares() {
        var reference = Map.of("feat", 50L, "fix", 30L, "docs", 20L);
        double truth = 0.5 * 0.4 + 0.3 * 0.6 + 0.2 * 0.9;

        assertHolds("direct standardisation", truth, () -> DirectStandardisation.of(
                        Map.of("feat", share(40, 0.4), "fix", share(90, 0.6), "docs", share(60, 0.9)), reference)
                .orElseThrow()
                .interval());
    }

    @Test
    void medians() {
        // Exponential values have the median ln 2; the ranks give at least 95 %, here 95.2 %.
        assertHolds("median by ranks", Math.log(2), () -> {
            double[] values = new double[81];
            for (int i = 0; i < values.length; i++) {
                values[i] = -Math.log(1 - random.nextDouble());
            }
            return Percentiles.median(values).orElseThrow().bounds().interval().orElseThrow();
        });
    }

    @Test
    void mediansOfWhichSomeAreStillOpen() {
        assertHolds("Kaplan-Meier median", Math.log(2), () -> {
            var items = new ArrayList<KaplanMeier.Observed>();
            for (int i = 0; i < 100; i++) {
                double end = -Math.log(1 - random.nextDouble());
                double seen = 0.2 + 3 * random.nextDouble();
                items.add(new KaplanMeier.Observed(Math.min(end, seen), end <= seen));
            }
            return KaplanMeier.of(items)
                    .median()
                    .orElseThrow()
                    .bounds()
                    .interval()
                    .orElseThrow();
        });
    }

    @Test
    void cliffsDelta() {
        // Exponentials with rates 1 and 2: P(first > second) = 2/3, δ = 1/3.
        assertHolds("Cliff's delta", 1 / 3.0, () -> {
            double[] first = new double[40];
            double[] second = new double[50];
            for (int i = 0; i < first.length; i++) {
                first[i] = -Math.log(1 - random.nextDouble());
            }
            for (int i = 0; i < second.length; i++) {
                second[i] = -Math.log(1 - random.nextDouble()) / 2;
            }
            return MannWhitney.between(first, second).orElseThrow().interval();
        });
    }

    @Test
    void theBootstrapHoldsWhereWilsonIgnoresTheRepositories() {
        int worlds = 300;
        int bootstrap = 0;
        int wilson = 0;
        for (int i = 0; i < worlds; i++) {
            var clusters = new LinkedHashMap<String, Share>();
            for (int r = 0; r < 50; r++) {
                clusters.put("r" + r, share(20, random.nextDouble()));
            }
            var interval =
                    new ClusterBootstrap(999, i).share(clusters).orElseThrow().interval();
            bootstrap += contains(interval, 0.5) ? 1 : 0;
            wilson += contains(AiDev.total(clusters).interval().orElseThrow(), 0.5) ? 1 : 0;
        }

        assertThat(bootstrap / (double) worlds).as("bootstrap").isBetween(0.91, 0.97);
        assertThat(wilson / (double) worlds)
                .as("Wilson, one repository, one witness")
                .isLessThan(0.65);
    }

    private static void assertHolds(String what, double truth, Supplier<Interval> world) {
        double coverage = coverage(truth, world);
        assertThat(coverage).as(what).isBetween(0.93, 0.97);
    }

    private static double coverage(double truth, Supplier<Interval> world) {
        int hits = 0;
        for (int i = 0; i < WORLDS; i++) {
            hits += contains(world.get(), truth) ? 1 : 0;
        }
        return hits / (double) WORLDS;
    }

    private static boolean contains(Interval interval, double truth) {
        return interval.lower() <= truth && truth <= interval.upper();
    }

    private static Interval interval(Answer<Ratio> ratio) {
        return ratio.orElseThrow().interval();
    }

    private Share share(int n, double p) {
        int x = 0;
        for (int i = 0; i < n; i++) {
            x += random.nextDouble() < p ? 1 : 0;
        }
        return new Share(x, n);
    }

    private Rate rate(double mean, double exposure) {
        return new Rate(poisson(mean), exposure);
    }

    /** Arrivals of a Poisson process within a time of length mean. */
    private long poisson(double mean) {
        long events = 0;
        for (double at = -Math.log(1 - random.nextDouble()); at < mean; at -= Math.log(1 - random.nextDouble())) {
            events++;
        }
        return events;
    }

    /** Negative binomial counts with k = 1, variance m + m²: Poisson with an exponential mean. */
    private UnitCounts clumped(int units, double mean) {
        long[] counts = new long[units];
        for (int i = 0; i < units; i++) {
            counts[i] = poisson(-mean * Math.log(1 - random.nextDouble()));
        }
        return UnitCounts.perUnit(counts);
    }
}
