package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {

    @Test
    void adjustsAsScipyDoes() {
        // scipy 1.17: false_discovery_control([0.01, 0.04, 0.03, 0.005, 0.55, 0.04]).
        var pValues = new LinkedHashMap<String, Double>();
        pValues.put("a", 0.01);
        pValues.put("b", 0.04);
        pValues.put("c", 0.03);
        pValues.put("d", 0.005);
        pValues.put("e", 0.55);
        pValues.put("f", 0.04);

        var adjusted = BenjaminiHochberg.adjust(pValues);

        assertThat(adjusted.keySet()).containsExactly("a", "b", "c", "d", "e", "f");
        double[] expected = {0.03, 0.048, 0.048, 0.03, 0.55, 0.048};
        int i = 0;
        for (double value : adjusted.values()) {
            assertThat(value).isCloseTo(expected[i++], within(1e-12));
        }
    }

    @Test
    void aSingleComparisonStaysAsItIsAndNoneAreNone() {
        assertThat(BenjaminiHochberg.adjust(Map.of("only", 0.04))).containsExactly(Map.entry("only", 0.04));
        assertThat(BenjaminiHochberg.adjust(Map.of())).isEmpty();
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThatThrownBy(() -> BenjaminiHochberg.adjust(Map.of("x", 1.2))).hasMessage("Not a p-value: x=1.2");
        assertThatThrownBy(() -> BenjaminiHochberg.adjust(Map.of("x", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
