package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.web.Paths;
import java.util.List;
import java.util.Map;

/** Where a mail leads: the same team and the same days as its figures, spelled out so that the link keeps its meaning. */
final class Links {

    private static final List<String> KEYS = List.of("from", "to", "team", "metric");

    private final Terms terms;

    Links(Terms terms) {
        this.terms = terms;
    }

    private UrlState state(IsoWeek from, IsoWeek to) {
        return UrlState.read(KEYS, Map.of())
                .with("from", from.monday().toString())
                .with("to", to.sunday().toString())
                .with("team", terms.team());
    }

    /** @param metric chosen there; empty = the page's own */
    String overview(IsoWeek week, String metric) {
        return absolute(state(week, week).with("metric", metric).at(Paths.OVERVIEW));
    }

    /** The 13 weeks of the trend. */
    String trend(IsoWeek week) {
        return absolute(state(week.minus(Figures.WEEKS - 1L), week).at(Paths.OVERVIEW));
    }

    /** @param page that goes into a figure, such as {@code /flow} */
    String page(String page, IsoWeek week) {
        return absolute(state(week, week).at(page));
    }

    /** @param id such as {@code github:acme/shop#7}; empty when there is none */
    String pullRequest(String id) {
        int colon = id.indexOf(':');
        int hash = id.lastIndexOf('#');
        return colon < 0 || hash < colon || !terms.pullRequests()
                ? ""
                : absolute(Paths.pullRequest(
                        id.substring(0, colon), id.substring(colon + 1, hash), Long.parseLong(id.substring(hash + 1))));
    }

    String manage() {
        return absolute(Paths.DIGESTS);
    }

    String unsubscribe() {
        return terms.unsubscribe().isEmpty() ? "" : absolute(terms.unsubscribe());
    }

    private String absolute(String path) {
        return terms.base() + path;
    }
}
