package io.plumbline.dashboards.stats.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The people behind one published figure and the additive counts shown for them.
 *
 * @param people distinct pseudonyms; somebody may be in several cohorts
 * @param values counts, each at least 0, the same ones in the same order in every cohort. For a share pass its numerator and
 *     the rest of its denominator: a numerator that equals its denominator gives everybody away just as 0 does.
 */
public record Cohort(Set<String> people, List<Long> values) {

    public Cohort {
        people = Set.copyOf(people);
        values = List.copyOf(values);
        if (values.stream().anyMatch(value -> value < 0)) {
            throw new IllegalArgumentException("Counts cannot be negative: " + values);
        }
    }

    /** For cohorts of which only the number of people is known; assumes that nobody is in two of them. */
    public static Cohort ofCount(String name, int people, Long... values) {
        var names = new HashSet<String>();
        for (int i = 0; i < people; i++) {
            names.add(name + "\0" + i);
        }
        return new Cohort(names, List.of(values));
    }

    Cohort plus(Cohort other) {
        if (values.size() != other.values.size()) {
            throw new IllegalArgumentException("Different counts: " + values + " and " + other.values);
        }
        var all = new HashSet<>(people);
        all.addAll(other.people);
        var sums = new ArrayList<Long>();
        for (int i = 0; i < values.size(); i++) {
            sums.add(Math.addExact(values.get(i), other.values.get(i)));
        }
        return new Cohort(all, sums);
    }
}
