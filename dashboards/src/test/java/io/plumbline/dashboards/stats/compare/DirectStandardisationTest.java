package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.dashboards.stats.Share;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DirectStandardisationTest {

    private static final Offset<Double> PRINTED = within(0.00005);

    /**
     * metrics.md 9.3, "Standardised to the human task mix". The printed figures leave out the type "other", where each agent
     * has fewer than five pull requests; with it they would be 62.23, 47.56 and 39.58.
     */
    @Test
    void theThreeAgentsStandardisedToTheHumanTaskMix() {
        assertThat(standardised(AiDev.codex())).isCloseTo(0.6333, PRINTED);
        assertThat(standardised(AiDev.devin())).isCloseTo(0.4796, PRINTED);
        assertThat(standardised(AiDev.copilot())).isCloseTo(0.4028, PRINTED);

        assertThat(DirectStandardisation.of(AiDev.codex(), AiDev.humanMix(), 1)
                        .orElseThrow()
                        .share())
                .isCloseTo(0.6223, PRINTED);
    }

    @Test
    void whatIsLeftOutIsNamedAndItsWeightKnown() {
        var codex = DirectStandardisation.of(AiDev.codex(), AiDev.humanMix()).orElseThrow();

        assertThat(codex.leftOut()).containsExactly(Map.entry("other", Reason.TOO_FEW_PER_STRATUM));
        assertThat(codex.covered()).isCloseTo(6_503 / 6_618.0, within(1e-12));
        assertThat(codex.strata()).hasSize(10).doesNotContain("other");
    }

    @Test
    void theStandardErrorIsThatOfAWeightedSum() {
        var shares = Map.of("a", new Share(10, 40), "b", new Share(30, 60));

        var result = DirectStandardisation.of(shares, Map.of("a", 3L, "b", 1L)).orElseThrow();

        assertThat(result.share()).isCloseTo(0.75 * 0.25 + 0.25 * 0.5, within(1e-12));
        double variance = 0.75 * 0.75 * 0.25 * 0.75 / 40 + 0.25 * 0.25 * 0.25 / 60;
        assertThat(result.standardError()).isCloseTo(Math.sqrt(variance), within(1e-12));
    }

    @Test
    void oneStratumHasItsWilsonInterval() {
        var share = new Share(30, 100);

        var result = DirectStandardisation.of(Map.of("all", share), Map.of("all", 7L))
                .orElseThrow();

        var wilson = share.interval().orElseThrow();
        assertThat(result.interval().lower()).isCloseTo(wilson.lower(), within(1e-12));
        assertThat(result.interval().upper()).isCloseTo(wilson.upper(), within(1e-12));
    }

    @Test
    void sharesOfNothingAndOfAllKeepTheirUncertainty() {
        var shares = Map.of("never", new Share(0, 10), "always", new Share(10, 10));

        var result = DirectStandardisation.of(shares, Map.of("never", 1L, "always", 1L))
                .orElseThrow();

        assertThat(result.share()).isEqualTo(0.5);
        assertThat(result.standardError()).isZero();
        assertThat(result.interval().upper() - result.interval().lower()).isGreaterThan(0.2);
    }

    @Test
    void strataOutsideTheReferenceAndStrataWithoutDataAreNamed() {
        var shares = Map.of("feat", new Share(5, 10), "revert", new Share(1, 20));

        var result = DirectStandardisation.of(shares, Map.of("feat", 60L, "fix", 40L))
                .orElseThrow();

        assertThat(result.leftOut())
                .containsOnly(Map.entry("revert", Reason.NOT_IN_REFERENCE), Map.entry("fix", Reason.NO_DATA));
        assertThat(result.covered()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void withoutACommonStratumThereIsNoShare() {
        assertThat(DirectStandardisation.of(Map.of("feat", new Share(5, 10)), Map.of("fix", 1L))
                        .reason())
                .contains(Reason.NO_COMMON_STRATUM);
    }

    private static double standardised(Map<String, Share> shares) {
        return DirectStandardisation.of(shares, AiDev.humanMix()).orElseThrow().share();
    }
}
