package io.plumbline.dashboards.pullrequests;

import io.plumbline.dashboards.filter.BadFilterException;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.filter.Span;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.schema.metric.MetricRegistry;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the address of the list asks for. */
record ListRequest(UrlState state, Period period, Scope scope, Cursor after) {

    /** Values of {@code outcome} that readers can choose; the last two gather several outcomes. */
    static final List<String> OUTCOMES =
            List.of("open", "merged", "rejected_by_human", "auto_closed", "superseded", "closed", "waiting");

    static final List<String> DATED = List.of("opened", "merged", "closed");

    /** By changed lines without generated files: below 98, 219, 1000. */
    static final List<String> SIZES = List.of("small", "medium", "large", "huge", "unknown");

    /** How sure the attribution is: a person set it, confidence from 0.9, from 0.7, above 0, no sign at all. */
    static final List<String> TIERS = List.of("set", "strong", "likely", "weak", "none");

    /** What became of it: corrected within 21 days, reverted and still so, laid to an incident. */
    static final List<String> AFTERWARDS = List.of("corrected", "reverted", "incident");

    static ListRequest of(Map<String, List<String>> parameters, Span span, LocalDate today, Teams teams) {
        var state = UrlState.read(Scope.LIST_KEYS, parameters);
        if (state.has("outcome") && !OUTCOMES.contains(state.get("outcome"))) {
            throw new BadFilterException("\"outcome\" is one of " + String.join(", ", OUTCOMES) + ".");
        }
        if (state.has("dated") && !DATED.contains(state.get("dated"))) {
            throw new BadFilterException("\"dated\" is opened, merged or closed.");
        }
        oneOf(state, "size", SIZES);
        oneOf(state, "tier", TIERS);
        oneOf(state, "after21", AFTERWARDS);
        if (state.has("cohort")
                && MetricRegistry.standard().find(state.get("cohort")).isEmpty()) {
            throw new BadFilterException("\"cohort\" is the id of a metric, such as corrective_21d.");
        }
        return new ListRequest(
                state,
                Period.of(state, span, today),
                Scope.of(state, teams),
                state.find("after").map(Cursor::parse).orElse(Cursor.START));
    }

    private static void oneOf(UrlState state, String key, List<String> offered) {
        if (state.has(key) && !offered.contains(state.get(key))) {
            throw new BadFilterException("\"" + key + "\" is one of " + String.join(", ", offered) + ".");
        }
    }

    Map<String, Object> parameters(ZoneId zone, int rows) {
        var parameters = new HashMap<String, Object>(scope.parameters());
        parameters.put("zone", zone.getId());
        parameters.put("from", period.from().toString());
        parameters.put("to", period.to().toString());
        parameters.put("outcome", state.get("outcome"));
        parameters.put("dated", state.find("dated").orElse("opened"));
        for (var key : List.of("title", "cohort", "size", "task", "area", "tier", "after21")) {
            parameters.put(key, state.get(key));
        }
        parameters.put("after_millis", after.openedMillis());
        parameters.put("after_repo", after.repo());
        parameters.put("after_number", after.number());
        parameters.put("after_provider", after.provider());
        parameters.put("rows", rows);
        return parameters;
    }

    /**
     * The last row of the page before, written as {@code millis~number~provider~repo}. Keyset paging: a page is found by
     * value, so rows that arrive meanwhile neither repeat nor hide others.
     */
    record Cursor(long openedMillis, long number, String provider, String repo) {

        /** A negative number means the first page. */
        static final Cursor START = new Cursor(0, -1, "", "");

        static Cursor parse(String text) {
            var parts = text.split("~", 4);
            try {
                if (parts.length == 4) {
                    return new Cursor(Long.parseLong(parts[0]), Long.parseUnsignedLong(parts[1]), parts[2], parts[3]);
                }
            } catch (NumberFormatException e) {
                throw new BadFilterException("\"after\" is not a page mark of this list: " + e.getMessage());
            }
            throw new BadFilterException("\"after\" is not a page mark of this list.");
        }

        boolean isStart() {
            return number < 0;
        }

        @Override
        public String toString() {
            return openedMillis + "~" + number + "~" + provider + "~" + repo;
        }
    }
}
