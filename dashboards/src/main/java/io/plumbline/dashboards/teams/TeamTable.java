package io.plumbline.dashboards.teams;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.keyfigures.Change;
import io.plumbline.dashboards.keyfigures.Figure;
import io.plumbline.dashboards.keyfigures.KeyFigure;
import io.plumbline.dashboards.keyfigures.KeyFigures;
import io.plumbline.dashboards.stats.compare.BenjaminiHochberg;
import io.plumbline.dashboards.web.Paths;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Teams by key figures.
 *
 * @param organisation what all teams that the reader may see add up to; null when even that is hidden
 * @param teams A to Z, hidden ones too
 * @param empty why there is no table; null when there is one
 */
record TeamTable(Frame frame, Row organisation, List<Row> teams, EmptyKind empty, String why) {

    private static final double FALSE_ALARMS = 0.05;

    /**
     * One team.
     *
     * @param href its overview; empty for what belongs to no team and for the whole
     * @param people as the page may say it
     * @param cells empty when hidden
     */
    record Row(String id, String label, String href, String people, boolean isHidden, List<Cell> cells) {}

    /**
     * One figure of a team.
     *
     * @param standing above, below or not to be told apart from the others; empty where that is not asked
     * @param isApart the standing is detectable
     * @param q adjusted over the table; empty text without
     * @param rank such as {@code 1st of 4}; empty where no order can be told
     * @param delta against the period before
     * @param href the pull requests behind it; empty when it counts something else
     */
    record Cell(
            KeyFigure measure,
            Figure figure,
            String standing,
            boolean isApart,
            String q,
            String rank,
            String delta,
            String href) {

        Cell withoutDelta() {
            return new Cell(measure, figure, standing, isApart, q, rank, "", href);
        }

        boolean hasValue() {
            return figure.isKnown() && !figure.isHidden();
        }
    }

    private record Place(String team, KeyFigure measure) {}

    /** Whether there is a period before to compare with. */
    private enum Before {
        SHOWN,
        /** It concerns fewer than five people, or would give away a team that does. */
        NOT_SHOWN,
        NONE
    }

    static TeamTable of(Frame frame, KeyFigures figures, PageRequest request, boolean hasBefore) {
        var groups = figures.groups().entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
        long named = groups.keySet().stream()
                .filter(id -> !id.equals(KeyFigures.NO_TEAM))
                .count();
        if (named < 2) {
            return new TeamTable(
                    frame,
                    null,
                    List.of(),
                    EmptyKind.FILTER,
                    named == 0
                            ? "Nothing here belongs to a team. Teams and their repositories come from the published"
                                    + " directory."
                            : "There is one team here; a comparison needs two.");
        }
        var privacy = Privacy.of(groups);
        var shown = groups.keySet().stream().filter(privacy::shows).toList();
        if (shown.stream().filter(id -> !id.equals(KeyFigures.NO_TEAM)).count() == 0) {
            return new TeamTable(
                    frame,
                    null,
                    List.of(),
                    EmptyKind.SUPPRESSED,
                    "Every team has fewer than five people, or would give away one that has.");
        }
        var standings = standings(groups, shown);
        var qs = BenjaminiHochberg.adjust(standings.entrySet().stream()
                .filter(entry -> entry.getValue().p().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().p().getAsDouble(),
                        (one, other) -> one,
                        LinkedHashMap::new)));
        var rows = new ArrayList<Row>();
        for (var team : groups.entrySet()) {
            var id = team.getKey();
            if (!privacy.shows(id)) {
                rows.add(new Row(id, label(id), "", "not shown", true, List.of()));
                continue;
            }
            var cells = new ArrayList<Cell>();
            for (var measure : KeyFigure.values()) {
                var place = new Place(id, measure);
                cells.add(cell(
                        team.getValue(),
                        measure,
                        standings.get(place),
                        qs.get(place),
                        id.equals(KeyFigures.NO_TEAM) ? "" : Ranks.of(measure, id, shown, groups),
                        !hasBefore ? Before.NONE : privacy.showsBefore(id) ? Before.SHOWN : Before.NOT_SHOWN,
                        href(measure, id, request)));
            }
            rows.add(new Row(
                    id,
                    label(id),
                    id.equals(KeyFigures.NO_TEAM)
                            ? ""
                            : request.state()
                                    .toKeys(Scope.KEYS)
                                    .with("team", id)
                                    .at(Paths.OVERVIEW),
                    Labels.many(team.getValue().people().size(), "person", "people"),
                    false,
                    List.copyOf(cells)));
        }
        return new TeamTable(
                frame.finding(finding(standings, qs, rows)),
                privacy.showsTotal()
                        ? organisation(
                                groups,
                                request,
                                !hasBefore ? Before.NONE : privacy.showsTotalBefore() ? Before.SHOWN : Before.NOT_SHOWN)
                        : null,
                List.copyOf(rows),
                null,
                "");
    }

    static String label(String id) {
        return id.equals(KeyFigures.NO_TEAM) ? "No team" : id;
    }

    /** Each shown team against all the others together, the hidden ones included: a sum of several cohorts. */
    private static Map<Place, Change> standings(Map<String, KeyFigures.Group> groups, List<String> shown) {
        var standings = new LinkedHashMap<Place, Change>();
        for (var id : shown) {
            var others = KeyFigures.together(groups.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(id))
                    .map(entry -> entry.getValue().now())
                    .toList());
            for (var measure : KeyFigure.values()) {
                if (measure.kind() == KeyFigure.Kind.SHARE || measure.kind() == KeyFigure.Kind.RATE) {
                    standings.put(
                            new Place(id, measure),
                            Change.between(
                                    groups.get(id).now().get(measure), others.get(measure), "nobody to compare with"));
                }
            }
        }
        return standings;
    }

    private static Cell cell(
            KeyFigures.Group group,
            KeyFigure measure,
            Change standing,
            Double q,
            String rank,
            Before before,
            String href) {
        var figure = group.now().get(measure);
        boolean apart = q != null && q <= FALSE_ALARMS;
        var words = standing == null || figure.isHidden() || !figure.isKnown()
                ? ""
                : standing.p().isEmpty()
                        ? standing.size()
                        : apart
                                ? (standing.direction() > 0 ? "↑ above the others" : "↓ below the others")
                                : "not told apart";
        var delta =
                switch (before) {
                    case SHOWN -> delta(Change.between(figure, group.before().get(measure), "no previous data"));
                    case NOT_SHOWN -> "the period before is not shown";
                    case NONE -> "no previous data";
                };
        return new Cell(measure, figure, words, apart, q == null ? "" : Numbers.probability(q), rank, delta, href);
    }

    private static String delta(Change change) {
        if (change.p().isEmpty()) {
            return change.size();
        }
        boolean detectable = change.p().getAsDouble() < FALSE_ALARMS;
        return (detectable ? change.direction() > 0 ? "↑ " : "↓ " : "→ no detectable change, ") + change.size();
    }

    private static Row organisation(Map<String, KeyFigures.Group> groups, PageRequest request, Before before) {
        var now = KeyFigures.together(
                groups.values().stream().map(KeyFigures.Group::now).toList());
        var earlier = KeyFigures.together(
                groups.values().stream().map(KeyFigures.Group::before).toList());
        var cells = new ArrayList<Cell>();
        for (var measure : KeyFigure.values()) {
            if (now.containsKey(measure)) {
                var group =
                        new KeyFigures.Group(new EnumMap<>(now), new EnumMap<>(earlier), Map.of(), Set.of(), Set.of());
                var cell = cell(group, measure, null, null, "", before, href(measure, "", request));
                // How much the weeks of all teams together vary is not told by how much those of each vary.
                cells.add(measure.kind() == KeyFigure.Kind.COUNT ? cell.withoutDelta() : cell);
            } else {
                cells.add(new Cell(measure, new Figure(measure, 0, 0, 0, null, null), "", false, "", "", "", ""));
            }
        }
        long people = groups.values().stream()
                .flatMap(group -> group.people().stream())
                .distinct()
                .count();
        return new Row("", "All of them", "", Labels.many(people, "person", "people"), false, cells);
    }

    private static String href(KeyFigure measure, String team, PageRequest request) {
        if (measure.dated().isEmpty()) {
            return "";
        }
        return request.forList()
                .with("team", team.isEmpty() ? request.scope().team() : team)
                .with("dated", measure.dated().equals("opened") ? null : measure.dated())
                .with("outcome", measure == KeyFigure.MERGED || measure == KeyFigure.CYCLE ? "merged" : null)
                .at(Paths.PULL_REQUESTS);
    }

    private static String finding(Map<Place, Change> standings, Map<Place, Double> qs, List<Row> rows) {
        long apart = qs.values().stream().filter(q -> q <= FALSE_ALARMS).count();
        long hidden = rows.stream().filter(Row::isHidden).count();
        var teams = qs.entrySet().stream()
                .filter(entry -> entry.getValue() <= FALSE_ALARMS)
                .map(entry -> label(entry.getKey().team()) + " ("
                        + entry.getKey().measure().label() + ", "
                        + (standings.get(entry.getKey()).direction() > 0 ? "above" : "below") + ")")
                .limit(3)
                .toList();
        return (apart == 0
                        ? "No team can be told apart from the others in any measure."
                        : "Of " + Numbers.count(qs.size()) + " comparisons with the others " + Numbers.count(apart)
                                + (apart == 1 ? " tells" : " tell") + " a team apart: " + String.join(", ", teams)
                                + (apart > 3 ? ", .." : "") + ".")
                + (hidden == 0
                        ? ""
                        : " " + Labels.many(hidden, "team is", "teams are")
                                + " not shown: fewer than five people, or it would give away one that has fewer.");
    }
}
