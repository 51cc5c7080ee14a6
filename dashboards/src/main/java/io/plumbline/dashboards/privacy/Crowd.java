package io.plumbline.dashboards.privacy;

import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.privacy.Behind.Part;
import io.plumbline.dashboards.stats.compare.Cohort;
import io.plumbline.dashboards.stats.compare.Place;
import io.plumbline.dashboards.stats.compare.SmallCohorts;
import io.plumbline.schema.metric.Origin;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whose figures may be shown to a reader who sees these rows, by rules that do not depend on what was asked before. Pure.
 *
 * <p>Each rule looks at one list that is published with its sum: teams of the organisation, teams within a filter, teams
 * within the rest of it, and values of a filter within a team.
 */
final class Crowd {

    private static final Set<String> AI = Set.of(Origin.AI_AGENT.id(), Origin.AI_ASSISTED.id());

    private final Collection<Behind> rows;
    private final SmallCohorts small;

    /** @param rows of every team that the reader sees */
    Crowd(Collection<Behind> rows, int minimum) {
        this.rows = List.copyOf(rows);
        this.small = new SmallCohorts(minimum);
    }

    boolean hides(Scope scope) {
        var filter = filter(scope);
        if (hides(scope.team(), row -> true) || hides(scope.team(), filter)) {
            return true;
        }
        if (!isFiltered(scope)) {
            return false;
        }
        if (hides(scope.team(), filter.negate())) {
            return true;
        }
        return Arrays.stream(Part.values())
                .filter(part -> !asked(scope, part).isEmpty())
                .anyMatch(part -> valuesHidden(scope, part).contains(asked(scope, part)));
    }

    /** Values of a part that are not told apart within the scope: those of few, and what would give them away. */
    Set<String> hiddenParts(Scope scope, Part part) {
        var hidden = new HashSet<>(valuesHidden(scope, part));
        var filter = filter(without(scope, part));
        rows.stream()
                .filter(filter)
                .map(row -> row.value(part))
                .distinct()
                .filter(value ->
                        hides(scope.team(), filter.and(row -> row.value(part).equals(value))))
                .forEach(hidden::add);
        return Set.copyOf(hidden);
    }

    /** Whether AI-written pull requests and the rest may not be told apart: one of the two is few people's. */
    boolean hidesArms(Scope scope) {
        var filter = filter(without(scope, Part.ORIGIN))
                .and(row -> scope.team().isEmpty() || row.team().equals(scope.team()));
        var arms = small.list(grouped(filter, row -> AI.contains(row.origin()) ? "ai" : "rest"));
        return arms.hides(Place.group("ai")) || arms.hides(Place.group("rest"));
    }

    /** The team among all teams that fit; without a team, all that the reader sees. */
    private boolean hides(String team, Predicate<Behind> filter) {
        return small.list(grouped(filter, Behind::team)).hides(team.isEmpty() ? Place.total() : Place.group(team));
    }

    private Set<String> valuesHidden(Scope scope, Part part) {
        var filter = filter(without(scope, part))
                .and(row -> scope.team().isEmpty() || row.team().equals(scope.team()));
        var values = grouped(filter, row -> row.value(part));
        var suppression = small.list(values);
        var hidden = new HashSet<String>();
        values.keySet().stream()
                .filter(value -> suppression.hides(Place.group(value)))
                .forEach(hidden::add);
        return hidden;
    }

    private Map<String, Cohort> grouped(Predicate<Behind> filter, Function<Behind, String> key) {
        var groups = new TreeMap<String, Cohort>();
        rows.stream().filter(filter).forEach(row -> groups.merge(key.apply(row), row.cohort(), Crowd::together));
        return groups;
    }

    private static Cohort together(Cohort one, Cohort other) {
        var people = new HashSet<>(one.people());
        people.addAll(other.people());
        return new Cohort(people, List.of(one.values().get(0) + other.values().get(0)));
    }

    private static Predicate<Behind> filter(Scope scope) {
        return row -> Arrays.stream(Part.values())
                .allMatch(part ->
                        asked(scope, part).isEmpty() || asked(scope, part).equals(row.value(part)));
    }

    private static boolean isFiltered(Scope scope) {
        return Arrays.stream(Part.values()).anyMatch(part -> !asked(scope, part).isEmpty());
    }

    private static Scope without(Scope scope, Part part) {
        return new Scope(
                scope.team(),
                part == Part.REPO ? "" : scope.repo(),
                part == Part.TOOL ? "" : scope.tool(),
                part == Part.ORIGIN ? "" : scope.origin(),
                scope.teams());
    }

    private static String asked(Scope scope, Part part) {
        return switch (part) {
            case REPO -> scope.repo();
            case TOOL -> scope.tool();
            case ORIGIN -> scope.origin();
        };
    }

    /** Whether a quarter of the window has rows that views do not count under the team's name. */
    boolean hasUnnamed(String team) {
        return rows.stream()
                .filter(row -> team.isEmpty() || row.team().equals(team))
                .anyMatch(row -> row.unnamed() > 0);
    }

    Set<String> hiddenTeams() {
        var teams = grouped(row -> true, Behind::team);
        var suppression = small.list(teams);
        var hidden = new HashSet<String>();
        teams.keySet().stream()
                .filter(team -> suppression.hides(Place.group(team)) || hasUnnamed(team))
                .forEach(hidden::add);
        return Set.copyOf(hidden);
    }
}
