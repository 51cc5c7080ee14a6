package io.plumbline.standalone.simulator;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Plays a simulated organisation from the plan's first moment to its end.
 *
 * <p>Works day by day, so memory grows with what is open at one time and not with the number of weeks. The same plan
 * gives the same deliveries, byte for byte.
 */
public final class Simulator {
    private static final long DAY = 86_400;
    /** No local day begins more than 14 hours before the UTC day; scripts begin a little before that. */
    private static final long EARLY = 16 * 3600;

    private final SimulationPlan plan;
    private final Consumer<MergedChange> merges;
    private final Organisation organisation;
    private final Agenda agenda;
    private final Ledger ledger;
    private final Chances chances;
    private final Planner planner;
    private final Stage stage;
    private final Releases releases;
    private final Corrections corrections;
    private final List<Mainline> mainlines = new ArrayList<>();
    private final long from;

    private Simulator(SimulationPlan plan, DeliverySink sink, Consumer<MergedChange> merges) {
        Dice dice = Dice.of(plan.seed());
        this.plan = plan;
        this.merges = merges;
        this.from = plan.from().getEpochSecond();
        this.organisation = Organisation.of(plan);
        this.agenda = new Agenda(plan.until().getEpochSecond());
        this.ledger = new Ledger(agenda.until(), sink);
        this.corrections = new Corrections(sink);
        this.chances = new Chances(plan);
        this.planner = new Planner(plan, chances);
        for (Team team : organisation.teams()) {
            for (Repository repository : team.repositories()) {
                mainlines.add(new Mainline(team, repository, dice.fork("mainline", repository.id())));
            }
        }
        Outbox outbox = new Outbox(organisation, sink, ledger, dice.fork("deliveries"));
        IncidentWire wire = new IncidentWire(plan.organisation(), dice.fork("incidents"));
        this.releases = new Releases(
                agenda,
                outbox,
                ledger,
                chances,
                sink,
                wire,
                (incident, cause, at) -> play(planner.hotfix(incident, cause, at)));
        this.stage = new Stage(outbox, ledger, mainlines, new Stage.Consequences() {
            @Override
            public void merged(PullRequest pull, Mainline mainline, long at) throws IOException {
                afterMerge(pull, mainline, at);
            }

            @Override
            public void superseded(PullRequest pull, long at) throws IOException {
                pull.other = planner.successor(pull, at);
                play(pull.other);
            }
        });
    }

    /**
     * Hands every delivery to the sink, in order of time, and returns what is true of them.
     *
     * @throws InvalidPlanException naming every problem of the plan
     */
    public static SimulationTruth run(SimulationPlan plan, DeliverySink sink) throws IOException {
        return run(plan, sink, change -> {});
    }

    /** @param merges told of every merge, in order of time */
    static SimulationTruth run(SimulationPlan plan, DeliverySink sink, Consumer<MergedChange> merges)
            throws IOException {
        List<String> problems = plan.problems();
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
        return new Simulator(plan, sink, merges).run();
    }

    private SimulationTruth run() throws IOException {
        long day = StrictMath.floorDiv(from, DAY) - 1;
        long lastDay = StrictMath.floorDiv(agenda.until(), DAY) + 1;
        while (true) {
            while (day <= lastDay && agenda.nextAt() >= day * DAY - EARLY) {
                planDay(LocalDate.ofEpochDay(day++));
            }
            if (agenda.nextAt() == Long.MAX_VALUE) {
                break;
            }
            agenda.runNext();
        }
        ledger.settleRest();
        List<SimulationTruth.RepositoryTruth> repositories = new ArrayList<>();
        for (Mainline mainline : mainlines) {
            repositories.add(mainline.truth());
        }
        return ledger.truth(plan, repositories);
    }

    private void planDay(LocalDate date) {
        for (Team team : organisation.teams()) {
            for (PullRequest pull : planner.ordinary(team, date)) {
                // What would have begun before the first moment is left out as a whole.
                if (pull.openedAt < agenda.until() && pull.steps.get(0).at() >= from) {
                    begin(pull);
                }
            }
        }
        for (Mainline mainline : mainlines) {
            releases.planDay(mainline, date, from);
        }
    }

    private void begin(PullRequest pull) {
        agenda.note(pull.steps.get(pull.nextStep).at(), at -> advance(pull, at));
    }

    private void advance(PullRequest pull, long at) throws IOException {
        pull.steps.get(pull.nextStep++).act().play(stage, pull, at);
        if (pull.nextStep < pull.steps.size()) {
            begin(pull);
        } else {
            ledger.release(pull);
        }
    }

    /** Pushes and opens a pull request now, so that its number is known at once; the rest follows in time. */
    private void play(PullRequest pull) throws IOException {
        while (!pull.opened) {
            Step step = pull.steps.get(pull.nextStep++);
            step.act().play(stage, pull, pull.openedAt);
        }
        begin(pull);
    }

    private void afterMerge(PullRequest pull, Mainline mainline, long at) throws IOException {
        corrections.merged(pull, at);
        merges.accept(MergedChange.of(pull, at, chances.effect(pull)));
        if (pull.repository.deploys()) {
            mainline.waiting.add(pull);
            pull.holds++;
        }
        if (pull.kind == PullRequest.Kind.HOTFIX && pull.incident != null) {
            releases.hotfixMerged(mainline, pull.incident, at);
        }
        if (pull.kind == PullRequest.Kind.REVERT) {
            pull.other.revertedAt = at;
            ledger.release(pull.other);
        }
        Dice revert = pull.dice.fork("reverted");
        if (revert.chance(chances.revert(pull))) {
            long days = StrictMath.min(20, (long) revert.logNormal(2, 1.0));
            long opened = pull.team.calendar().after(at + days * DAY, 600.0 + revert.below(19_400));
            PullRequest back = planner.revert(pull, opened);
            if (opened < agenda.until()) {
                pull.holds++;
                begin(back);
            }
        }
    }
}
