package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** With an even mix every rate of the plan is exact, so what comes of it must lie within chance of it. */
class EffectTest {
    private static final SimulationPlan EVEN = SimulationPlan.demo(Recording.END)
            .withSize(6, 6, 2, 60)
            .withMix(SimulationPlan.Mix.even())
            .withAdoption(new SimulationPlan.Adoption(0.5, 0.5, 0, 0, 0, 0));

    @Test
    void withoutAnEffectAgentsFareLikePeople() {
        SimulationTruth truth = Recording.of(EVEN.withUniformAiEffect(0)).truth();

        double agents = acceptance(truth, cell -> cell.origin().equals("ai_agent"));
        double people = acceptance(truth, cell -> cell.trueOrigin().equals("people"));
        assertThat(agents).isCloseTo(people, within(0.03));
        assertThat(people).isCloseTo(Rates.defaults().acceptance(), within(0.02));
    }

    @Test
    void anEffectOfTenPerCentShowsInEveryRate() {
        SimulationTruth truth = Recording.of(
                        EVEN.withUniformAiEffect(0.1).withRates(Rates.defaults().withFindingsPerPr(3)))
                .truth();
        Predicate<SimulationTruth.Cell> agents = cell -> cell.origin().equals("ai_agent");
        Predicate<SimulationTruth.Cell> people = cell -> cell.trueOrigin().equals("people");

        assertThat(acceptance(truth, agents) / acceptance(truth, people)).isCloseTo(0.9, within(0.04));
        assertThat(ratio(truth, Count.FINDINGS, Count.EVER_READY, agents)
                        / ratio(truth, Count.FINDINGS, Count.EVER_READY, people))
                .isCloseTo(1.1, within(0.1));
        assertThat(ratio(truth, Count.REWORKED, Count.HUMAN_REVIEWED, agents)
                        / ratio(truth, Count.REWORKED, Count.HUMAN_REVIEWED, people))
                .isCloseTo(1.1, within(0.1));
    }

    @Test
    void theExpectedNumberOfMergesIsMetByTheMergesThatCame() {
        SimulationTruth truth = Recording.of(EVEN).truth();

        double expected = truth.cells().stream()
                .mapToDouble(SimulationTruth.Cell::expectedMerged)
                .sum();
        long decided = truth.total(Count.MERGED, cell -> true);
        long open = truth.total(Count.STILL_OPEN, cell -> true);
        assertThat((double) decided).isBetween(expected - open - 150, expected + 150);
    }

    /** Of the pull requests that became ready and are decided. */
    private static double acceptance(SimulationTruth truth, Predicate<SimulationTruth.Cell> which) {
        double merged = truth.total(Count.MERGED, which);
        double refused = truth.total(Count.CLOSED_UNMERGED, which) - truth.total(Count.CLOSED_AS_DRAFT, which);
        return merged / (merged + refused);
    }

    private static double ratio(
            SimulationTruth truth, Count numerator, Count denominator, Predicate<SimulationTruth.Cell> which) {
        return (double) truth.total(numerator, which) / truth.total(denominator, which);
    }
}
