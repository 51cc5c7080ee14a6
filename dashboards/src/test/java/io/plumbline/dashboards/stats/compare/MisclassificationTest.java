package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Share;
import org.junit.jupiter.api.Test;

class MisclassificationTest {

    private static final Ratio OBSERVED = new Ratio(1.5, new Interval(1.2, 1.9), Ratio.Method.LOG_WALD);

    @Test
    void perfectLabelsChangeNothing() {
        var result = Misclassification.adjust(OBSERVED, 0).orElseThrow();

        assertThat(result.ratio()).isEqualTo(1.5);
        assertThat(result.bounds().interval()).contains(OBSERVED.interval());
    }

    @Test
    void aiAmongTheUnknownHidesPartOfTheRatio() {
        // True rates 0.30 and 0.10; a quarter of the unknown is AI: they show 0.15, the ratio 2 instead of 3.
        var observed = new Ratio(2, new Interval(1.5, 2.5), Ratio.Method.LOG_WALD);

        var result = Misclassification.adjust(observed, 0.25).orElseThrow();

        assertThat(result.ratio()).isCloseTo(3, within(1e-12));
        assertThat(result.bounds().lower().orElseThrow()).isCloseTo(0.75 * 1.5 / (1 - 0.25 * 1.5), within(1e-12));
        assertThat(result.bounds().upper().orElseThrow()).isCloseTo(0.75 * 2.5 / (1 - 0.25 * 2.5), within(1e-12));
    }

    @Test
    void wrongLabelsOnBothSidesAreUndone() {
        // True rates a = 0.4 and h = 0.1, precision 0.9, a fifth of the unknown is AI.
        double labelled = 0.9 * 0.4 + 0.1 * 0.1;
        double unknown = 0.2 * 0.4 + 0.8 * 0.1;
        var observed = new Ratio(labelled / unknown, new Interval(2, 2.6), Ratio.Method.LOG_WALD);

        assertThat(Misclassification.adjust(observed, 0.9, 0.2).orElseThrow().ratio())
                .isCloseTo(4, within(1e-12));
    }

    @Test
    void wrongLabelsNeverTurnTheDirection() {
        for (double x = 0; x < 0.6; x += 0.05) {
            assertThat(Misclassification.adjust(OBSERVED, x).orElseThrow().ratio())
                    .isGreaterThanOrEqualTo(1.5);
        }
        var none = new Ratio(1, new Interval(0.9, 1.1), Ratio.Method.LOG_WALD);
        assertThat(Misclassification.adjust(none, 0.9, 0.3).orElseThrow().ratio())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void anUpperBoundThatNothingLimitsIsOpen() {
        var result = Misclassification.adjust(OBSERVED, 0.6).orElseThrow();

        assertThat(result.ratio()).isCloseTo(0.4 * 1.5 / (1 - 0.6 * 1.5), within(1e-9));
        assertThat(result.bounds().upper()).isEmpty();
    }

    @Test
    void assumptionsThatTheDataContradictAreNamed() {
        assertThat(Misclassification.adjust(OBSERVED, 0.7).reason()).contains(Reason.IMPOSSIBLE_UNDER_ASSUMPTION);
        assertThat(Misclassification.adjust(OBSERVED, 0.4, 0.4).reason()).contains(Reason.LABELS_UNINFORMATIVE);
        // The unlabelled would have to fail in 170 % of cases.
        assertThat(Misclassification.adjust(new Share(10, 100), new Share(90, 100), 1, 0.5)
                        .reason())
                .contains(Reason.IMPOSSIBLE_UNDER_ASSUMPTION);
        assertThatThrownBy(() -> Misclassification.adjust(OBSERVED, 1.2)).hasMessage("Not a share: 1.2");
    }

    @Test
    void sharesAreAdjustedByTheirRatio() {
        var result = Misclassification.adjust(new Share(30, 100), new Share(30, 200), 1, 0.25)
                .orElseThrow();

        assertThat(result.ratio()).isCloseTo(3, within(1e-12));
        assertThat(result.bounds().interval()).isPresent();
    }

    @Test
    void theExtremesMoveTheUnknownWithoutAndWithAnEventFirst() {
        // 10 of 100 against 40 of 200; 10 % of the unknown, 20 units, change sides.
        var result = Misclassification.extremes(new Share(10, 100), new Share(40, 200), 0.1)
                .orElseThrow();

        assertThat(result.bounds().lower().orElseThrow()).isCloseTo((10 / 120.0) / (40 / 180.0), within(1e-12));
        assertThat(result.ratio()).isCloseTo((14 / 120.0) / (36 / 180.0), within(1e-12));
        assertThat(result.bounds().upper().orElseThrow()).isCloseTo((30 / 120.0) / (20 / 180.0), within(1e-12));
    }

    @Test
    void theExtremesAreOpenWhenAllEventsCouldBeAi() {
        var result = Misclassification.extremes(new Share(10, 100), new Share(4, 200), 0.1)
                .orElseThrow();

        assertThat(result.bounds().upper()).isEmpty();
        assertThat(Misclassification.extremes(new Share(1, 9), new Share(0, 9), 0.1)
                        .reason())
                .contains(Reason.NO_EVENTS_IN_SECOND);
        assertThat(Misclassification.extremes(new Share(1, 9), new Share(0, 0), 0.1)
                        .reason())
                .contains(Reason.NO_EXPOSURE);
        assertThat(Misclassification.extremes(new Share(1, 9), new Share(2, 9), 1)
                        .reason())
                .contains(Reason.NO_SECOND_ARM);
    }
}
