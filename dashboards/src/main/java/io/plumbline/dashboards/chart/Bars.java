package io.plumbline.dashboards.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns side by side, as a histogram.
 *
 * @param title whose they are
 * @param style class that colours them
 * @param text the same in words
 */
public record Bars(String title, String style, List<Column> columns, String text) {

    private static final double FILLED = 0.86;
    private static final double HIGHEST = 78;

    /**
     * One column; positions are percentages.
     *
     * @param title exact value
     * @param middle of the column, where its label stands
     * @param minor its label is left out on narrow screens
     */
    public record Column(
            String label,
            String title,
            String x,
            String width,
            String y,
            String height,
            String middle,
            boolean minor) {}

    /** A column before it has a place. */
    public record Amount(String label, String title, double amount) {}

    /** @param highest amount that fills the height, so that several drawings compare; at least all amounts */
    public static Bars of(String title, String style, List<Amount> amounts, double highest, String text) {
        double step = 1.0 / Math.max(1, amounts.size());
        var columns = new ArrayList<Column>();
        for (int i = 0; i < amounts.size(); i++) {
            double share = highest <= 0 ? 0 : amounts.get(i).amount() / highest * HIGHEST / 100;
            columns.add(new Column(
                    amounts.get(i).label(),
                    amounts.get(i).title(),
                    Positions.percent(i * step + step * (1 - FILLED) / 2),
                    Positions.percent(step * FILLED),
                    Positions.percent((HIGHEST + 4) / 100 - share),
                    Positions.percent(share),
                    Positions.percent((i + 0.5) * step),
                    i % 2 == 1));
        }
        return new Bars(title, style, List.copyOf(columns), text);
    }
}
