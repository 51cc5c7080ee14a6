package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.dashboards.stats.Share;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MantelHaenszelTest {

    private static final Offset<Double> FOUR_DIGITS = within(0.00005);

    @Test
    void theVectorOfAppendixBCodexAgainstDevinByTaskType() {
        var result = MantelHaenszel.ofShares(AiDev.codexAgainstDevin());

        var ratio = result.ratio().orElseThrow();
        assertThat(ratio.value()).isCloseTo(1.2779, FOUR_DIGITS);
        assertThat(ratio.interval().lower()).isCloseTo(1.2177, FOUR_DIGITS);
        assertThat(ratio.interval().upper()).isCloseTo(1.3411, FOUR_DIGITS);
        assertThat(result.used()).hasSize(11);
        assertThat(result.leftOut()).isEmpty();
    }

    @Test
    void theCrudeRatioBesideIt() {
        // The counts rebuilt from the table give the totals of appendix B.
        assertThat(AiDev.total(AiDev.codex())).isEqualTo(new Share(1_754, 2_686));
        assertThat(AiDev.total(AiDev.devin())).isEqualTo(new Share(1_335, 2_729));

        var crude = MantelHaenszel.crude(AiDev.total(AiDev.codex()), AiDev.total(AiDev.devin()));

        assertThat(crude.orElseThrow().value()).isCloseTo(1.335, within(0.0005));
    }

    @Test
    void oneStratumIsTheLogIntervalOfARiskRatio() {
        var ratio = MantelHaenszel.crude(new Share(30, 100), new Share(20, 100)).orElseThrow();

        double error = Math.sqrt(1 / 30.0 - 1 / 100.0 + 1 / 20.0 - 1 / 100.0);
        assertThat(ratio.value()).isCloseTo(1.5, within(1e-12));
        assertThat(ratio.interval().lower()).isCloseTo(1.5 * Math.exp(-Level.Z * error), within(1e-9));
    }

    @Test
    void aReversalInEveryStratumIsSeen() {
        // Simpson: the first group is better in both repositories and worse in total.
        var strata = Map.of(
                "easy", new Arms(new Share(19, 20), new Share(90, 100)),
                "hard", new Arms(new Share(40, 100), new Share(6, 20)));

        var crude = MantelHaenszel.crude(new Share(59, 120), new Share(96, 120)).orElseThrow();
        var within = MantelHaenszel.ofShares(strata).ratio().orElseThrow();

        assertThat(crude.value()).isLessThan(1);
        assertThat(within.value()).isGreaterThan(1);
    }

    @Test
    void strataThatSayNothingAreListedWithTheirReason() {
        var strata = new TreeMap<String, Arms>();
        strata.put("both", new Arms(new Share(5, 10), new Share(4, 10)));
        strata.put("only-first", new Arms(new Share(5, 10), new Share(0, 0)));
        strata.put("only-second", new Arms(new Share(0, 0), new Share(1, 3)));
        strata.put("no-events", new Arms(new Share(0, 4), new Share(0, 6)));

        var result = MantelHaenszel.ofShares(strata);

        assertThat(result.used()).containsExactly("both");
        assertThat(result.leftOut())
                .containsExactly(
                        Map.entry("no-events", Reason.NO_EVENTS),
                        Map.entry("only-first", Reason.NO_SECOND_ARM),
                        Map.entry("only-second", Reason.NO_FIRST_ARM));
        assertThat(result.ratio().orElseThrow().value()).isCloseTo(1.25, within(1e-12));
    }

    @Test
    void withoutAnOverlapThereIsNoRatio() {
        var apart = Map.of(
                "a", new Arms(new Share(5, 10), new Share(0, 0)), "b", new Arms(new Share(0, 0), new Share(5, 10)));

        assertThat(MantelHaenszel.ofShares(apart).ratio().reason()).contains(Reason.NO_COMMON_STRATUM);
        assertThat(MantelHaenszel.ofShares(Map.of()).ratio().reason()).contains(Reason.NO_COMMON_STRATUM);
    }

    @Test
    void noIntervalIsInventedWhereNothingVaries() {
        assertThat(MantelHaenszel.crude(new Share(10, 10), new Share(7, 7)).reason())
                .contains(Reason.NO_VARIATION);
        assertThat(MantelHaenszel.crude(new Share(0, 10), new Share(0, 7)).reason())
                .contains(Reason.NO_EVENTS);
        assertThat(MantelHaenszel.crude(new Share(0, 10), new Share(3, 7)).reason())
                .contains(Reason.NO_EVENTS_IN_FIRST);
        assertThat(MantelHaenszel.crude(new Share(3, 10), new Share(0, 7)).reason())
                .contains(Reason.NO_EVENTS_IN_SECOND);
        assertThat(MantelHaenszel.crude(new Share(0, 0), new Share(3, 7)).reason())
                .contains(Reason.NO_EXPOSURE);
    }

    @Test
    void ratesInOneStratumAreThePlainRateRatio() {
        var one = Map.of("all", new RateArms(new Rate(3_466, 320), new Rate(968, 150)));

        var ratio = MantelHaenszel.ofRates(one).ratio().orElseThrow();

        var plain = RateRatio.logWald(new Rate(3_466, 320), new Rate(968, 150)).orElseThrow();
        assertThat(ratio.value()).isCloseTo(plain.value(), within(1e-12));
        assertThat(ratio.interval().lower()).isCloseTo(plain.interval().lower(), within(1e-9));
    }

    @Test
    void ratesWithTheSameRatioInEveryStratumGiveThatRatio() {
        var strata = Map.of(
                "small", new RateArms(new Rate(20, 10), new Rate(30, 30)),
                "large", new RateArms(new Rate(200, 50), new Rate(20, 10)));

        assertThat(MantelHaenszel.ofRates(strata).ratio().orElseThrow().value()).isCloseTo(2, within(1e-12));
    }
}
