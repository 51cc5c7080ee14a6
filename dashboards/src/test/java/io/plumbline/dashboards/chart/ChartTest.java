package io.plumbline.dashboards.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {

    @Test
    void forestRowSaysInWordsWhatItDraws() {
        var row = Forest.of(new Share(1754, 2686));

        assertThat(row.dot()).isEqualTo("65.30%");
        assertThat(row.lower()).isEqualTo("63.48%");
        assertThat(row.upper()).isEqualTo("67.08%");
        assertThat(row.text()).isEqualTo("65.30 %, 95 % interval 63.48–67.08 %");
        assertThat(row.weak()).isFalse();
        assertThat(Forest.of(new Share(5, 12)).weak()).isTrue();
    }

    @Test
    void sparkLineTouchesItsHighestAndLowestCount() {
        var spark = Spark.of(List.of(0L, 5L, 10L));

        assertThat(spark.points()).isEqualTo("0.00,22.00 50.00,12.00 100.00,2.00");
        assertThat(Spark.of(List.of(7L)).isEmpty()).isTrue();
        assertThat(Spark.of(List.of(0L, 0L)).points()).isEqualTo("0.00,22.00 100.00,22.00");
    }

    @Test
    void stackLeavesOutWhatHasNoSize() {
        var stack = Stack.of(List.of(
                new Stack.Piece("a", "a", 1), new Stack.Piece("none", "none", 0), new Stack.Piece("b", "b", 3)));

        assertThat(stack.parts())
                .extracting(Stack.Part::label, Stack.Part::x, Stack.Part::width)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", "0.00%", "25.00%"),
                        org.assertj.core.groups.Tuple.tuple("b", "25.00%", "75.00%"));
    }

    @Test
    void stacksOnOneScaleCompare() {
        var stack = Stack.of(List.of(new Stack.Piece("a", "a", 1)), 4);

        assertThat(stack.parts()).extracting(Stack.Part::width).containsExactly("25.00%");
        assertThat(Stack.of(List.of(), 0).parts()).isEmpty();
    }

    @Test
    void forestOnAScaleStaysWithinIt() {
        var row = Forest.on(20, 5, new Interval(2, 40), "5 per 100", false);

        assertThat(List.of(row.dot(), row.lower(), row.upper())).containsExactly("25.00%", "10.00%", "100.00%");
        assertThat(Forest.on(0, 0, new Interval(0, 0), "", true).dot()).isEqualTo("0.00%");
    }

    @Test
    void columnsShareTheWidthAndOneScale() {
        var bars = Bars.of(
                "AI",
                "origin-ai-agent",
                List.of(new Bars.Amount("1h", "one", 0.5), new Bars.Amount("2h", "none", 0)),
                0.5,
                "text");

        assertThat(bars.columns()).extracting(Bars.Column::x).containsExactly("3.50%", "53.50%");
        assertThat(bars.columns()).extracting(Bars.Column::height).containsExactly("78.00%", "0.00%");
        assertThat(bars.columns()).extracting(Bars.Column::y).containsExactly("4.00%", "82.00%");
        assertThat(bars.columns()).extracting(Bars.Column::minor).containsExactly(false, true);
    }

    @Test
    void curvesBeginAtAllAndTheirBandRunsThereAndBack() {
        var curves = Curves.of(
                List.of("3 d", "7 d"),
                List.of(new Curves.Series(
                        "AI", "a", List.of(new Curves.Point(0, 0.9, 0.8, 0.95), new Curves.Point(1, 0.5, 0.4, 0.6)))),
                "text");

        var curve = curves.curves().get(0);
        assertThat(curve.line()).isEqualTo("0.00,0.00 42.55,10.00 85.11,50.00");
        assertThat(curve.band()).isEqualTo("0.00,0.00 42.55,5.00 85.11,40.00 85.11,60.00 42.55,20.00");
        assertThat(curves.ticks()).extracting(Curves.Tick::x).containsExactly("42.55%", "85.11%");
    }
}
