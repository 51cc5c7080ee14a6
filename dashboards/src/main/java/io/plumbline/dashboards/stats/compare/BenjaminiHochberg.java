package io.plumbline.dashboards.stats.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * p-values adjusted for having looked at several comparisons on one page (Benjamini and Hochberg 1995; metrics.md 9.3):
 * sorted ascending, q(i) = min over j ≥ i of p(j)·m/j, at most 1. Calling q ≤ 0.05 detectable keeps the expected share of
 * false alarms among the calls at 5 %. Assumes independent or positively dependent comparisons. Not across pages or weeks,
 * and not for intervals, which stay at 95 % each.
 */
public final class BenjaminiHochberg {

    private BenjaminiHochberg() {}

    /**
     * @param pValues by name of the comparison, all that the page shows, each in [0, 1]
     * @return adjusted, in the order of the input
     */
    public static <K> Map<K, Double> adjust(Map<K, Double> pValues) {
        List<Map.Entry<K, Double>> sorted = new ArrayList<>(pValues.entrySet());
        for (var entry : sorted) {
            if (!(entry.getValue() >= 0 && entry.getValue() <= 1)) {
                throw new IllegalArgumentException("Not a p-value: " + entry);
            }
        }
        sorted.sort((a, b) -> Double.compare(b.getValue(), a.getValue()));
        var adjusted = new LinkedHashMap<K, Double>(pValues);
        double smallest = 1;
        for (int i = 0; i < sorted.size(); i++) {
            int rank = sorted.size() - i;
            smallest = Math.min(smallest, sorted.get(i).getValue() * sorted.size() / rank);
            adjusted.put(sorted.get(i).getKey(), smallest);
        }
        return adjusted;
    }
}
