package io.plumbline.standalone.simulator;

import java.nio.file.Path;
import java.time.Instant;

/** The small simulation kept under examples/simulated-week. */
final class ExampleWeek {
    static final Path FOLDER = Path.of(System.getProperty("plumbline.root", "."), "examples", "simulated-week");

    private ExampleWeek() {}

    static SimulationPlan plan() {
        SimulationPlan demo = SimulationPlan.demo(Instant.parse("2026-03-09T00:00:00Z"));
        return demo.withWeeks(1)
                .withSeed(2572)
                .withSize(2, 4, 1, 4)
                .withAdoption(new SimulationPlan.Adoption(0.4, 0.4, 0.2, 0.2, 0.1, 0.1))
                // Enough trouble to see an incident and its hotfix within a week.
                .withRates(Rates.defaults().withIncident(0.15).withRevert(0.15));
    }
}
