package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.Spark;
import io.plumbline.dashboards.chart.WeeklyLines;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.keyfigures.Change;
import io.plumbline.dashboards.keyfigures.Figure;
import io.plumbline.dashboards.keyfigures.KeyFigure;
import io.plumbline.dashboards.keyfigures.KeyFigures;
import io.plumbline.dashboards.stats.compare.BenjaminiHochberg;
import io.plumbline.dashboards.web.Navigation;
import io.plumbline.dashboards.web.Paths;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * The eight key figures against the period before.
 *
 * @param changes the up to three that changed, the surest first
 */
record KeyTiles(Frame frame, List<Tile> tiles, List<String> changes) {

    static final String NAME = "key-figures";

    private static final double FALSE_ALARMS = 0.05;
    private static final int MOST = 3;

    /**
     * One measure.
     *
     * @param empty why there is no value; null when there is one
     * @param note counts behind the value, or the reason in words
     * @param verdict arrow and word; empty without a value
     * @param change size with its interval, or why it cannot be told
     * @param q adjusted for eight comparisons; empty text when there is none
     */
    record Tile(
            KeyFigure measure,
            String href,
            Figure figure,
            EmptyKind empty,
            String note,
            String verdict,
            String change,
            String q,
            boolean isDetectable,
            Spark spark) {}

    /** @param hasBefore whether the data reach back into the period before */
    static KeyTiles of(Frame frame, KeyFigures figures, PageRequest request, boolean hasBefore) {
        var group = figures.all();
        var changes = new EnumMap<KeyFigure, Change>(KeyFigure.class);
        var ps = new EnumMap<KeyFigure, Double>(KeyFigure.class);
        for (var measure : KeyFigure.values()) {
            var before = hasBefore ? group.before().get(measure) : null;
            var change = before == null
                    ? new Change("no previous data", 0, OptionalDouble.empty())
                    : Change.between(group.now().get(measure), before, "no previous data");
            changes.put(measure, change);
            change.p().ifPresent(p -> ps.put(measure, p));
        }
        Map<KeyFigure, Double> qs = BenjaminiHochberg.adjust(ps);
        var tiles = new ArrayList<Tile>();
        for (var measure : KeyFigure.values()) {
            tiles.add(tile(measure, group, changes.get(measure), qs.get(measure), figures.incidentSources(), request));
        }
        var sentences = qs.entrySet().stream()
                .filter(entry -> entry.getValue() <= FALSE_ALARMS)
                .sorted(Comparator.comparingDouble((Map.Entry<KeyFigure, Double> entry) -> ps.get(entry.getKey()))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(entry -> sentence(entry.getKey(), group, changes.get(entry.getKey()), entry.getValue()))
                .toList();
        var finding = sentences.isEmpty()
                ? ps.isEmpty()
                        ? "Nothing can be compared with the period before."
                        : "Nothing changed detectably against "
                                + request.period().previous().label() + "."
                : "";
        return new KeyTiles(frame.finding(finding), List.copyOf(tiles), sentences);
    }

    private static Tile tile(
            KeyFigure measure, KeyFigures.Group group, Change change, Double q, long sources, PageRequest request) {
        var figure = group.now().get(measure);
        var empty = empty(figure, group, sources);
        boolean detectable = q != null && q <= FALSE_ALARMS;
        boolean shown = empty == null && !figure.isHidden();
        return new Tile(
                measure,
                href(measure, request),
                figure,
                empty,
                empty == null ? note(figure) : why(measure, empty),
                !shown || change.p().isEmpty() ? "" : verdict(measure, change, detectable),
                change.size(),
                q == null ? "" : Numbers.probability(q),
                detectable,
                spark(measure, group.weeks().get(measure), request));
    }

    private static String note(Figure figure) {
        if (figure.isHidden()) {
            return figure.counts() + "; fewer than 10 say too little";
        }
        return figure.counts() + (figure.intervalText().isEmpty() ? "" : ", 95 % interval " + figure.intervalText());
    }

    private static EmptyKind empty(Figure figure, KeyFigures.Group group, long sources) {
        if (figure.isKnown()) {
            return null;
        }
        return switch (figure.measure()) {
            case FINDINGS -> EmptyKind.NOT_CONNECTED;
            case CYCLE -> figure.events() > 0 ? EmptyKind.NOT_CONNECTED : EmptyKind.FILTER;
            case FAILURES -> sources == 0 ? EmptyKind.NOT_CONNECTED : EmptyKind.FILTER;
            case RECOVERY ->
                sources == 0 ? EmptyKind.NOT_CONNECTED : figure.events() > 0 ? EmptyKind.SYNCING : EmptyKind.TRUE_ZERO;
            case ACCEPTANCE, REWORK ->
                group.now().get(KeyFigure.MERGED).isKnown() ? EmptyKind.SYNCING : EmptyKind.FILTER;
            default -> EmptyKind.FILTER;
        };
    }

    private static String why(KeyFigure measure, EmptyKind empty) {
        return switch (empty) {
            case NOT_CONNECTED ->
                switch (measure) {
                    case FINDINGS -> "No AI reviewer looked.";
                    case CYCLE -> "No commit of what was merged is known.";
                    default -> "Nobody tells of incidents here.";
                };
            case SYNCING ->
                measure == KeyFigure.RECOVERY
                        ? "Every incident is still open."
                        : "Nothing has settled yet, or changed paths are unknown.";
            case TRUE_ZERO -> "No incident caused by a deployment.";
            default -> "Nothing fits these filters.";
        };
    }

    private static String verdict(KeyFigure measure, Change change, boolean detectable) {
        if (!detectable) {
            return "→ no detectable change";
        }
        boolean up = change.direction() > 0;
        var word =
                measure.better().equals("context") ? "" : measure.better().equals("up") == up ? ", better" : ", worse";
        return (up ? "↑ up" : "↓ down") + word;
    }

    private static String sentence(KeyFigure measure, KeyFigures.Group group, Change change, double q) {
        return measure.label() + " " + (change.direction() > 0 ? "rose" : "fell") + " from "
                + group.before().get(measure).value() + " to "
                + group.now().get(measure).value() + ": " + change.size()
                + ", q " + Numbers.probability(q) + ".";
    }

    private static String href(KeyFigure measure, PageRequest request) {
        if (Navigation.leadsTo(measure.page())) {
            return request.state().toKeys(Scope.KEYS).at(measure.page());
        }
        return request.forList()
                .with("dated", measure.dated().equals("opened") ? null : measure.dated())
                .at(Paths.PULL_REQUESTS);
    }

    private static Spark spark(KeyFigure measure, SortedMap<LocalDate, Figure> weeks, PageRequest request) {
        var values = new ArrayList<Double>();
        for (var monday :
                WeeklyLines.mondays(request.period().from(), request.period().to())) {
            var week = weeks.get(monday);
            double nothing = measure.kind() == KeyFigure.Kind.COUNT && !weeks.isEmpty() ? 0 : Double.NaN;
            values.add(week == null ? nothing : week.number());
        }
        return Spark.ofValues(values);
    }
}
