package io.plumbline.dashboards.filter;

import io.plumbline.dashboards.rights.Teams;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which part of the organisation. Empty text = any; {@link #NONE} = those without one.
 *
 * @param teams what the reader may see at all; every query that knows teams takes it as {@code :teams}
 */
public record Scope(String team, String repo, String tool, String origin, Teams teams) {

    /** Stands for "no team" and "no tool" in URLs and queries. */
    public static final String NONE = "-";

    /** Keys that every page with a period and a scope understands. */
    public static final List<String> KEYS = List.of("period", "from", "to", "team", "repo", "tool", "origin");

    /** What the list of pull requests understands; other pages link to it with these. */
    public static final List<String> LIST_KEYS = Stream.concat(
                    KEYS.stream(),
                    Stream.of(
                            "outcome", "dated", "cohort", "title", "size", "task", "area", "tier", "after21", "after"))
            .toList();

    /** @param teams of the reader; asking for another team was refused before */
    public static Scope of(UrlState state, Teams teams) {
        return new Scope(state.get("team"), state.get("repo"), state.get("tool"), state.get("origin"), teams);
    }

    public boolean isAny() {
        return team.isEmpty() && repo.isEmpty() && tool.isEmpty() && origin.isEmpty();
    }

    /** As the named parameters of queries. */
    public Map<String, Object> parameters() {
        return Map.of("team", team, "repo", repo, "tool", tool, "origin", origin, "teams", teams.parameter());
    }
}
