package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DirectoryYamlTest {
    @Test
    void namesTeamsPeopleAndServices() throws IOException {
        StringBuilder yaml = new StringBuilder();

        DirectoryYaml.write(SimulationPlan.demo(Recording.END).withSize(2, 4, 1, 5), yaml);

        assertThat(yaml)
                .asString()
                .contains("organisation: tidemark-sim\nzone: Europe/Berlin\nteams:\n  - id: payments\n")
                .contains("- { repository: tidemark-sim/payments-api, id: 910000001, from: 2026-01-04 }")
                .contains("- { id: PSIM1001, name: payments-api, repository: tidemark-sim/payments-api }");
    }

    @Test
    void somebodyWhoMovesIsInBothTeamsWithDates() throws IOException {
        StringBuilder yaml = new StringBuilder();

        DirectoryYaml.write(SimulationPlan.demo(Recording.END), yaml);

        assertThat(yaml.toString().lines().filter(line -> line.contains("login: rowan-gneiss")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("until: 2026-04-05"))
                .anySatisfy(
                        line -> assertThat(line).contains("from: 2026-04-05").doesNotContain("until"));
    }

    @Test
    void everyAuthorAndRequesterIsAMemberOfTheTeamOnThatDay() {
        SimulationPlan plan = SimulationPlan.demo(Recording.END).withWeeks(12);
        Organisation organisation = Organisation.of(plan);

        for (PullRequestTruth pull : Recording.of(plan).pulls) {
            Team team = organisation.teams().stream()
                    .filter(one -> one.id().equals(pull.team()))
                    .findFirst()
                    .orElseThrow();
            var date = java.time.LocalDate.ofInstant(
                    java.time.Instant.parse(pull.createdAt()), team.calendar().zone());
            assertThat(team.membersOn(date)).extracting(Account::login).contains(pull.requester());
        }
    }
}
