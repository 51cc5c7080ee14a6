package io.plumbline.streams.usage;

import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.fact.UsageDayFact;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.streams.counter.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What one figure of a report adds.
 *
 * <ul>
 *   <li>{@code ide_acceptance}: accepted / offered, of the counted level only; tool = the vendor's, dimension
 *       {@code vendor/kind/surface}, so that nothing of different kinds meets in one cell
 *   <li>{@code human_decision_acceptance}: accepted / decided by a person, of figures that say who decided
 * </ul>
 *
 * A figure with one number unknown adds 0 there: the other number may come in a report of its own (Gemini). The cell's
 * day is the vendor's, UTC. Cells have neither repository nor origin: reports know none.
 */
public final class UsageCounters {

    private static final Set<String> ACCEPTANCE = Set.of("shown", "suggested", "applied", "decided", "lines_suggested");

    private UsageCounters() {}

    public static List<Contribution> contributions(UsageDayFact fact) {
        var usage = fact.getUsage();
        var contributions = new ArrayList<Contribution>(1);
        var known = usage.getAccepted() != null || usage.getOffered() != null;
        if (fact.getCounted() && known && ACCEPTANCE.contains(usage.getKind()) && isOffered(usage)) {
            contributions.add(of("ide_acceptance", fact));
        }
        var source = usage.getDecisionSource();
        if (known
                && source != null
                && source.startsWith("user_")
                && usage.getKind().equals("decided")) {
            contributions.add(of("human_decision_acceptance", fact));
        }
        return contributions;
    }

    /** Copilot's agent makes its edits without offering them; review suggestions are a family of their own. */
    private static boolean isOffered(UsageDay usage) {
        return !usage.getSurface().equals("review")
                && !(usage.getVendor().equals("copilot") && usage.getSurface().equals("agent"));
    }

    private static Contribution of(String metricId, UsageDayFact fact) {
        var usage = fact.getUsage();
        var dimension = usage.getVendor() + "/" + usage.getKind() + "/" + usage.getSurface();
        var cell = new CounterKey(metricId, usage.getDay(), fact.getTeam(), "", "", usage.getTool(), dimension);
        return new Contribution(cell, orZero(usage.getAccepted()), orZero(usage.getOffered()));
    }

    private static long orZero(Long number) {
        return number == null ? 0 : number;
    }
}
