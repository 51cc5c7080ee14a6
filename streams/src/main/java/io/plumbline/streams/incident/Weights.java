package io.plumbline.streams.incident;

import io.plumbline.streams.incident.Ladder.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shares of an incident, in millionths that sum to exactly 1,000,000: every unit the same, and within a unit every pull
 * request the same. What does not divide goes to the first in order. Pure.
 */
final class Weights {

    static final int WHOLE = 1_000_000;

    private static final Comparator<Unit> ORDER = Comparator.comparing(Unit::tier)
            .thenComparing(Comparator.comparingLong(Unit::at).reversed())
            .thenComparing(Unit::deployment, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(unit -> String.join(" ", unit.pulls()));

    private Weights() {}

    /** @param most causes; the weakest and oldest beyond are left out before shares are given */
    static List<Cause> of(List<Unit> units, int most) {
        var kept = new ArrayList<Unit>();
        int size = 0;
        for (var unit : units.stream().sorted(ORDER).toList()) {
            if (size == most) {
                break;
            }
            var fitting = unit.pulls().subList(0, Math.min(unit.pulls().size(), most - size));
            kept.add(new Unit(unit.tier(), unit.deployment(), fitting, unit.reason(), unit.at()));
            size += Math.max(1, fitting.size());
        }
        if (kept.isEmpty()) {
            return List.of();
        }
        var strongest = kept.get(0).tier();
        int inStrongest = (int)
                kept.stream().filter(unit -> unit.tier().equals(strongest)).count();
        var causes = new ArrayList<Cause>();
        for (int i = 0; i < kept.size(); i++) {
            var unit = kept.get(i);
            int weight = i < inStrongest ? share(WHOLE, inStrongest, i) : 0;
            int high = share(WHOLE, kept.size(), i);
            int pulls = Math.max(1, unit.pulls().size());
            for (int j = 0; j < pulls; j++) {
                causes.add(new Cause(
                        unit.tier(),
                        unit.pulls().isEmpty() ? null : unit.pulls().get(j),
                        unit.deployment(),
                        share(weight, pulls, j),
                        share(high, pulls, j),
                        unit.reason(),
                        unit.at()));
            }
        }
        return causes;
    }

    /** Of the place-th of so many. */
    private static int share(int whole, int parts, int place) {
        return whole / parts + (place < whole % parts ? 1 : 0);
    }
}
