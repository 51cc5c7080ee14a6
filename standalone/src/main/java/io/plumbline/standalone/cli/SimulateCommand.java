package io.plumbline.standalone.cli;

import io.plumbline.standalone.simulator.InvalidPlanException;
import io.plumbline.standalone.simulator.SimulationFiles;
import io.plumbline.standalone.simulator.SimulationPlan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Write the GitHub deliveries of a believable organisation whose true rates are known.",
            "The same options give the same bytes. Files: deliveries.ndjson, incidents.ndjson, truth.json, "
                    + "truth-pull-requests.ndjson, directory.yaml, copilot-usage.ndjson,",
            "and in git/ a repository of each simulated one, with a commit for each merged pull request."
        },
        footer = {"", "Example:  plumbline simulate --weeks 4 --seed 7 --output sim --into"})
final class SimulateCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private Settings settings;

    @Option(names = "--seed", defaultValue = "20260105", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--teams", defaultValue = "6", description = "Default: ${DEFAULT-VALUE}.")
    private int teams;

    @Option(names = "--people-per-team", defaultValue = "7", description = "Default: ${DEFAULT-VALUE}.")
    private int people;

    @Option(names = "--repositories-per-team", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
    private int repositories;

    @Option(names = "--weeks", defaultValue = "26", description = "Default: ${DEFAULT-VALUE}.")
    private int weeks;

    @Option(
            names = "--prs-per-week",
            defaultValue = "11.5",
            description = "Mean per team and week (default: ${DEFAULT-VALUE}).")
    private double pullRequestsPerWeek;

    @Option(
            names = "--ai-effect",
            paramLabel = "SHARE",
            description =
                    "One effect for every tool: 0 = AI makes no difference, 0.1 = ten per cent worse (default: different tools differ).")
    private Double aiEffect;

    @Option(
            names = "--organisation",
            defaultValue = "tidemark-sim",
            description = "Owner of the repositories (default: ${DEFAULT-VALUE}).")
    private String organisation;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "End, ISO date or instant in UTC (default: the last midnight).")
    private String until;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "simulation",
            description = "Where the files go (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Option(
            names = "--into",
            description =
                    "Import all of it as well, as `import github-deliveries`, `pagerduty`, `copilot` and `git --wait` do.")
    private boolean into;

    SimulateCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        Quiet.unless(settings.verbose());
        var plan = SimulationPlan.demo(end())
                .withSeed(seed)
                .withWeeks(weeks)
                .withOrganisation(organisation)
                .withSize(teams, people, repositories, pullRequestsPerWeek);
        if (aiEffect != null) {
            plan = plan.withUniformAiEffect(aiEffect);
        }
        long deliveries = write(plan);
        System.out.printf(
                Locale.ROOT, "%s: %,d deliveries from %s to %s%n", output, deliveries, plan.from(), plan.until());
        if (into) {
            return ImportRun.of(settings.load(), clock, System.out).simulation(output);
        }
        return 0;
    }

    private long write(SimulationPlan plan) throws java.io.IOException {
        try {
            return SimulationFiles.writeWithCode(plan, output, line -> System.out.println("  " + line))
                    .deliveries()
                    .values()
                    .stream()
                    .mapToLong(Long::longValue)
                    .sum();
        } catch (InvalidPlanException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private Instant end() {
        if (until == null) {
            return LocalDate.now(clock.withZone(ZoneOffset.UTC))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        }
        try {
            return until.contains("T")
                    ? Instant.parse(until)
                    : LocalDate.parse(until).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new UsageException("--until " + until
                    + ": expected a date such as 2026-11-16 or an instant such as 2026-11-16T12:00:00Z");
        }
    }
}
