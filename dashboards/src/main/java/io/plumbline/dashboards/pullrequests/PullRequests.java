package io.plumbline.dashboards.pullrequests;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.inventory.FilterBar;
import io.plumbline.dashboards.web.Paths;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything the list's template shows.
 *
 * @param more whether a further page exists
 */
record PullRequests(
        ListRequest request, FilterBar filters, Count count, List<Line> lines, boolean more, String sql, ZoneId zone) {

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
