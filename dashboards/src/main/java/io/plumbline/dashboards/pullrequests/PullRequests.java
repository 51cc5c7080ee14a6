package io.plumbline.dashboards.pullrequests;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.inventory.FilterBar;
import io.plumbline.dashboards.web.Paths;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the list's template shows.
 *
 * @param more whether a further page exists
 */
record PullRequests(
        ListRequest request, FilterBar filters, Count count, List<Line> lines, boolean more, String sql, ZoneId zone) {

    /** The fixed kinds of work; "-" = not known. */
    static final List<String> TASKS = List.of(
            "feat", "fix", "docs", "test", "refactor", "perf", "build", "ci", "chore", "style", "revert", "other", "-");

    /** The areas of the standard rules, offered while typing; own rules may have others. */
    static final List<String> AREAS = List.of(
            "api",
            "schema",
            "auth",
            "test",
            "docs",
            "infrastructure",
            "observability",
            "dependencies",
            "generated",
            "-");

    /** The row of count.sql. */
    record Count(long matching, long merged, long open) {}

    /** One choice of the outcome filter. */
    record OutcomeChoice(String value, String label, boolean selected) {}

    List<OutcomeChoice> outcomes() {
        return ListRequest.OUTCOMES.stream()
                .map(value -> new OutcomeChoice(
                        value, label(value), request.state().get("outcome").equals(value)))
                .toList();
    }

    /** @param key size, tier or after21 */
    List<OutcomeChoice> choices(String key) {
        var offered =
                switch (key) {
                    case "size" -> ListRequest.SIZES;
                    case "tier" -> ListRequest.TIERS;
                    default -> ListRequest.AFTERWARDS;
                };
        return offered.stream()
                .map(value -> new OutcomeChoice(
                        value, words(value), request.state().get(key).equals(value)))
                .toList();
    }

    private static String words(String value) {
        return switch (value) {
            case "small" -> "small, below 98 lines";
            case "medium" -> "medium, below 219";
            case "large" -> "large, below 1,000";
            case "huge" -> "huge, 1,000 or more";
            case "unknown" -> "not known";
            case "set" -> "set by a person";
            case "strong" -> "strong, 90 % or more";
            case "likely" -> "likely, 70 % or more";
            case "weak" -> "weak, below 70 %";
            case "none" -> "no sign";
            case "corrected" -> "corrected in 21 days";
            case "reverted" -> "reverted";
            default -> "in an incident";
        };
    }

    /** Filters of this page alone that are set, each with the address without it. */
    List<Set> set() {
        var set = new ArrayList<Set>();
        for (var key : List.of("outcome", "dated", "title", "size", "task", "area", "tier", "after21")) {
            request.state()
                    .find(key)
                    .ifPresent(value -> set.add(new Set(
                            key.equals("after21") ? "afterwards" : key,
                            value,
                            request.state().without(key, "after").at(Paths.PULL_REQUESTS))));
        }
        return set;
    }

    /** A filter that is set. */
    record Set(String name, String value, String hrefWithout) {}

    private static String label(String outcome) {
        return switch (outcome) {
            case "closed" -> "Closed without merge (any)";
            case "waiting" -> "Open, waits for a human review";
            default -> Labels.outcome(outcome, false);
        };
    }

    boolean isDated(String by) {
        return request.state().find("dated").orElse("opened").equals(by);
    }

    String nextHref() {
        return request.state()
                .with("after", lines.get(lines.size() - 1).cursor().toString())
                .at(Paths.PULL_REQUESTS);
    }

    String firstHref() {
        return request.state().without("after").at(Paths.PULL_REQUESTS);
    }

    String everythingHref() {
        return Paths.PULL_REQUESTS + "?period=all";
    }

    String data(String file) {
        return request.state().without("after").at("/data/" + file);
    }
}
