package io.plumbline.standalone.simulator;

/** The true probabilities of one pull request under a plan. */
final class Chances {
    private final SimulationPlan plan;
    private final Rates rates;

    Chances(SimulationPlan plan) {
        this.plan = plan;
        this.rates = plan.rates();
    }

    Rates rates() {
        return rates;
    }

    ToolEffect effect(PullRequest pull) {
        ToolEffect effect = plan.effects().getOrDefault(pull.tool.id(), ToolEffect.NONE);
        return switch (pull.origin) {
            case AI_AGENT -> effect;
            case AI_ASSISTED, AI_UNLABELLED -> effect.diluted(plan.assistedEffectShare());
            default -> ToolEffect.NONE;
        };
    }

    /** P(merged in the end | becomes ready); reverts and hotfixes always are. */
    double acceptance(PullRequest pull) {
        if (pull.kind == PullRequest.Kind.REVERT || pull.kind == PullRequest.Kind.HOTFIX) {
            return 1;
        }
        double base = pull.byAutomation() ? rates.automationAcceptance() : rates.acceptance();
        base = StrictMath.min(1, base * effect(pull).acceptance());
        double shift = -pull.repository.difficulty()
                + pull.task.ease() * plan.mix().taskSpread()
                + pull.week * plan.mix().acceptanceTrendPerWeek();
        // Exact at both ends and without rounding when nothing shifts.
        if (base <= 0 || base >= 1 || shift == 0) {
            return base;
        }
        double odds = base / (1 - base) * StrictMath.exp(shift);
        return odds / (1 + odds);
    }

    double humanReview(PullRequest pull) {
        return pull.byAutomation() ? rates.humanReview() * 0.5 : rates.humanReview();
    }

    double rework(PullRequest pull) {
        return pull.byAutomation()
                ? 0
                : StrictMath.min(1, rates.rework() * effect(pull).rework());
    }

    double findings(PullRequest pull) {
        return rates.findingsPerPr() * effect(pull).findings();
    }

    double revert(PullRequest pull) {
        return pull.kind == PullRequest.Kind.REVERT
                ? 0
                : StrictMath.min(1, rates.revert() * effect(pull).revert());
    }

    double incident(PullRequest pull) {
        boolean repair = pull.kind == PullRequest.Kind.REVERT || pull.kind == PullRequest.Kind.HOTFIX;
        return repair ? 0 : StrictMath.min(1, rates.incident() * effect(pull).incident());
    }
}
