package io.plumbline.dashboards.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.privacy.Behind.Part;
import io.plumbline.dashboards.rights.Teams;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which figures may be told apart, without a server. */
class CrowdTest {

    private static final int MINIMUM = 5;

    private final List<Behind> rows = new ArrayList<>();

    @Test
    void aTeamOfFourAndTheOneThatProtectsItAreHidden() {
        work("few", "r", "-", "unknown", 0, 4)
                .work("five", "r", "-", "unknown", 10, 15)
                .work("six", "r", "-", "unknown", 20, 26);

        assertThat(hidden("few")).isTrue();
        assertThat(hidden("five")).isTrue();
        assertThat(hidden("six")).isFalse();
        assertThat(crowd().hiddenTeams()).containsExactlyInAnyOrder("few", "five");
    }

    @Test
    void onePersonBesideTheFilterHidesIt() {
        work("big", "a", "-", "unknown", 0, 8)
                .work("big", "b", "-", "unknown", 8, 9)
                .work("other", "c", "-", "unknown", 20, 30);

        assertThat(hides("big", "a", "", ""))
                .as("the team minus it is one person")
                .isTrue();
        assertThat(hides("big", "b", "", "")).isTrue();
        assertThat(hidden("big")).isFalse();
    }

    @Test
    void threeFiltersTogetherDoNotTellTheLastOne() {
        // a, b and c of five people each but c of one: the team minus a minus b is c.
        work("big", "a", "-", "unknown", 0, 5)
                .work("big", "b", "-", "unknown", 5, 10)
                .work("big", "c", "-", "unknown", 10, 11)
                .work("other", "x", "-", "unknown", 20, 30);

        assertThat(hides("big", "c", "", "")).isTrue();
        assertThat(List.of(hides("big", "a", "", ""), hides("big", "b", "", "")))
                .as("one of the two is hidden with it")
                .contains(true);
    }

    @Test
    void aToolOfTwoPeopleIsNotToldApartAndNeitherIsItsComplement() {
        work("big", "a", "cursor", "ai_agent", 0, 2)
                .work("big", "a", "-", "unknown", 0, 9)
                .work("other", "x", "-", "unknown", 20, 30);

        assertThat(crowd().hiddenParts(scope("big", "", "", ""), Part.TOOL)).containsExactlyInAnyOrder("cursor", "-");
        assertThat(crowd().hiddenParts(scope("other", "", "", ""), Part.TOOL)).isEmpty();
        assertThat(crowd().hidesArms(scope("big", "", "", ""))).isTrue();
        assertThat(crowd().hidesArms(scope("other", "", "", ""))).isFalse();
    }

    @Test
    void aPersonInManyRowsIsOnePerson() {
        for (int repo = 0; repo < 20; repo++) {
            work("busy", "r" + repo, "-", "unknown", 0, 2);
        }
        work("other", "x", "-", "unknown", 20, 30).work("third", "x", "-", "unknown", 40, 50);

        assertThat(hidden("busy")).isTrue();
    }

    @Test
    void nobodysWorkIsShown() {
        rows.add(new Behind("bots", "r", "-", "automation_bot", "", 40, 0));
        work("six", "r", "-", "unknown", 20, 26);

        assertThat(hidden("bots")).isFalse();
        assertThat(hidden("six")).isFalse();
    }

    @Test
    void aQuarterWithoutTheTeamsNameIsNoticed() {
        rows.add(new Behind("six", "r", "-", "unknown", "a\nb\nc\nd\ne\nf", 9, 2));

        assertThat(crowd().hasUnnamed("six")).isTrue();
        assertThat(crowd().hasUnnamed("other")).isFalse();
    }

    /**
     * Of random organisations: nothing that is shown is of one to four people, and no hidden team is alone with its sum. The
     * same question has the same answer in whatever order the rows come.
     */
    @Test
    void inRandomOrganisationsNothingOfFewIsShownInAnyOrder() {
        var dice = new Random(7);
        for (int round = 0; round < 300; round++) {
            rows.clear();
            int teams = 2 + dice.nextInt(5);
            for (int team = 0; team < teams; team++) {
                for (int cell = 0; cell < 1 + dice.nextInt(4); cell++) {
                    int first = team * 100 + dice.nextInt(6);
                    work(
                            "t" + team,
                            "r" + dice.nextInt(3),
                            dice.nextBoolean() ? "-" : "cursor",
                            "unknown",
                            first,
                            first + 1 + dice.nextInt(8));
                }
            }
            for (int team = 0; team < teams; team++) {
                var name = "t" + team;
                for (var repo : List.of("", "r0", "r1", "r2")) {
                    var people = rows.stream()
                            .filter(row -> row.team().equals(name)
                                    && (repo.isEmpty() || row.repo().equals(repo)))
                            .flatMap(row -> row.cohort().people().stream())
                            .distinct()
                            .count();
                    var hidden = hides(name, repo, "", "");
                    assertThat(hidden || people == 0 || people >= MINIMUM)
                            .as("%s %s of %d people in round %d", name, repo, people, round)
                            .isTrue();
                    var shuffled = new ArrayList<>(rows);
                    java.util.Collections.shuffle(shuffled, dice);
                    assertThat(new Crowd(shuffled, MINIMUM).hides(scope(name, repo, "", "")))
                            .isEqualTo(hidden);
                }
            }
            long hiddenTeams = crowd().hiddenTeams().size();
            assertThat(hiddenTeams).as("teams hidden in round %d", round).isNotEqualTo(1);
        }
    }

    private CrowdTest work(String team, String repo, String tool, String origin, int firstPerson, int beforePerson) {
        rows.add(new Behind(
                team,
                repo,
                tool,
                origin,
                IntStream.range(firstPerson, beforePerson)
                        .mapToObj(n -> "p" + n)
                        .collect(Collectors.joining("\n")),
                3L * (beforePerson - firstPerson),
                0));
        return this;
    }

    private Crowd crowd() {
        return new Crowd(rows, MINIMUM);
    }

    private boolean hidden(String team) {
        return hides(team, "", "", "");
    }

    private boolean hides(String team, String repo, String tool, String origin) {
        return crowd().hides(scope(team, repo, tool, origin));
    }

    private static Scope scope(String team, String repo, String tool, String origin) {
        return new Scope(team, repo, tool, origin, Teams.ALL);
    }
}
