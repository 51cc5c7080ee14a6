package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationPlanTest {
    @Test
    void theDemoCanRun() {
        assertThat(SimulationPlan.demo(Recording.END).problems()).isEmpty();
        assertThat(SimulationPlan.demo(Recording.END).from()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        SimulationPlan plan = SimulationPlan.demo(null)
                .withWeeks(0)
                .withOrganisation("No Such Name")
                .withSize(0, 2, 0, 0)
                .withRates(Rates.defaults().withAcceptance(1.5).withRevert(Double.NaN))
                .withAdoption(new SimulationPlan.Adoption(0.5, 0.5, 0.6, 0.1, 0, 0))
                .withEffects(Map.of("clippy", ToolEffect.NONE));

        assertThat(plan.problems())
                .hasSize(11)
                .anySatisfy(text -> assertThat(text).startsWith("until "))
                .anySatisfy(text -> assertThat(text).startsWith("weeks "))
                .anySatisfy(text -> assertThat(text).startsWith("organisation "))
                .anySatisfy(text -> assertThat(text).startsWith("size.teams "))
                .anySatisfy(text -> assertThat(text).startsWith("size.peoplePerTeam "))
                .anySatisfy(text -> assertThat(text).startsWith("size.repositoriesPerTeam "))
                .anySatisfy(text -> assertThat(text).startsWith("size.prsPerTeamWeek "))
                .anySatisfy(text -> assertThat(text).startsWith("rates.acceptance "))
                .anySatisfy(text -> assertThat(text).startsWith("rates.revert "))
                .anySatisfy(text -> assertThat(text).startsWith("adoption shares at the start"))
                .anySatisfy(text -> assertThat(text).contains("clippy"));
    }

    @Test
    void anImpossiblePlanIsNotRun() {
        assertThatExceptionOfType(InvalidPlanException.class)
                .isThrownBy(
                        () -> Simulator.run(SimulationPlan.demo(Recording.END).withWeeks(-1), delivery -> {}))
                .satisfies(refused -> assertThat(refused.problems()).hasSize(1));
    }
}
