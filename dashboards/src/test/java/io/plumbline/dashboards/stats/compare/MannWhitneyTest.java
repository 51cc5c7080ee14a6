package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.dashboards.stats.compare.MannWhitney.Magnitude;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MannWhitneyTest {

    /**
     * Hours to merge, AIDev-pop. Expected figures: scipy 1.17, mannwhitneyu(x, y, method="asymptotic") on the same files (U,
     * p); δ = 2U/(n1·n2) - 1. The published comparison with humans cannot be recomputed, their rows are not at hand.
     */
    @Test
    void hoursToMergeOfCodexAgainstCursorAndClaudeCode() throws IOException {
        double[] codex = AiDev.hoursToMerge(AiDev.pullRequests("OpenAI_Codex"));
        double[] cursor = AiDev.hoursToMerge(AiDev.pullRequests("Cursor"));
        double[] claude = AiDev.hoursToMerge(AiDev.pullRequests("Claude_Code"));

        var first = MannWhitney.between(codex, cursor).orElseThrow();
        var second = MannWhitney.between(codex, claude).orElseThrow();
        var third = MannWhitney.between(cursor, claude).orElseThrow();

        assertThat(first.n1()).isEqualTo(1_754);
        assertThat(first.n2()).isEqualTo(74);
        assertThat(first.u()).isEqualTo(48_651.5);
        assertThat(first.pValue()).isCloseTo(2.5961546686806346e-4, within(1e-12));
        assertThat(first.delta()).isCloseTo(-0.25033899349748834, within(1e-12));
        assertThat(first.magnitude()).isEqualTo(Magnitude.SMALL);
        assertThat(second.u()).isEqualTo(30_888);
        assertThat(second.pValue()).isCloseTo(3.095256942944239e-5, within(1e-13));
        assertThat(second.magnitude()).isEqualTo(Magnitude.MEDIUM);
        assertThat(third.u()).isEqualTo(1_776);
        assertThat(third.pValue()).isCloseTo(0.367032952131357, within(1e-12));
        assertThat(third.magnitude()).isEqualTo(Magnitude.NEGLIGIBLE);
    }

    @Test
    void tiesCountHalf() {
        // scipy 1.17: U = 4.5, p = 0.06476896969888761; interval by the definition over all 30 pairs, in numpy.
        var result = MannWhitney.between(new double[] {1, 2, 2, 3, 5}, new double[] {2, 4, 5, 6, 7, 8})
                .orElseThrow();

        assertThat(result.u()).isEqualTo(4.5);
        assertThat(result.pValue()).isCloseTo(0.06476896969888761, within(1e-12));
        assertThat(result.delta()).isCloseTo(-0.7, within(1e-12));
        assertThat(result.interval().lower()).isCloseTo(-0.9363193929, within(1e-9));
        assertThat(result.interval().upper()).isCloseTo(-0.0272622206, within(1e-9));
    }

    @Test
    void separateGroupsKeepSomeDoubtAboutTheirEffect() {
        var result = MannWhitney.between(new double[] {4, 5, 6, 7, 8, 9}, new double[] {1, 2, 3})
                .orElseThrow();

        assertThat(result.delta()).isEqualTo(1);
        assertThat(result.interval().upper()).isEqualTo(1);
        assertThat(result.interval().lower()).isLessThan(0);
        assertThat(result.magnitude()).isEqualTo(Magnitude.LARGE);
    }

    @Test
    void nothingButTiesIsNoEffect() {
        var result =
                MannWhitney.between(new double[] {2, 2, 2}, new double[] {2, 2}).orElseThrow();

        assertThat(result.pValue()).isEqualTo(1);
        assertThat(result.delta()).isZero();
    }

    @Test
    void swappingTheGroupsTurnsTheSign() {
        double[] one = new Random(1).doubles(40).map(v -> Math.floor(v * 10)).toArray();
        double[] two = new Random(2).doubles(60).map(v -> Math.floor(v * 12)).toArray();

        var there = MannWhitney.between(one, two).orElseThrow();
        var back = MannWhitney.between(two, one).orElseThrow();

        assertThat(back.delta()).isCloseTo(-there.delta(), within(1e-12));
        assertThat(back.pValue()).isCloseTo(there.pValue(), within(1e-12));
        assertThat(back.interval().lower()).isCloseTo(-there.interval().upper(), within(1e-12));
    }

    @Test
    void theWordsFollowTheThresholds() {
        assertThat(Magnitude.of(0.146)).isEqualTo(Magnitude.NEGLIGIBLE);
        assertThat(Magnitude.of(-0.147)).isEqualTo(Magnitude.SMALL);
        assertThat(Magnitude.of(0.33)).isEqualTo(Magnitude.MEDIUM);
        assertThat(Magnitude.of(-0.474)).isEqualTo(Magnitude.LARGE);
        // metrics.md 8.5: Codex against humans.
        assertThat(Magnitude.of(-0.333).word()).isEqualTo("medium");
        assertThat(Magnitude.of(-0.277).word()).isEqualTo("small");
    }

    @Test
    void halfAMillionValuesTakeSecondsNotHours() {
        double[] one = new Random(3).doubles(250_000).toArray();
        double[] two = new Random(4).doubles(250_000).toArray();

        var result = MannWhitney.between(one, two).orElseThrow();

        assertThat(result.delta()).isBetween(-0.01, 0.01);
    }

    @Test
    void noValuesAreNoComparison() {
        assertThat(MannWhitney.between(new double[0], new double[] {1}).reason())
                .contains(Reason.NO_DATA);
        assertThatThrownBy(() -> MannWhitney.between(new double[] {Double.NaN}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
