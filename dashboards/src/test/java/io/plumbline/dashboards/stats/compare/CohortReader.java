package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Somebody who knows all published figures and that counts are whole and not negative, and looks for other tables that
 * would have been published the same way: each inner figure one lower, equal or one higher. A hidden figure is safe
 * when some of those tables has another value there. Independent of how the figures were chosen.
 */
final class CohortReader {

    private final List<String> rows;
    private final List<String> columns;
    private final Map<String, ? extends Map<String, Cohort>> table;
    private final Suppression suppression;
    private final boolean isList;

    /** For a list: one row, whose cells are the groups and whose row total is the total. */
    CohortReader(Map<String, ? extends Map<String, Cohort>> table, Suppression suppression, boolean isList) {
        this.table = table;
        this.rows = List.copyOf(new TreeMap<>(table).keySet());
        var names = new HashSet<String>();
        table.values().forEach(row -> names.addAll(row.keySet()));
        this.columns = names.stream().sorted().toList();
        this.suppression = suppression;
        this.isList = isList;
    }

    void assertKnowsNothing(String what) {
        for (var place : places()) {
            int people = people(place).size();
            if (people > 0 && people < SmallCohorts.MINIMUM_PEOPLE) {
                assertThat(suppression.hides(place))
                        .as("%s: %s of %d people", what, place, people)
                        .isTrue();
            }
        }
        assertRemaindersAreBroad(what);
        for (int count = 0; count < 2; count++) {
            int value = count;
            long total = places(table)
                    .mapToLong(cohort -> cohort.values().get(value))
                    .sum();
            if (total > 0) {
                var free = new HashSet<Place>();
                search(new int[rows.size()][columns.size()], 0, count, free);
                assertThat(free)
                        .as("%s, count %d: %s, hidden %s", what, count, table, suppression.hidden())
                        .containsAll(suppression.hidden().keySet());
            }
        }
    }

    /** The sum of the hidden parts of a shown total is known, so it must be about five people or more. */
    private void assertRemaindersAreBroad(String what) {
        for (var total : places()) {
            var parts = places().stream().filter(part -> isPart(part, total)).toList();
            for (boolean byRow : new boolean[] {true, false}) {
                var hidden = new HashSet<String>();
                parts.stream()
                        .filter(part -> isList
                                || !total.equals(Place.total())
                                || part.row().isPresent() == byRow)
                        .filter(suppression::hides)
                        .forEach(part -> hidden.addAll(people(part)));
                if (!suppression.hides(total) && !hidden.isEmpty()) {
                    assertThat(hidden.size())
                            .as("%s: hidden parts of %s", what, total)
                            .isGreaterThanOrEqualTo(5);
                }
            }
        }
    }

    private boolean isPart(Place part, Place total) {
        if (total.equals(Place.total())) {
            return part.row().isPresent() != part.column().isPresent();
        }
        boolean isTotal = total.row().isEmpty() || total.column().isEmpty();
        boolean isCell = part.row().isPresent() && part.column().isPresent();
        return isTotal
                && isCell
                && (part.row().equals(total.row()) || part.column().equals(total.column()));
    }

    private static Stream<Cohort> places(Map<String, ? extends Map<String, Cohort>> table) {
        return table.values().stream().flatMap(row -> row.values().stream());
    }

    private List<Place> places() {
        var places = new ArrayList<Place>();
        for (var row : rows) {
            table.get(row).keySet().forEach(column -> places.add(inner(row, column)));
            if (!isList && !table.get(row).isEmpty()) {
                places.add(Place.group(row));
            }
        }
        if (!isList) {
            columns.forEach(column -> places.add(Place.columnTotal(column)));
        }
        if (!columns.isEmpty()) {
            places.add(Place.total());
        }
        return places;
    }

    private Place inner(String row, String column) {
        return isList ? Place.group(column) : Place.cell(row, column);
    }

    private Set<String> people(Place place) {
        var people = new HashSet<String>();
        for (var row : rows) {
            table.get(row).forEach((column, cohort) -> {
                var own = inner(row, column);
                boolean inside = isList
                        ? place.equals(Place.total()) || place.equals(own)
                        : (place.row().isEmpty() || place.row().equals(own.row()))
                                && (place.column().isEmpty() || place.column().equals(own.column()));
                if (inside) {
                    people.addAll(cohort.people());
                }
            });
        }
        return people;
    }

    private void search(int[][] change, int at, int count, Set<Place> free) {
        if (at == rows.size() * columns.size()) {
            record(change, free);
            return;
        }
        int r = at / columns.size();
        int c = at % columns.size();
        search(change, at + 1, count, free);
        var cohort = table.get(rows.get(r)).get(columns.get(c));
        if (cohort == null || !suppression.hides(inner(rows.get(r), columns.get(c)))) {
            return;
        }
        change[r][c] = 1;
        search(change, at + 1, count, free);
        if (cohort.values().get(count) > 0) {
            change[r][c] = -1;
            search(change, at + 1, count, free);
        }
        change[r][c] = 0;
    }

    private void record(int[][] change, Set<Place> free) {
        var changed = new HashSet<Place>();
        int all = 0;
        int[] inColumn = new int[columns.size()];
        for (int r = 0; r < rows.size(); r++) {
            int inRow = 0;
            for (int c = 0; c < columns.size(); c++) {
                inRow += change[r][c];
                inColumn[c] += change[r][c];
                all += change[r][c];
                if (change[r][c] != 0) {
                    changed.add(inner(rows.get(r), columns.get(c)));
                }
            }
            if (inRow != 0 && !isList) {
                changed.add(Place.group(rows.get(r)));
            }
        }
        for (int c = 0; c < columns.size() && !isList; c++) {
            if (inColumn[c] != 0) {
                changed.add(Place.columnTotal(columns.get(c)));
            }
        }
        if (all != 0) {
            changed.add(Place.total());
        }
        if (suppression.hidden().keySet().containsAll(changed)) {
            free.addAll(changed);
        }
    }
}
