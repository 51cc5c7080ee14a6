package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.dashboards.stats.compare.KaplanMeier.Observed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The remission times, in weeks, of Freireich et al., "The effect of 6-mercaptopurine on the duration of steroid-induced
 * remissions in acute leukemia", Blood 21 (1963) 699-716, as tabled with their survival curve in Cox and Oakes, "Analysis of
 * Survival Data" (1984), and many textbooks after it. Bands from scipy 1.17, ecdf(..).sf.confidence_interval("log-log").
 */
class KaplanMeierTest {

    private static final Offset<Double> TABLE = within(0.0005);

    /** 21 patients on the drug; negative = still in remission when last seen. */
    private static final KaplanMeier DRUG = KaplanMeier.of(
            items(6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35));

    private static final KaplanMeier PLACEBO =
            KaplanMeier.of(items(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23));

    @Test
    void theTextbookCurve() {
        assertThat(DRUG.steps())
                .extracting(KaplanMeier.Step::time)
                .containsExactly(6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0);
        assertThat(DRUG.steps()).extracting(KaplanMeier.Step::atRisk).containsExactly(21, 17, 15, 12, 11, 7, 6);
        assertThat(DRUG.steps()).extracting(KaplanMeier.Step::ended).containsExactly(3, 1, 1, 1, 1, 1, 1);
        double[] survival = {0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448};
        double[] error = {0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346};
        for (int i = 0; i < survival.length; i++) {
            var step = DRUG.steps().get(i);
            assertThat(step.survival()).isCloseTo(survival[i], TABLE);
            assertThat(step.survival() * Math.sqrt(step.greenwood())).isCloseTo(error[i], within(0.00006));
        }
    }

    @Test
    void theTextbookMedians() {
        var drug = DRUG.median().orElseThrow();
        var placebo = PLACEBO.median().orElseThrow();

        assertThat(drug.value()).isEqualTo(23);
        assertThat(drug.bounds().lower()).hasValue(13);
        assertThat(drug.bounds().upper()).isEmpty();
        assertThat(placebo.value()).isEqualTo(8);
        assertThat(placebo.bounds().lower()).hasValue(4);
        assertThat(placebo.bounds().upper()).hasValue(11);
    }

    @Test
    void theShareStillOpenAtATimeWithItsBand() {
        var after10 = DRUG.survivalAt(10).orElseThrow();
        var band = after10.interval().orElseThrow();

        assertThat(after10.share()).isCloseTo(0.75294118, within(1e-8));
        assertThat(band.lower()).isCloseTo(0.50319951, within(1e-8));
        assertThat(band.upper()).isCloseTo(0.88936184, within(1e-8));
        assertThat(after10.atRisk()).isEqualTo(15);
        assertThat(DRUG.survivalAt(12.9).orElseThrow().share()).isEqualTo(after10.share());
    }

    @Test
    void beforeTheFirstEndAllAreOpenAndAfterTheLastSightNothingIsKnown() {
        assertThat(DRUG.survivalAt(5).orElseThrow()).isEqualTo(new KaplanMeier.Survival(1, Optional.empty(), 21));
        assertThat(DRUG.survivalAt(36).reason()).contains(Reason.BEYOND_FOLLOW_UP);
        assertThat(PLACEBO.survivalAt(500).orElseThrow().share()).isZero();
    }

    @Test
    void withoutOpenItemsTheMedianIsTheUsualOne() {
        assertThat(median(3, 1, 2)).isEqualTo(2);
        assertThat(median(4, 1, 3, 2)).isEqualTo(2.5);
        assertThat(median(1, 2, 2, 2, 9, 9)).isEqualTo(2);
        for (int n = 1; n < 60; n++) {
            double[] values = new Random(n).doubles(n, 0, 100).toArray();
            assertThat(median(values))
                    .isCloseTo(Percentiles.median(values).orElseThrow().value(), within(1e-9));
        }
    }

    @Test
    void openItemsLengthenTheMedianThatClosedOnesAloneWouldShorten() {
        var items = items(1, 2, 3, -50, -50, 40);

        assertThat(KaplanMeier.of(items).median().orElseThrow().value()).isGreaterThan(median(1, 2, 3, 40));
    }

    @Test
    void moreThanHalfStillOpenIsSaidSo() {
        var mostlyOpen = KaplanMeier.of(items(1, -2, -2, -3));

        assertThat(mostlyOpen.median().reason()).contains(Reason.STILL_OPEN);
        assertThat(mostlyOpen.quantile(0.25).orElseThrow().value()).isEqualTo(1);
        assertThat(KaplanMeier.of(List.of()).median().reason()).contains(Reason.NO_DATA);
    }

    @Test
    void theOrderOfTheItemsDoesNotMatter() {
        var items = new ArrayList<>(items(6, -6, 6, 7, -9, 10, -10, 10));
        var expected = KaplanMeier.of(items).steps();

        for (int i = 0; i < 20; i++) {
            Collections.shuffle(items, new Random(i));
            assertThat(KaplanMeier.of(items).steps()).isEqualTo(expected);
        }
    }

    @Test
    void itemsOpenAtTheVeryMomentOfAnEndAreStillAtRisk() {
        var step = KaplanMeier.of(items(5, -5)).steps().get(0);

        assertThat(step.atRisk()).isEqualTo(2);
        assertThat(step.survival()).isEqualTo(0.5);
    }

    @Test
    void numberAtRiskCountsThoseWatchedThatLong() {
        assertThat(DRUG.atRisk(0)).isEqualTo(21);
        assertThat(DRUG.atRisk(6.5)).isEqualTo(17);
        assertThat(DRUG.atRisk(35)).isEqualTo(1);
        assertThat(DRUG.atRisk(36)).isZero();
        assertThat(DRUG.items()).isEqualTo(21);
        assertThat(DRUG.ended()).isEqualTo(9);
    }

    @Test
    void durationsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Observed(-1, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Observed(Double.NaN, true)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double median(double... values) {
        return KaplanMeier.of(DoubleStream.of(values)
                        .mapToObj(v -> new Observed(v, true))
                        .toList())
                .median()
                .orElseThrow()
                .value();
    }

    private static List<Observed> items(int... weeks) {
        return Arrays.stream(weeks)
                .mapToObj(week -> new Observed(Math.abs(week), week > 0))
                .toList();
    }
}
