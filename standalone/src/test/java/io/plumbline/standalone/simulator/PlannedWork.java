package io.plumbline.standalone.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The pull requests of a plan with what becomes of them, without playing their lives: for studies of hundreds of runs. Only
 * people's and AI's ordinary ones that become ready; reverts, hotfixes and second attempts follow from others and are left
 * out.
 */
final class PlannedWork {

    /**
     * One pull request.
     *
     * @param week since the start of the plan
     * @param ai as it truly is
     * @param visibleAi as far as a careful reader can know
     * @param ifAi probability that it is merged, had AI written it; whoever did
     * @param ifPeople the same, had people written it
     * @param luck uniform in [0, 1): it is merged when this is below the probability of its true origin
     */
    record Item(
            String team,
            String repository,
            double week,
            boolean ai,
            boolean visibleAi,
            double ifAi,
            double ifPeople,
            double luck) {

        boolean merged() {
            return luck < (ai ? ifAi : ifPeople);
        }
    }

    static final int EARLIEST_PUSH = 600;

    private PlannedWork() {}

    static List<Item> of(SimulationPlan plan) {
        var items = new ArrayList<Item>();
        var chances = new Chances(plan);
        pulls(plan, chances, pull -> {
            if (!pull.byAutomation() && pull.mergeProbability > 0) {
                items.add(item(pull, chances));
            }
        });
        return items;
    }

    /** Everything ordinary that is opened between the plan's first moment and its end, decided but not played. */
    static void pulls(SimulationPlan plan, Chances chances, Consumer<PullRequest> each) {
        var planner = new Planner(plan, chances);
        var teams = Organisation.of(plan).teams();
        long from = plan.from().getEpochSecond();
        long until = plan.until().getEpochSecond();
        for (long day = from / 86_400 - 1; day <= until / 86_400 + 1; day++) {
            for (var team : teams) {
                for (var pull : planner.decided(team, LocalDate.ofEpochDay(day))) {
                    // The simulator leaves out what begins before its first moment; the first push is at most this
                    // early.
                    if (pull.openedAt < until && pull.openedAt >= from + EARLIEST_PUSH) {
                        each.accept(pull);
                    }
                }
            }
        }
    }

    private static Item item(PullRequest pull, Chances chances) {
        return new Item(
                pull.team.id(),
                pull.repository.fullName(),
                pull.week,
                pull.origin != Origin.PEOPLE,
                pull.origin == Origin.AI_AGENT || pull.origin == Origin.AI_ASSISTED,
                chances.acceptance(by(pull, Origin.AI_AGENT, Tool.CLAUDE_CODE)),
                chances.acceptance(by(pull, Origin.PEOPLE, Tool.NONE)),
                pull.dice.fork("accepted").unit());
    }

    private static PullRequest by(PullRequest pull, Origin origin, Tool tool) {
        return new PullRequest(
                pull.dice,
                pull.team,
                pull.repository,
                pull.kind,
                origin,
                tool,
                pull.task,
                pull.author,
                pull.requester,
                List.of(),
                pull.openedAt,
                pull.week);
    }
}
