package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.stats.compare.SampleRules.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleRulesTest {

    private static final Share HIGH = new Share(90, 100);
    private static final Share LOW = new Share(50, 100);

    @Test
    void teamsAreRankedOnlyWhenTheirIntervalsAreApart() {
        assertThat(SampleRules.obstacleToRanking(new Standing(HIGH, 5, 1), new Standing(LOW, 1, 5)))
                .isEmpty();
        assertThat(SampleRules.obstacleToRanking(new Standing(LOW, 5, 1), new Standing(HIGH, 1, 5)))
                .isEmpty();
        assertThat(SampleRules.obstacleToRanking(
                        new Standing(new Share(58, 100), 9, 9), new Standing(new Share(50, 100), 9, 9)))
                .contains(Reason.INTERVALS_OVERLAP);
    }

    @Test
    void oneRepositoryOfFewPeopleIsNoBasisForARank() {
        assertThat(SampleRules.obstacleToRanking(new Standing(HIGH, 4, 4), new Standing(LOW, 9, 9)))
                .contains(Reason.TOO_FEW_REPOSITORIES_AND_AUTHORS);
        assertThat(SampleRules.obstacleToRanking(new Standing(HIGH, 9, 9), new Standing(LOW, 4, 4)))
                .contains(Reason.TOO_FEW_REPOSITORIES_AND_AUTHORS);
    }

    @Test
    void fewerThanTenUnitsAreNeverRanked() {
        assertThat(SampleRules.obstacleToRanking(new Standing(new Share(9, 9), 9, 9), new Standing(LOW, 9, 9)))
                .contains(Reason.TOO_FEW_UNITS);
    }

    @Test
    void anArrowNeedsADifferenceWhoseIntervalExcludesZero() {
        var up = SampleRules.trend(LOW, HIGH);
        var down = SampleRules.trend(HIGH, LOW);
        var none = SampleRules.trend(new Share(50, 100), new Share(58, 100));

        assertThat(up.direction()).isEqualTo(Trend.Direction.UP);
        assertThat(up.change().orElseThrow().difference()).isEqualTo(0.4);
        assertThat(down.direction()).isEqualTo(Trend.Direction.DOWN);
        assertThat(none.direction()).isEqualTo(Trend.Direction.NONE);
        assertThat(none.change().value()).isPresent();
    }

    @Test
    void aSmallPeriodHasNoArrowHoweverLargeTheDifference() {
        var trend = SampleRules.trend(new Share(0, 9), new Share(100, 100));

        assertThat(trend.direction()).isEqualTo(Trend.Direction.NONE);
        assertThat(trend.change().reason()).contains(Reason.TOO_FEW_UNITS);
        assertThat(SampleRules.trend(new Share(0, 0), HIGH).change().reason()).contains(Reason.TOO_FEW_UNITS);
    }

    @Test
    void weeksUntilThereIsEnough() {
        assertThat(SampleRules.weeksUntilEnough(12, 12, SampleRules.ENOUGH)).hasValue(18);
        assertThat(SampleRules.weeksUntilEnough(29, 12, SampleRules.ENOUGH)).hasValue(1);
        assertThat(SampleRules.weeksUntilEnough(30, 12, SampleRules.ENOUGH)).hasValue(0);
        assertThat(SampleRules.weeksUntilEnough(7, 2, SampleRules.ENOUGH)).hasValue(7);
        assertThat(SampleRules.weeksUntilEnough(0, 12, SampleRules.ENOUGH)).isEmpty();
    }

    /** metrics.md 9.4, which prints 380 in the first cell: at 380 the half width is 0.05002, at 381 it is 0.04995. */
    @ParameterizedTest(name = "a share of {0} within ±{1} needs {2}")
    @CsvSource({
        "0.5,  0.05, 381", "0.5,  0.10, 93", "0.5,  0.15, 39",
        "0.3,  0.05, 320", "0.3,  0.10, 78", "0.3,  0.15, 33",
        "0.2,  0.05, 245", "0.2,  0.10, 60", "0.2,  0.15, 26",
        "0.1,  0.05, 141", "0.1,  0.10, 37", "0.1,  0.15, 17",
        "0.05, 0.05, 83", "0.05, 0.10, 25", "0.05, 0.15, 13"
    })
    void theTableOfSampleSizes(double share, double halfWidth, long n) {
        assertThat(SampleRules.neededFor(share, halfWidth)).isEqualTo(n);
    }

    @Test
    void aWidthThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> SampleRules.neededFor(0.5, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleRules.weeksUntilEnough(3, 0, 30)).isInstanceOf(IllegalArgumentException.class);
    }
}
