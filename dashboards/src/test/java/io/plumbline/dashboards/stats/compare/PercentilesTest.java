package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    /** Appendix B: Codex 0.292083 h = 1,051.5 s, the midpoint of an even number. */
    @Test
    void medianHoursToMergeOfTheThreeAgents() throws IOException {
        assertThat(medianHours("OpenAI_Codex") * 3_600).isCloseTo(1_051.5, within(1e-6));
        assertThat(medianHours("Cursor")).isCloseTo(2.41, within(0.005));
        assertThat(medianHours("Claude_Code")).isCloseTo(6.87, within(0.005));
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMidpoint() {
        assertThat(median(4, 1, 3, 2)).isEqualTo(2.5);
        assertThat(median(3, 1, 2)).isEqualTo(2);
        assertThat(median(7)).isEqualTo(7);
    }

    @Test
    void theIntervalIsMadeOfOrderStatistics() {
        // Textbook ranks: n = 10 gives the 2nd and 9th, n = 20 the 6th and 15th, n = 100 the 40th and 61st.
        assertRanks(10, 0.5, 2, 9);
        assertRanks(20, 0.5, 6, 15);
        assertRanks(100, 0.5, 40, 61);
        assertRanks(100, 0.9, 84, 96);
        assertRanks(6, 0.5, 1, 6);
    }

    @Test
    void tooFewValuesLeaveAnEndOpen() {
        assertThat(of(5, 0.5).bounds()).isEqualTo(new Bounds(OptionalDouble.empty(), OptionalDouble.empty()));
        assertThat(of(30, 0.9).bounds().lower()).isPresent();
        assertThat(of(30, 0.9).bounds().upper()).isEmpty();
        assertThat(of(30, 0.9).bounds().interval()).isEmpty();
    }

    @Test
    void otherPercentilesInterpolateLikeTheSqlDoes() {
        // quantileExactInclusive(0.75) of 1..10 is 1 + 0.75 · 9.
        assertThat(of(10, 0.75).value()).isCloseTo(7.75, within(1e-12));
        assertThat(of(10, 0.9).value()).isCloseTo(9.1, within(1e-12));
    }

    @Test
    void noValuesHaveNoPercentile() {
        assertThat(Percentiles.median(new double[0]).reason()).contains(Reason.NO_DATA);
        assertThatThrownBy(() -> Percentiles.median(new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Percentiles.of(new double[] {1}, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double medianHours(String agent) throws IOException {
        return median(AiDev.hoursToMerge(AiDev.pullRequests(agent)));
    }

    private static double median(double... values) {
        return Percentiles.median(values).orElseThrow().value();
    }

    private static Percentiles.Percentile of(int n, double p) {
        return Percentiles.of(IntStream.rangeClosed(1, n).asDoubleStream().toArray(), p)
                .orElseThrow();
    }

    private static void assertRanks(int n, double p, double lower, double upper) {
        assertThat(of(n, p).bounds().lower()).hasValue(lower);
        assertThat(of(n, p).bounds().upper()).hasValue(upper);
    }
}
