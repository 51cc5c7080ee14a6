package io.plumbline.dashboards.chart;

import static org.assertj.core.api.Assertions.assertThat;

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
}
