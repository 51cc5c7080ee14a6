package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a simulation depends on. The first moment is {@code until - weeks * 7 days}; nothing happens at or after
 * {@code until}, which is cut to whole seconds.
 *
 * @param effects per tool id ({@code openai-codex, github-copilot, claude-code, cursor, devin}); a tool left out has none
 * @param assistedEffectShare part of a tool's effect that reaches assisted and unlabelled changes
 */
public record SimulationPlan(
        long seed,

        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = TextInstant.class)
        Instant until,

        int weeks,
        String organisation,
        Size size,
        Adoption adoption,
        Mix mix,
        Rates rates,
        Map<String, ToolEffect> effects,
        double assistedEffectShare) {

    /**
     * How much there is.
     *
     * @param prsPerTeamWeek mean number of pull requests opened per team and week at the start, dependency bots included
     * @param weeklyGrowth relative change of that number from week to week; 0.01 = one per cent more
     * @param automationShare share of the pull requests that dependency bots open
     */
    public record Size(
            int teams,
            int peoplePerTeam,
            int repositoriesPerTeam,
            double prsPerTeamWeek,
            double weeklyGrowth,
            double automationShare) {}

    /**
     * Shares of people's pull requests by origin, rising evenly from the first week to the last.
     * Unlabelled means: written with AI, no trace left.
     */
    public record Adoption(
            double agentStart,
            double agentEnd,
            double assistedStart,
            double assistedEnd,
            double unlabelledStart,
            double unlabelledEnd) {

        public static Adoption growing() {
            return new Adoption(0.12, 0.42, 0.06, 0.18, 0.03, 0.08);
        }
    }

    /**
     * What makes comparisons hard. With {@link #even()} every rate of the plan is exact for every pull request.
     *
     * @param repositorySkew 0 = a team's repositories get equal shares; 1 = shares fall as 1, 1/2, 1/3, ..
     * @param difficultySpread standard deviation, in log odds of acceptance, between repositories
     * @param taskSpread factor on the differences between kinds of task; 0 = none
     * @param agentsPreferEasy how strongly agents are sent to easy repositories; 0 = not
     * @param acceptanceTrendPerWeek change of the log odds of acceptance per week, for everybody
     */
    public record Mix(
            double repositorySkew,
            double difficultySpread,
            double taskSpread,
            double agentsPreferEasy,
            double acceptanceTrendPerWeek) {

        public static Mix realistic() {
            return new Mix(0.6, 0.5, 1, 0.8, 0.004);
        }

        public static Mix even() {
            return new Mix(0, 0, 0, 0, 0);
        }
    }

    public SimulationPlan {
        until = until == null ? null : until.truncatedTo(ChronoUnit.SECONDS);
        effects = effects == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(effects));
    }

    /** 26 weeks of 6 teams, 42 people and 12 repositories: about 1,900 pull requests. */
    public static SimulationPlan demo(Instant until) {
        return new SimulationPlan(
                20260105L,
                until,
                26,
                "tidemark-sim",
                new Size(6, 7, 2, 11, 0.002, 0.12),
                Adoption.growing(),
                Mix.realistic(),
                Rates.defaults(),
                publishedEffects(),
                0.5);
    }

    /** The demo, laid out from its first moment. */
    public static SimulationPlan startingAt(Instant from, int weeks) {
        return demo(from.plus(Duration.ofDays(7L * weeks))).withWeeks(weeks);
    }

    /** Ratios of the size published for these tools; ours to choose, not a claim about the vendors. */
    static Map<String, ToolEffect> publishedEffects() {
        return Map.of(
                Tool.OPENAI_CODEX.id(), new ToolEffect(0.92, 0.85, 1.4, 1.1, 1.1, 1.2),
                Tool.GITHUB_COPILOT.id(), new ToolEffect(0.66, 1.35, 1.7, 1.4, 1.3, 1.5),
                Tool.CLAUDE_CODE.id(), new ToolEffect(0.88, 0.9, 1.5, 1.1, 1.15, 1.6),
                Tool.CURSOR.id(), new ToolEffect(0.80, 1.0, 1.7, 1.5, 1.3, 1.5),
                Tool.DEVIN.id(), new ToolEffect(0.70, 1.2, 1.7, 1.8, 1.5, 1.4));
    }

    public Instant from() {
        return until.minus(Duration.ofDays(7L * weeks));
    }

    public SimulationPlan withSeed(long value) {
        return new SimulationPlan(
                value, until, weeks, organisation, size, adoption, mix, rates, effects, assistedEffectShare);
    }

    public SimulationPlan withWeeks(int value) {
        return new SimulationPlan(
                seed, until, value, organisation, size, adoption, mix, rates, effects, assistedEffectShare);
    }

    public SimulationPlan withOrganisation(String value) {
        return new SimulationPlan(seed, until, weeks, value, size, adoption, mix, rates, effects, assistedEffectShare);
    }

    public SimulationPlan withSize(Size value) {
        return new SimulationPlan(
                seed, until, weeks, organisation, value, adoption, mix, rates, effects, assistedEffectShare);
    }

    public SimulationPlan withAdoption(Adoption value) {
        return new SimulationPlan(
                seed, until, weeks, organisation, size, value, mix, rates, effects, assistedEffectShare);
    }

    public SimulationPlan withMix(Mix value) {
        return new SimulationPlan(
                seed, until, weeks, organisation, size, adoption, value, rates, effects, assistedEffectShare);
    }

    public SimulationPlan withRates(Rates value) {
        return new SimulationPlan(
                seed, until, weeks, organisation, size, adoption, mix, value, effects, assistedEffectShare);
    }

    public SimulationPlan withEffects(Map<String, ToolEffect> value) {
        return new SimulationPlan(
                seed, until, weeks, organisation, size, adoption, mix, rates, value, assistedEffectShare);
    }

    /** Teams, people in each, repositories of each, pull requests per team and week; growth and bots as before. */
    public SimulationPlan withSize(int teams, int people, int repositories, double prsPerTeamWeek) {
        return withSize(
                new Size(teams, people, repositories, prsPerTeamWeek, size.weeklyGrowth(), size.automationShare()));
    }

    /** Every tool differs from people by this much: 0 = AI makes no difference at all, 0.1 = ten per cent worse. */
    public SimulationPlan withUniformAiEffect(double relative) {
        Map<String, ToolEffect> uniform = new TreeMap<>();
        for (Tool tool : Tool.AGENTS) {
            uniform.put(tool.id(), relative == 0 ? ToolEffect.NONE : ToolEffect.uniform(relative));
        }
        return withEffects(uniform);
    }

    /** All that is wrong with the plan, one sentence each; empty when it can run. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (until == null) {
            problems.add("until must be given, e.g. 2026-07-06T00:00:00Z");
        } else if (until.isBefore(Instant.parse("2001-01-01T00:00:00Z"))
                || until.isAfter(Instant.parse("2100-01-01T00:00:00Z"))) {
            problems.add("until must be between 2001 and 2100, not " + until);
        }
        Rates.range(problems, "weeks", weeks, 1, 1040);
        if (organisation == null || !organisation.matches("[a-z0-9](?:-?[a-z0-9]){0,38}")) {
            problems.add(
                    "organisation must be a GitHub login in small letters, e.g. tidemark-sim, not " + organisation);
        }
        Rates.share(problems, "assistedEffectShare", assistedEffectShare);
        if (size == null || adoption == null || mix == null || rates == null) {
            problems.add("size, adoption, mix and rates must be given");
            return problems;
        }
        Rates.range(problems, "size.teams", size.teams(), 1, 500);
        Rates.range(problems, "size.peoplePerTeam", size.peoplePerTeam(), 3, 200);
        Rates.range(problems, "size.repositoriesPerTeam", size.repositoriesPerTeam(), 1, 50);
        Rates.range(problems, "size.prsPerTeamWeek", size.prsPerTeamWeek(), 0.1, 5000);
        Rates.range(problems, "size.weeklyGrowth", size.weeklyGrowth(), -0.5, 0.5);
        Rates.share(problems, "size.automationShare", size.automationShare());
        adoptionProblems(problems);
        Rates.range(problems, "mix.repositorySkew", mix.repositorySkew(), 0, 5);
        Rates.range(problems, "mix.difficultySpread", mix.difficultySpread(), 0, 5);
        Rates.range(problems, "mix.taskSpread", mix.taskSpread(), 0, 5);
        Rates.range(problems, "mix.agentsPreferEasy", mix.agentsPreferEasy(), 0, 5);
        Rates.range(problems, "mix.acceptanceTrendPerWeek", mix.acceptanceTrendPerWeek(), -1, 1);
        problems.addAll(rates.problems());
        effects.forEach((tool, effect) -> {
            if (Tool.AGENTS.stream().noneMatch(known -> known.id().equals(tool))) {
                problems.add("effects." + tool + " is no known tool; known are "
                        + Tool.AGENTS.stream().map(Tool::id).toList());
            }
            problems.addAll(effect.problems(tool));
        });
        return problems;
    }

    private void adoptionProblems(List<String> problems) {
        Rates.share(problems, "adoption.agentStart", adoption.agentStart());
        Rates.share(problems, "adoption.agentEnd", adoption.agentEnd());
        Rates.share(problems, "adoption.assistedStart", adoption.assistedStart());
        Rates.share(problems, "adoption.assistedEnd", adoption.assistedEnd());
        Rates.share(problems, "adoption.unlabelledStart", adoption.unlabelledStart());
        Rates.share(problems, "adoption.unlabelledEnd", adoption.unlabelledEnd());
        Rates.share(
                problems,
                "adoption shares at the start, together,",
                adoption.agentStart() + adoption.assistedStart() + adoption.unlabelledStart());
        Rates.share(
                problems,
                "adoption shares at the end, together,",
                adoption.agentEnd() + adoption.assistedEnd() + adoption.unlabelledEnd());
    }
}
