package io.plumbline.dashboards.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.dashboards.stats.compare.Suppression.Cause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
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

            new CohortReader(Map.of("all", groups), rule.list(groups), true).assertKnowsNothing("list of run " + run);
        }
    }

    @Test
    void noHiddenFigureOfAnyTableCanBeWorkedOut() {
        var random = new SplittableRandom(2);
        for (int run = 0; run < 3_000; run++) {
            var table = table(random, 1 + random.nextInt(3), 1 + random.nextInt(3), false);

            new CohortReader(table, rule.table(table), false).assertKnowsNothing("table of run " + run);
        }
    }

    @Test
    void neitherWhenTheSamePeopleWorkInSeveralColumns() {
        var random = new SplittableRandom(3);
        for (int run = 0; run < 1_000; run++) {
            var table = table(random, 1 + random.nextInt(3), 1 + random.nextInt(3), true);

            new CohortReader(table, rule.table(table), false).assertKnowsNothing("table of run " + run);
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
}
