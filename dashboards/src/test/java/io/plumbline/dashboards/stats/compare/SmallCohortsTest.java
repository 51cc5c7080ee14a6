package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.dashboards.stats.compare.Suppression.Cause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SmallCohortsTest {

    private final SmallCohorts rule = new SmallCohorts();

    @Test
    void groupsOfFivePeopleAreShown() {
        var hidden = rule.list(Map.of("payments", team("payments", 5, 20), "search", team("search", 9, 30)));

        assertThat(hidden.hidden()).isEmpty();
    }

    @Test
    void oneSmallGroupHidesTheNextSmallestWithIt() {
        var hidden = rule.list(Map.of(
                "small", team("small", 4, 10),
                "next", team("next", 6, 15),
                "large", team("large", 20, 60)));

        assertThat(hidden.hidden())
                .containsOnly(
                        Map.entry(Place.group("small"), Cause.TOO_FEW_PEOPLE),
                        Map.entry(Place.group("next"), Cause.PROTECTS_ANOTHER));
    }

    @Test
    void twoSmallGroupsProtectEachOtherIfTheyAreFiveTogether() {
        var five = rule.list(Map.of("a", team("a", 2, 3), "b", team("b", 3, 4), "c", team("c", 9, 9)));
        var four = rule.list(
                Map.of("a", team("a", 2, 3), "b", team("b", 2, 4), "c", team("c", 9, 9), "d", team("d", 8, 9)));

        assertThat(five.hidden().keySet()).containsOnly(Place.group("a"), Place.group("b"));
        assertThat(four.hidden().keySet()).containsOnly(Place.group("a"), Place.group("b"), Place.group("d"));
    }

    @Test
    void thePeopleOfOverlappingGroupsAreCountedOnce() {
        var same = Set.of("p1", "p2", "p3");
        var hidden = rule.list(Map.of(
                "a", new Cohort(same, List.of(3L)),
                "b", new Cohort(same, List.of(4L)),
                "c", team("c", 7, 9)));

        assertThat(hidden.hides(Place.group("c"))).isTrue();
    }

    @Test
    void aRemainderOfZeroGivesEverybodyInItAway() {
        // Total minus large is 0, so both hidden teams would be known to have none.
        var hidden = rule.list(Map.of(
                "a", team("a", 3, 0),
                "b", team("b", 4, 0),
                "large", team("large", 20, 60),
                "huge", team("huge", 40, 90)));

        assertThat(hidden.hidden().keySet()).containsOnly(Place.group("a"), Place.group("b"), Place.group("large"));
    }

    @Test
    void aTotalOfZeroIsShownBecauseHidingPartsWouldHideNothing() {
        var hidden = rule.list(Map.of("a", team("a", 3, 0), "b", team("b", 4, 0), "large", team("large", 20, 0)));

        assertThat(hidden.hides(Place.total())).isFalse();
        assertThat(hidden.hides(Place.group("a"))).isTrue();
    }

    @Test
    void anOnlyGroupThatIsSmallTakesTheTotalWithIt() {
        var hidden = rule.list(Map.of("only", team("only", 3, 10)));

        assertThat(hidden.hidden())
                .containsOnly(
                        Map.entry(Place.group("only"), Cause.TOO_FEW_PEOPLE),
                        Map.entry(Place.total(), Cause.TOO_FEW_PEOPLE));
    }

    @Test
    void groupsWithoutPeopleAreShownAndNeverUsedAsCover() {
        var hidden = rule.list(
                Map.of("bots", team("bots", 0, 12), "small", team("small", 4, 10), "large", team("large", 30, 60)));

        assertThat(hidden.hides(Place.group("bots"))).isFalse();
        assertThat(hidden.hides(Place.group("large"))).isTrue();
    }

    @Test
    void inATableASmallCellHidesARectangle() {
        var hidden = rule.table(Map.of(
                "payments", Map.of("feat", team("pf", 3, 5), "fix", team("px", 9, 20), "docs", team("pd", 8, 12)),
                "search", Map.of("feat", team("sf", 7, 15), "fix", team("sx", 9, 21), "docs", team("sd", 6, 11)),
                "mobile", Map.of("feat", team("mf", 9, 25), "fix", team("mx", 9, 22), "docs", team("md", 9, 13))));

        assertThat(hidden.hidden().keySet())
                .containsExactlyInAnyOrder(
                        Place.cell("payments", "feat"),
                        Place.cell("payments", "docs"),
                        Place.cell("search", "feat"),
                        Place.cell("search", "docs"));
    }

    @Test
    void aSmallRowHidesItsTotalToo() {
        var hidden = rule.table(Map.of(
                "tiny", Map.of("feat", team("tf", 1, 5), "fix", team("tx", 2, 2)),
                "search", Map.of("feat", team("sf", 7, 15), "fix", team("sx", 9, 21)),
                "mobile", Map.of("feat", team("mf", 9, 25), "fix", team("mx", 9, 22))));

        assertThat(hidden.hides(Place.group("tiny"))).isTrue();
        assertThat(hidden.hides(Place.total())).isFalse();
    }

    @Test
    void theOrderOfTheInputDoesNotMatter() {
        var groups = new LinkedHashMap<String, Cohort>();
        for (int i = 0; i < 12; i++) {
            groups.put("g" + i, team("g" + i, 1 + (i * 5) % 9, i % 4));
        }
        var expected = rule.list(groups);

        for (int i = 0; i < 20; i++) {
            var keys = new ArrayList<>(groups.keySet());
            Collections.shuffle(keys, new Random(i));
            var shuffled = new LinkedHashMap<String, Cohort>();
            keys.forEach(key -> shuffled.put(key, groups.get(key)));

            assertThat(rule.list(shuffled)).isEqualTo(expected);
        }
    }

    @Test
    void nothingIsNothingToHide() {
        assertThat(rule.list(Map.of()).hidden()).isEmpty();
        assertThat(rule.table(Map.of("empty", Map.of())).hidden()).isEmpty();
        assertThatThrownBy(() -> new SmallCohorts(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> team("x", 1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noHiddenGroupOfAnyListCanBeWorkedOut() {
        var random = new SplittableRandom(1);
        for (int run = 0; run < 3_000; run++) {
            var groups = new TreeMap<String, Cohort>();
            int size = 1 + random.nextInt(7);
            for (int i = 0; i < size; i++) {
                groups.put("g" + i, cohort(random, "g" + i));
            }

            new Reader(Map.of("all", groups), rule.list(groups), true).assertKnowsNothing("list of run " + run);
        }
    }

    @Test
    void noHiddenFigureOfAnyTableCanBeWorkedOut() {
        var random = new SplittableRandom(2);
        for (int run = 0; run < 3_000; run++) {
            var table = table(random, 1 + random.nextInt(3), 1 + random.nextInt(3), false);

            new Reader(table, rule.table(table), false).assertKnowsNothing("table of run " + run);
        }
    }

    @Test
    void neitherWhenTheSamePeopleWorkInSeveralColumns() {
        var random = new SplittableRandom(3);
        for (int run = 0; run < 1_000; run++) {
            var table = table(random, 1 + random.nextInt(3), 1 + random.nextInt(3), true);

            new Reader(table, rule.table(table), false).assertKnowsNothing("table of run " + run);
        }
    }

    @Test
    void aLargeTableTakesNoNoticeableTimeAndStaysMostlyVisible() {
        var random = new SplittableRandom(4);
        var table = new TreeMap<String, Map<String, Cohort>>();
        for (int r = 0; r < 40; r++) {
            var row = new TreeMap<String, Cohort>();
            for (int c = 0; c < 12; c++) {
                int people = random.nextInt(20) == 0 ? 3 : 5 + random.nextInt(30);
                row.put("c" + c, team(r + "-" + c, people, 1 + random.nextInt(50)));
            }
            table.put("r" + r, row);
        }

        var hidden = rule.table(table);

        assertThat(hidden.hidden().values()).contains(Cause.TOO_FEW_PEOPLE, Cause.PROTECTS_ANOTHER);
        assertThat(hidden.hidden()).hasSizeLessThan(40 * 12 / 4);
    }

    private static Map<String, Map<String, Cohort>> table(
            SplittableRandom random, int rows, int columns, boolean samePeople) {
        var table = new TreeMap<String, Map<String, Cohort>>();
        for (int r = 0; r < rows; r++) {
            var row = new TreeMap<String, Cohort>();
            for (int c = 0; c < columns; c++) {
                if (random.nextInt(8) > 0) {
                    row.put("c" + c, cohort(random, samePeople ? "r" + r : r + "-" + c));
                }
            }
            table.put("r" + r, row);
        }
        return table;
    }

    private static Cohort cohort(SplittableRandom random, String name) {
        int people = random.nextInt(10);
        return Cohort.ofCount(name, people, people == 0 ? 0L : random.nextInt(4), people == 0 ? 0L : random.nextInt(3));
    }

    private static Cohort team(String name, int people, long value) {
        return Cohort.ofCount(name, people, value);
    }

    /**
     * Somebody who knows all published figures and that counts are whole and not negative, and looks for other tables that
     * would have been published the same way: each inner figure one lower, equal or one higher. A hidden figure is safe
     * when some of those tables has another value there. Independent of how the figures were chosen.
     */
    private static final class Reader {

        private final List<String> rows;
        private final List<String> columns;
        private final Map<String, ? extends Map<String, Cohort>> table;
        private final Suppression suppression;
        private final boolean isList;

        /** For a list: one row, whose cells are the groups and whose row total is the total. */
        Reader(Map<String, ? extends Map<String, Cohort>> table, Suppression suppression, boolean isList) {
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
                var parts =
                        places().stream().filter(part -> isPart(part, total)).toList();
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
                                    && (place.column().isEmpty()
                                            || place.column().equals(own.column()));
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
}
