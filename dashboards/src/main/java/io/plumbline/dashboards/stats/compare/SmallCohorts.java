package io.plumbline.dashboards.stats.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hides figures about fewer than five distinct people, and as many others as it takes that no hidden figure follows from
 * the published totals minus the published parts (complementary suppression); metrics.md 9.5.
 *
 * <p>What holds afterwards: (1) no figure about 1 to 4 people is shown, totals included; (2) no hidden count is the only one
 * that fits the published ones, also not by the knowledge that counts are never negative; (3) the hidden parts of one row,
 * column or list, whose sum a reader can compute, belong together to at least five people. Figures about nobody are shown.
 * Exempt from (2) is a count whose grand total is 0: that says 0 about everybody, whatever is hidden.
 *
 * <p>Assumes that the totals are the sums of the parts given here (pass a group for people without a team), that a reader
 * sees this table only, and that nobody within a group knows the others' figures. Not for distinct counts, which do not add
 * up, and not a protection against the same table with one person more next week.
 */
public final class SmallCohorts {

    public static final int MINIMUM_PEOPLE = 5;

    private final int minimum;

    public SmallCohorts() {
        this(MINIMUM_PEOPLE);
    }

    public SmallCohorts(int minimumPeople) {
        if (minimumPeople < 2) {
            throw new IllegalArgumentException("A minimum below two protects nobody: " + minimumPeople);
        }
        this.minimum = minimumPeople;
    }

    /** For a list of groups that is published with its total. */
    public Suppression list(Map<String, Cohort> groups) {
        if (groups.isEmpty()) {
            return new Suppression(Map.of());
        }
        var figures = new ArrayList<Figure>();
        var total = groups.values().stream().reduce(Cohort::plus).orElseThrow();
        figures.add(new Figure(Place.total(), 1, 0, total, true));
        new TreeMap<>(groups)
                .forEach((name, cohort) -> figures.add(new Figure(Place.group(name), 0, 1, cohort, false)));
        return new SuppressedFigures(figures, 2, minimum).complete();
    }

    /**
     * For a two-way table that is published with the totals of its rows, its columns and of all.
     *
     * @param rows cohorts by row and column; a cell that is not there is empty
     */
    public Suppression table(Map<String, Map<String, Cohort>> rows) {
        var sorted = new TreeMap<String, SortedMap<String, Cohort>>();
        var columns = new TreeMap<String, Cohort>();
        rows.forEach((row, cells) -> {
            if (!cells.isEmpty()) {
                sorted.put(row, new TreeMap<>(cells));
                cells.forEach((column, cohort) -> columns.merge(column, cohort, Cohort::plus));
            }
        });
        if (columns.isEmpty()) {
            return new Suppression(Map.of());
        }
        return new SuppressedFigures(figures(sorted, columns), 2 + sorted.size() + columns.size(), minimum).complete();
    }

    /**
     * The table as a circulation: the grand total flows from all columns to all rows, each row total into its row, each cell
     * from its row to its column, each column total out of its column. What flows into a line flows out: the sums.
     */
    private static List<Figure> figures(
            SortedMap<String, SortedMap<String, Cohort>> rows, SortedMap<String, Cohort> columns) {
        int allRows = 0;
        int allColumns = 1;
        var figures = new ArrayList<Figure>();
        var columnLines = new HashMap<String, Integer>();
        for (var column : columns.entrySet()) {
            int line = 2 + columnLines.size();
            columnLines.put(column.getKey(), line);
            figures.add(new Figure(Place.columnTotal(column.getKey()), line, allColumns, column.getValue(), true));
        }
        int line = 2 + columns.size();
        for (var row : rows.entrySet()) {
            var total = row.getValue().values().stream().reduce(Cohort::plus).orElseThrow();
            figures.add(new Figure(Place.group(row.getKey()), allRows, line, total, true));
            for (var cell : row.getValue().entrySet()) {
                var place = Place.cell(row.getKey(), cell.getKey());
                figures.add(new Figure(place, line, columnLines.get(cell.getKey()), cell.getValue(), false));
            }
            line++;
        }
        var total = columns.values().stream().reduce(Cohort::plus).orElseThrow();
        figures.add(new Figure(Place.total(), allColumns, allRows, total, true));
        return figures;
    }

    /**
     * A figure as a flow between two lines (sums) of the table.
     *
     * @param from the line it leaves
     * @param to the line it enters
     */
    record Figure(Place place, int from, int to, Cohort cohort, boolean isTotal) {

        int people() {
            return cohort.people().size();
        }
    }
}
