package io.plumbline.dashboards.privacy;

import io.plumbline.dashboards.stats.compare.Cohort;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One row of behind.sql: who is behind one team's pull requests of one repository, tool and origin.
 *
 * @param team {@code -} for none, like tool
 * @param people pseudonyms, a line each
 * @param unnamed pull requests of quarters in which views do not name the team
 */
public record Behind(
        String team, String repo, String tool, String origin, String people, long pullRequests, long unnamed) {

    /** By what figures are told apart beside the team. */
    public enum Part {
        REPO,
        TOOL,
        ORIGIN
    }

    String value(Part part) {
        return switch (part) {
            case REPO -> repo;
            case TOOL -> tool;
            case ORIGIN -> origin;
        };
    }

    Cohort cohort() {
        Set<String> persons =
                people.isEmpty() ? Set.of() : Arrays.stream(people.split("\n")).collect(Collectors.toSet());
        return new Cohort(persons, List.of(pullRequests));
    }
}
