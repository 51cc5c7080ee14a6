package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpreadRatiosTest {

    @Test
    void sumsGiveTheSameDispersionAndRatioAsTheUnitsThemselves() {
        var random = new Random(7);
        for (int trial = 0; trial < 200; trial++) {
            var first = new Arm(random);
            var second = new Arm(random);

            assertThat(first.spread.dispersion().orElse(-1))
                    .isCloseTo(first.counts.dispersion().orElse(-1), within(1e-9));
            var bySums = SpreadRatios.between(first.spread, second.spread);
            var byUnits = RateRatio.between(first.counts, second.counts);
            assertThat(bySums.reason()).isEqualTo(byUnits.reason());
            byUnits.value().ifPresent(expected -> {
                var seen = bySums.orElseThrow();
                assertThat(seen.method()).isEqualTo(expected.method());
                assertThat(seen.value()).isCloseTo(expected.value(), within(1e-9));
                assertThat(seen.interval().lower())
                        .isCloseTo(expected.interval().lower(), within(1e-9));
                assertThat(seen.interval().upper())
                        .isCloseTo(expected.interval().upper(), within(1e-9));
            });
        }
    }

    /** metrics.md 2.3 and appendix B: 3,466 findings in 320 pull requests, 968 in 150. */
    @Test
    void theReportedFindingsKeepTheirDirectionAndLoseTheirPrecision() {
        // Squares that make φ 1, and then 12 and 8.
        var poisson = SpreadRatios.between(arm(320, 3466, 1), arm(150, 968, 1)).orElseThrow();
        var clumped = SpreadRatios.between(arm(320, 3466, 12), arm(150, 968, 8)).orElseThrow();

        assertThat(poisson.method()).isEqualTo(Ratio.Method.LOG_WALD);
        assertThat(poisson.value()).isCloseTo(1.6784, within(5e-5));
        assertThat(poisson.interval().lower()).isCloseTo(1.5630, within(1e-4));
        assertThat(poisson.interval().upper()).isCloseTo(1.8024, within(1e-4));
        assertThat(clumped.method()).isEqualTo(Ratio.Method.QUASI_POISSON);
        assertThat(clumped.interval().lower()).isCloseTo(1.36, within(0.01));
        assertThat(clumped.interval().upper()).isCloseTo(2.08, within(0.01));
    }

    @Test
    void oneOfManyLooksIsNotCalledDetectableOnItsOwn() {
        var arms = new LinkedHashMap<String, SpreadRatios.Arms>();
        // Alone its p-value would be 0.04.
        arms.put("lucky", new SpreadRatios.Arms(arm(1000, 125, 1), arm(1000, 95, 1)));
        for (int i = 0; i < 10; i++) {
            arms.put("same " + i, new SpreadRatios.Arms(arm(1000, 100, 1), arm(1000, 100, 1)));
        }

        var compared = SpreadRatios.of(arms);

        assertThat(compared.get("lucky").ratio().orElseThrow().isDetectable()).isTrue();
        assertThat(compared.get("lucky").q().orElseThrow()).isGreaterThan(0.05);
        assertThat(compared.get("lucky").isDetectable()).isFalse();
        assertThat(compared.keySet()).containsExactlyElementsOf(arms.keySet());
    }

    @Test
    void anArmWithoutFindingsHasNoPValueAndIsAdjustedForNobody() {
        var arms = new LinkedHashMap<String, SpreadRatios.Arms>();
        arms.put("none", new SpreadRatios.Arms(arm(100, 5, 1), new Spread(100, 0, 100, 0)));
        arms.put("few", new SpreadRatios.Arms(new Spread(100, 8, 100, 8), new Spread(100, 1, 100, 1)));

        var compared = SpreadRatios.of(arms);

        assertThat(compared.get("none").ratio().reason()).contains(Reason.NO_EVENTS_IN_SECOND);
        assertThat(compared.get("none").q()).isEmpty();
        // 8 of 9 with even odds, two-sided: 2·(9 + 1)/512.
        assertThat(compared.get("few").ratio().orElseThrow().method()).isEqualTo(Ratio.Method.EXACT_CONDITIONAL);
        assertThat(compared.get("few").q().orElseThrow()).isCloseTo(20.0 / 512, within(1e-9));
    }

    private static Spread arm(long units, long events, double phi) {
        double rate = (double) events / units;
        return new Spread(units, events, units, rate * (phi * (units - 1) + events));
    }

    private static final class Arm {
        private final UnitCounts counts;
        private final Spread spread;

        Arm(Random random) {
            int n = 1 + random.nextInt(30);
            var events = new long[n];
            var exposures = new double[n];
            double squares = 0;
            for (int i = 0; i < n; i++) {
                events[i] = random.nextInt(3) == 0 ? random.nextInt(12) : 0;
                exposures[i] = 0.1 + random.nextDouble();
                squares += events[i] * (double) events[i] / exposures[i];
            }
            counts = UnitCounts.of(events, exposures);
            spread = new Spread(
                    n, Arrays.stream(events).sum(), Arrays.stream(exposures).sum(), squares);
        }
    }
}
