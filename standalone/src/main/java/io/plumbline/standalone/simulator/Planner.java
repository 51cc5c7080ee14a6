package io.plumbline.standalone.simulator;

import io.plumbline.standalone.simulator.PullRequest.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Decides which pull requests exist: the ordinary ones of a day, and those that follow from others. */
final class Planner {
    private static final double[] AGENT_WEIGHTS = {0.30, 0.22, 0.25, 0.13, 0.10};
    private static final double[] ASSISTANT_WEIGHTS = {0.5, 0.3, 0.2};
    private static final double[] AUTOMATION_DAYS = {0.42, 0.14, 0.14, 0.14, 0.11, 0.03, 0.02};

    private final SimulationPlan plan;
    private final Chances chances;
    private final Dice dice;
    private final long from;

    Planner(SimulationPlan plan, Chances chances) {
        this.plan = plan;
        this.chances = chances;
        this.dice = Dice.of(plan.seed());
        this.from = plan.from().getEpochSecond();
    }

    /** The pull requests the team opens on this date of its own calendar, with their scripts. */
    List<PullRequest> ordinary(Team team, LocalDate date) {
        List<PullRequest> pulls = drawn(team, date);
        for (PullRequest pull : pulls) {
            describe(pull);
            new Script(chances, pull).write();
        }
        return pulls;
    }

    /** The same pull requests: whose they are, where, and how they will end, without words and deeds. */
    List<PullRequest> decided(Team team, LocalDate date) {
        List<PullRequest> pulls = drawn(team, date);
        for (PullRequest pull : pulls) {
            new Script(chances, pull).decide();
        }
        return pulls;
    }

    private List<PullRequest> drawn(Team team, LocalDate date) {
        SimulationPlan.Size size = plan.size();
        Dice day = dice.fork("team", team.index()).fork("day", date.toEpochDay());
        double week = (date.toEpochDay() - StrictMath.floorDiv(from, 86_400L)) / 7.0;
        double volume = size.prsPerTeamWeek() * StrictMath.pow(1 + size.weeklyGrowth(), StrictMath.max(0, week));
        double people = volume * (1 - size.automationShare()) * team.calendar().weight(date);
        double bots = volume
                * size.automationShare()
                * AUTOMATION_DAYS[date.getDayOfWeek().getValue() - 1];
        List<PullRequest> pulls = new ArrayList<>();
        int byPeople = day.fork("people").poisson(people);
        for (int i = 0; i < byPeople; i++) {
            pulls.add(drawn(team, date, day.fork("pull", i), week, false));
        }
        int byBots = day.fork("bots").poisson(bots);
        for (int i = 0; i < byBots; i++) {
            pulls.add(drawn(team, date, day.fork("update", i), week, true));
        }
        return pulls;
    }

    private PullRequest drawn(Team team, LocalDate date, Dice own, double week, boolean automation) {
        List<Account> members = team.membersOn(date);
        Account requester = own.fork("requester").pick(members);
        Origin origin = automation ? Origin.AUTOMATION_BOT : origin(own.fork("origin"), week);
        Tool tool = tool(origin, own.fork("tool"));
        Repository repository = repository(team, origin, own.fork("repository"));
        TaskType task = automation ? TaskType.CHORE : TaskType.draw(own.fork("task"));
        long openedAt = automation
                ? team.calendar().at(date, 4 * 3600 + own.fork("time").below(3 * 3600))
                : team.calendar().moment(date, own.fork("time"));
        Account author = author(tool, origin, requester);
        return new PullRequest(
                own,
                team,
                repository,
                Kind.ORDINARY,
                origin,
                tool,
                task,
                author,
                requester,
                others(members, requester),
                openedAt,
                week);
    }

    /** A second attempt at what the given pull request wanted, opened when that one is about to be closed. */
    PullRequest successor(PullRequest first, long at) {
        PullRequest pull = following(first, Kind.SUCCESSOR, first.origin, first.tool, first.author, "successor", at);
        pull.other = first;
        describe(pull);
        new Script(chances, pull).write();
        return pull;
    }

    PullRequest revert(PullRequest reverted, long at) {
        PullRequest pull = following(reverted, Kind.REVERT, Origin.PEOPLE, Tool.NONE, null, "revert", at);
        pull.other = reverted;
        pull.area = reverted.area;
        pull.files = reverted.files;
        pull.finalTitle = "Revert \"" + reverted.finalTitle + "\"";
        pull.branch = "revert-" + reverted.number + "-" + reverted.branch;
        pull.body = "Reverts " + reverted.repository.fullName() + "#" + reverted.number;
        new Script(chances, pull).write();
        return pull;
    }

    PullRequest hotfix(Incident incident, PullRequest cause, long at) {
        PullRequest pull = following(cause, Kind.HOTFIX, Origin.PEOPLE, Tool.NONE, null, "hotfix", at);
        pull.other = cause;
        pull.incident = incident;
        pull.area = cause.area;
        pull.files = cause.files.subList(0, 1);
        pull.finalTitle = "fix(" + cause.area + "): hotfix for incident " + incident.number;
        pull.branch = "hotfix/incident-" + incident.number;
        pull.body = "Stops incident " + incident.id + ".\n\nCaused by #" + cause.number + ".";
        new Script(chances, pull).write();
        return pull;
    }

    private PullRequest following(
            PullRequest first, Kind kind, Origin origin, Tool tool, Account author, String name, long at) {
        Team team = first.team;
        LocalDate date =
                LocalDate.ofInstant(Instant.ofEpochSecond(at), team.calendar().zone());
        List<Account> members = team.membersOn(date);
        Dice own = first.dice.fork(name);
        Account requester = members.contains(first.requester) && kind == Kind.SUCCESSOR
                ? first.requester
                : own.fork("requester").pick(members);
        // A person who has left the team since cannot be the author of what follows.
        Account by = author != null && !author.person() ? author : requester;
        TaskType task = kind == Kind.SUCCESSOR ? first.task : TaskType.FIX;
        return new PullRequest(
                own,
                team,
                first.repository,
                kind,
                origin,
                tool,
                task,
                by,
                requester,
                others(members, requester),
                at,
                first.week);
    }

    private static void describe(PullRequest pull) {
        String thing = TaskWords.thing(pull.dice);
        pull.area = pull.dice.fork("area").pick(pull.repository.areas());
        pull.finalTitle = TaskWords.title(pull, thing);
        pull.files = TaskWords.files(pull, thing);
        AgentWords.mark(pull, thing);
    }

    private Origin origin(Dice own, double week) {
        SimulationPlan.Adoption adoption = plan.adoption();
        double progress = StrictMath.max(0, StrictMath.min(1, week / plan.weeks()));
        double agent = between(adoption.agentStart(), adoption.agentEnd(), progress);
        double assisted = between(adoption.assistedStart(), adoption.assistedEnd(), progress);
        double unlabelled = between(adoption.unlabelledStart(), adoption.unlabelledEnd(), progress);
        double drawn = own.unit();
        if (drawn < agent) {
            return Origin.AI_AGENT;
        }
        if (drawn < agent + assisted) {
            return Origin.AI_ASSISTED;
        }
        return drawn < agent + assisted + unlabelled ? Origin.AI_UNLABELLED : Origin.PEOPLE;
    }

    private static Tool tool(Origin origin, Dice own) {
        return switch (origin) {
            case AI_AGENT -> Tool.AGENTS.get(own.weighted(AGENT_WEIGHTS));
            case AI_ASSISTED, AI_UNLABELLED -> Tool.ASSISTANTS.get(own.weighted(ASSISTANT_WEIGHTS));
            case AUTOMATION_BOT ->
                List.of(Tool.DEPENDABOT, Tool.RENOVATE, Tool.GITHUB_ACTIONS).get(own.weighted(0.6, 0.3, 0.1));
            case PEOPLE -> Tool.NONE;
        };
    }

    private static Account author(Tool tool, Origin origin, Account requester) {
        return switch (origin) {
            case AI_AGENT ->
                switch (tool) {
                    case GITHUB_COPILOT -> Account.COPILOT_AGENT;
                    case DEVIN -> Account.DEVIN;
                    default -> requester;
                };
            case AUTOMATION_BOT ->
                switch (tool) {
                    case DEPENDABOT -> Account.DEPENDABOT;
                    case RENOVATE -> Account.RENOVATE;
                    default -> Account.ACTIONS;
                };
            default -> requester;
        };
    }

    private Repository repository(Team team, Origin origin, Dice own) {
        List<Repository> repositories = team.repositories();
        double preference = origin == Origin.AI_AGENT ? plan.mix().agentsPreferEasy() : 0;
        double[] weights = new double[repositories.size()];
        for (int i = 0; i < weights.length; i++) {
            Repository repository = repositories.get(i);
            weights[i] = repository.share() * StrictMath.exp(-preference * repository.difficulty());
        }
        return repositories.get(own.weighted(weights));
    }

    private static List<Account> others(List<Account> members, Account one) {
        List<Account> others = new ArrayList<>(members);
        others.remove(one);
        return List.copyOf(others);
    }

    private static double between(double start, double end, double progress) {
        return start + (end - start) * progress;
    }
}
