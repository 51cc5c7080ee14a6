package io.plumbline.dashboards.alert;

import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.web.Paths;
import java.net.URI;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an alert says, for people and for programs. The reading is kept in the store as five words: value, n, people, from, to. */
final class AlertText {

    private static final List<String> KEYS = List.of("from", "to", "team", "dated", "outcome", "metric");

    private AlertText() {}

    static String kept(Reading reading) {
        return reading.value() + " " + reading.n() + " " + reading.people() + " " + reading.from() + " " + reading.to();
    }

    /** Null when it was never looked at. */
    static Reading read(String kept) {
        var words = kept.split(" ");
        return words.length != 5
                ? null
                : new Reading(
                        Double.parseDouble(words[0]),
                        Long.parseLong(words[1]),
                        Integer.parseInt(words[2]),
                        LocalDate.parse(words[3]),
                        LocalDate.parse(words[4]));
    }

    static String title(Agreement agreement, Reading reading) {
        return agreement.team() + ": " + agreement.rule().label().toLowerCase(java.util.Locale.ROOT) + " "
                + (agreement.told() == Agreement.State.BROKEN ? "is " : "is back at ")
                + agreement.rule().write(reading.value());
    }

    /** One paragraph: what, agreed, n, window, rule. */
    static String sentence(Agreement agreement, Reading reading) {
        var rule = agreement.rule();
        return title(agreement, reading) + " (agreed: " + agreement.limit() + "). That is: " + rule.meaning() + "; n = "
                + reading.n() + ", window " + agreement.windowDays() + " days, "
                + Times.range(reading.from(), reading.to())
                + ", rule " + rule.id() + ". "
                + (agreement.told() == Agreement.State.BROKEN
                        ? "It counts as kept again " + (rule.isAtMost() ? "from " : "at ")
                                + rule.writeLimit(agreement.clearsAt()) + (rule.isAtMost() ? " down." : " and more.")
                        : "It was told as broken before.");
    }

    /** The pull requests behind it, of the same team and days. */
    static String evidence(Agreement agreement, Reading reading, URI base) {
        var state = UrlState.read(KEYS, Map.of()).with("team", agreement.team());
        var window = state.with("from", reading.from().toString())
                .with("to", reading.to().toString());
        return base
                + switch (agreement.rule()) {
                    case WIP -> state.with("outcome", "open").at(Paths.PULL_REQUESTS);
                    case PICKUP -> window.at(Paths.PULL_REQUESTS);
                    case ACCEPTANCE -> window.with("metric", "merged_closed").at(Paths.OVERVIEW);
                    case SIZE, UNREVIEWED, FAILURE ->
                        window.with("dated", "merged").with("outcome", "merged").at(Paths.PULL_REQUESTS);
                    case REWORK ->
                        state.with("from", reading.from().minusDays(14).toString())
                                .with("to", reading.to().minusDays(14).toString())
                                .with("dated", "merged")
                                .with("outcome", "merged")
                                .at(Paths.PULL_REQUESTS);
                };
    }

    /** The generic webhook's body. */
    static Map<String, Object> json(Agreement agreement, Reading reading, String id, URI base) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("event", agreement.told() == Agreement.State.BROKEN ? "agreement.broken" : "agreement.kept");
        body.put("team", agreement.team());
        body.put("rule", agreement.rule().id());
        body.put("value", reading.value());
        body.put("threshold", agreement.threshold());
        body.put("clears_at", agreement.clearsAt());
        body.put("n", reading.n());
        body.put("window_days", agreement.windowDays());
        body.put("from", reading.from().toString());
        body.put("to", reading.to().toString());
        body.put("text", sentence(agreement, reading));
        body.put("evidence", evidence(agreement, reading, base));
        body.put("manage", base + Paths.AGREEMENTS);
        return body;
    }
}
