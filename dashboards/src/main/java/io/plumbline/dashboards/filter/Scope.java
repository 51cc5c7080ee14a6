package io.plumbline.dashboards.filter;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which part of the organisation. Empty text = any; {@link #NONE} = those without one.
 */
public record Scope(String team, String repo, String tool, String origin) {

    /** Stands for "no team" and "no tool" in URLs and queries. */
    public static final String NONE = "-";

    /** Keys that every page with a period and a scope understands. */
    public static final List<String> KEYS = List.of("period", "from", "to", "team", "repo", "tool", "origin");

    /** What the list of pull requests understands; other pages link to it with these. */
    public static final List<String> LIST_KEYS = Stream.concat(
                    KEYS.stream(), Stream.of("outcome", "dated", "title", "after"))
            .toList();

    public static Scope of(UrlState state) {
        return new Scope(state.get("team"), state.get("repo"), state.get("tool"), state.get("origin"));
    }

    public boolean isAny() {
        return team.isEmpty() && repo.isEmpty() && tool.isEmpty() && origin.isEmpty();
    }

    /** As the named parameters of queries. */
    public Map<String, Object> parameters() {
        return Map.of("team", team, "repo", repo, "tool", tool, "origin", origin);
    }
}
