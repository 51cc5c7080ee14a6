package io.plumbline.dashboards.teams;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.keyfigures.Figure;
import io.plumbline.dashboards.keyfigures.KeyFigure;
import io.plumbline.dashboards.keyfigures.KeyFigures;
import io.plumbline.dashboards.keyfigures.KeyFigures.Group;
import io.plumbline.dashboards.rights.Teams;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which teams are shown, told apart and ranked. */
class TeamTableTest {

    @Test
    void aTeamIsAboveTheOthersOnlyWhenItsDifferenceIsDetectable() {
        var table = table(Map.of("a", team(8, 40, 200), "b", team(8, 41, 200), "c", team(8, 120, 200)));

        assertThat(cell(table, "c").standing()).isEqualTo("↑ above the others");
        assertThat(cell(table, "a").standing()).isEqualTo("↓ below the others");
        assertThat(table.teams()).extracting(TeamTable.Row::label).containsExactly("a", "b", "c");
        var alike = table(Map.of("a", team(8, 40, 200), "b", team(8, 41, 200), "c", team(8, 42, 200)));
        assertThat(alike.teams()).allMatch(row -> rework(row).standing().equals("not told apart"));
        assertThat(alike.frame().finding()).isEqualTo("No team can be told apart from the others in any measure.");
    }

    @Test
    void aPlaceIsGivenOnlyWhereIntervalsTouchNoOther() {
        var table = table(Map.of("a", team(8, 10, 400), "b", team(8, 100, 400), "c", team(8, 300, 400)));

        assertThat(List.of(
                        cell(table, "a").rank(),
                        cell(table, "b").rank(),
                        cell(table, "c").rank()))
                .as("fewer corrections are better")
                .containsExactly("1st of 3", "2nd of 3", "3rd of 3");
        var close = table(Map.of("a", team(8, 10, 400), "b", team(8, 100, 400), "c", team(8, 105, 400)));
        assertThat(cell(close, "a").rank()).isEqualTo("1st of 3");
        assertThat(cell(close, "b").rank()).isEmpty();
    }

    @Test
    void aTeamOfFourIsHiddenAndSoIsTheSmallestOther() {
        var table = table(Map.of(
                "big", team(20, 40, 400), "mid", team(10, 40, 300), "six", team(6, 10, 100), "four", team(4, 5, 50)));

        assertThat(table.teams().stream().filter(TeamTable.Row::isHidden).map(TeamTable.Row::id))
                .containsExactly("four", "six");
        assertThat(table.organisation()).isNotNull();
        assertThat(table.teams().stream().filter(TeamTable.Row::isHidden).flatMap(row -> row.cells().stream()))
                .isEmpty();
        assertThat(table.frame().finding()).contains("2 teams are not shown");
    }

    @Test
    void workOfATeamWhosePeopleAreUnknownIsHiddenToo() {
        var table = table(Map.of("a", team(20, 40, 400), "b", team(10, 40, 300), "nobody", team(0, 10, 100)));

        assertThat(table.teams().stream().filter(TeamTable.Row::isHidden).map(TeamTable.Row::id))
                .contains("nobody");
    }

    @Test
    void withoutTwoTeamsThereIsNothingToCompareAndWithoutFivePeopleNothingToShow() {
        assertThat(table(Map.of("a", team(8, 40, 200), KeyFigures.NO_TEAM, team(8, 40, 200)))
                        .empty())
                .isEqualTo(EmptyKind.FILTER);
        assertThat(table(Map.of("a", team(3, 40, 200), "b", team(4, 40, 200))).empty())
                .isEqualTo(EmptyKind.SUPPRESSED);
    }

    private static TeamTable.Cell cell(TeamTable table, String team) {
        return rework(table.teams().stream()
                .filter(row -> row.id().equals(team))
                .findFirst()
                .orElseThrow());
    }

    private static TeamTable.Cell rework(TeamTable.Row row) {
        return row.cells().stream()
                .filter(cell -> cell.measure() == KeyFigure.REWORK)
                .findFirst()
                .orElseThrow();
    }

    private static int teams;

    private static Group team(int people, long corrected, long merged) {
        teams++;
        var figures = new EnumMap<KeyFigure, Figure>(KeyFigure.class);
        for (var measure : KeyFigure.values()) {
            figures.put(measure, new Figure(measure, 0, 0, 0, null, null));
        }
        figures.put(KeyFigure.REWORK, new Figure(KeyFigure.REWORK, corrected, merged, 0, null, null));
        Set<String> persons = IntStream.range(0, people)
                .mapToObj(person -> teams + "-" + person)
                .collect(Collectors.toSet());
        return new Group(figures, figures, Map.of(), persons, persons);
    }

    private static TeamTable table(Map<String, Group> groups) {
        var state = UrlState.read(Scope.KEYS, Map.of());
        var period =
                new Period(LocalDate.of(2025, 5, 19), LocalDate.of(2025, 8, 10), Optional.empty(), Optional.empty());
        var request = new PageRequest(
                state, period, Scope.of(state, Teams.ALL), LocalDate.of(2025, 8, 13), ZoneOffset.UTC, null);
        return TeamTable.of(
                Frame.of("teams", "?", request, "", "corrective_21d"),
                new KeyFigures(new TreeMap<>(groups), 0),
                request,
                true);
    }
}
