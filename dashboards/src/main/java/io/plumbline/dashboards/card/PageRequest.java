package io.plumbline.dashboards.card;

import io.plumbline.dashboards.filter.BadFilterException;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.web.Paths;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the address of a page, of a card or of their data asks for.
 *
 * @param today in the organisation's zone
 * @param countedAt when the newest counter was loaded; null while there is none
 */
public record PageRequest(UrlState state, Period period, Scope scope, LocalDate today, ZoneId zone, Instant countedAt) {

    /** The keys of period and scope, then those of the page. */
    static List<String> keys(List<String> own) {
        return Stream.concat(Scope.KEYS.stream(), own.stream()).toList();
    }

    /**
     * The value of a key of the page itself.
     *
     * @param offered the first is meant when the address does not say
     * @throws BadFilterException for a value that is not offered
     */
    public String choice(String key, String... offered) {
        var value = state.find(key).orElse(offered[0]);
        if (!Arrays.asList(offered).contains(value)) {
            throw new BadFilterException("\"" + key + "\" is one of " + String.join(", ", offered) + ".");
        }
        return value;
    }

    /** Named parameters that every query may use: scope, zone, from, to, previous_from, previous_to, today. */
    public Map<String, Object> parameters() {
        var parameters = new HashMap<String, Object>(scope.parameters());
        parameters.put("zone", zone.getId());
        parameters.put("from", period.from().toString());
        parameters.put("to", period.to().toString());
        parameters.put("previous_from", period.previous().from().toString());
        parameters.put("previous_to", period.previous().to().toString());
        parameters.put("today", today.toString());
        return parameters;
    }

    /** The same for the period of equal length right before. */
    public Map<String, Object> parametersBefore() {
        var parameters = parameters();
        parameters.put("from", period.previous().from().toString());
        parameters.put("to", period.previous().to().toString());
        return parameters;
    }

    /** The state with the dates spelled out, so that a link keeps its meaning. */
    public UrlState dated() {
        return state.without("period")
                .with("from", period.from().toString())
                .with("to", period.to().toString());
    }

    /** State of links to the list of pull requests: the same scope and days. */
    public UrlState forList() {
        return dated().toKeys(Scope.LIST_KEYS);
    }

    /** Address of the pull requests behind a figure. */
    public String pullRequests() {
        return forList().at(Paths.PULL_REQUESTS);
    }

    /** Address of one card with this state. */
    public String card(String name) {
        return state.at(Paths.card(name));
    }

    /** Address of a card's data: {@code rework-lines.csv}. */
    public String data(String file) {
        return dated().at("/data/" + file);
    }
}
