package io.plumbline.dashboards.keyfigures;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.Interval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All key figures that one query gave.
 *
 * @param groups by team id, with {@link #NO_TEAM} for what belongs to none; one group named with the empty text when the query
 *     did not split
 * @param incidentSources 0 when nobody tells of any incident
 */
public record KeyFigures(SortedMap<String, Group> groups, long incidentSources) {

    public static final SqlFile QUERY = SqlFile.beside(KeyFigures.class, "key_figures.sql");
    public static final String NO_TEAM = "-";

    private static final LocalDate WHOLE_PERIOD = LocalDate.EPOCH;

    /** One row of key_figures.sql. */
    public record Row(
            String measure,
            String teamId,
            boolean isNow,
            LocalDate week,
            double events,
            long units,
            double squares,
            Double p50,
            Double p50Lower95,
            Double p50Upper95,
            String people) {}

    /**
     * The figures of one group.
     *
     * @param weeks by measure: Mondays with the figure of that week, of the period itself
     * @param people who answer for what was opened in the period; peopleBefore in the one before
     */
    public record Group(
            Map<KeyFigure, Figure> now,
            Map<KeyFigure, Figure> before,
            Map<KeyFigure, SortedMap<LocalDate, Figure>> weeks,
            Set<String> people,
            Set<String> peopleBefore) {}

    /** Parameters of the query. */
    public static Map<String, Object> parameters(PageRequest request, boolean byTeam) {
        var parameters = request.parameters();
        parameters.put("by_team", byTeam ? "yes" : "");
        return parameters;
    }

    public static KeyFigures ask(Database database, PageRequest request, boolean byTeam) {
        return of(
                database.rows(QUERY, parameters(request, byTeam), Row.class),
                request.period().days());
    }

    /** @param days length of the period */
    static KeyFigures of(List<Row> rows, long days) {
        var byGroup = new TreeMap<String, List<Row>>();
        long sources = 0;
        for (var row : rows) {
            if (row.measure().equals("incident_sources")) {
                sources = row.units();
            } else {
                byGroup.computeIfAbsent(row.teamId(), id -> new ArrayList<>()).add(row);
            }
        }
        var groups = new TreeMap<String, Group>();
        byGroup.forEach((id, its) -> groups.put(id, group(its, Math.max(1, Math.round(days / 7.0)))));
        return new KeyFigures(groups, sources);
    }

    /** The only group, of a query that did not split; without any row one that knows nothing. */
    public Group all() {
        return groups.getOrDefault("", group(List.of(), 1));
    }

    private static Group group(List<Row> rows, long weeksOfPeriod) {
        var now = new EnumMap<KeyFigure, Figure>(KeyFigure.class);
        var before = new EnumMap<KeyFigure, Figure>(KeyFigure.class);
        var weeks = new EnumMap<KeyFigure, SortedMap<LocalDate, Figure>>(KeyFigure.class);
        for (var measure : KeyFigure.values()) {
            now.put(measure, sum(measure, rows, true, weeksOfPeriod));
            before.put(measure, sum(measure, rows, false, weeksOfPeriod));
            weeks.put(measure, weeks(measure, rows));
        }
        return new Group(now, before, weeks, people(rows, true), people(rows, false));
    }

    private static Set<String> people(List<Row> rows, boolean isNow) {
        var people = new HashSet<String>();
        for (var row : rows) {
            if (row.measure().equals("people")
                    && row.isNow() == isNow
                    && !row.people().isEmpty()) {
                people.addAll(List.of(row.people().split("\n")));
            }
        }
        return people;
    }

    private static SortedMap<LocalDate, Figure> weeks(KeyFigure measure, List<Row> rows) {
        var weeks = new TreeMap<LocalDate, Figure>();
        for (var row : rows) {
            if (row.measure().equals(measure.id()) && row.isNow() && !row.week().equals(WHOLE_PERIOD)) {
                weeks.put(row.week(), figure(measure, row));
            }
        }
        return weeks;
    }

    private static Figure figure(KeyFigure measure, Row row) {
        var bounds = row.p50Lower95() == null ? null : new Interval(row.p50Lower95(), row.p50Upper95());
        return new Figure(measure, Math.round(row.events()), row.units(), row.squares(), row.p50(), bounds);
    }

    private static Figure sum(KeyFigure measure, List<Row> rows, boolean isNow, long weeksOfPeriod) {
        long events = 0;
        long units = 0;
        double squares = 0;
        double weekly = 0;
        for (var row : rows) {
            if (!row.measure().equals(measure.id()) || row.isNow() != isNow) {
                continue;
            }
            if (measure.kind() == KeyFigure.Kind.HOURS) {
                if (row.week().equals(WHOLE_PERIOD)) {
                    return figure(measure, row);
                }
                continue;
            }
            events += Math.round(row.events());
            units += row.units();
            squares += row.squares();
            weekly += row.events() * row.events();
        }
        if (measure.kind() == KeyFigure.Kind.COUNT) {
            return units == 0 ? Figure.none(measure) : new Figure(measure, events, weeksOfPeriod, weekly, null, null);
        }
        return new Figure(measure, events, units, squares, null, null);
    }

    /** Adds up groups: what a team is compared with. Medians cannot be added and are left out; of counts only the sum means anything. */
    public static Map<KeyFigure, Figure> together(List<Map<KeyFigure, Figure>> parts) {
        var sums = new HashMap<KeyFigure, Figure>();
        for (var part : parts) {
            part.forEach((measure, figure) -> {
                if (measure.kind() != KeyFigure.Kind.HOURS) {
                    sums.merge(
                            measure,
                            figure,
                            (one, other) -> new Figure(
                                    measure,
                                    one.events() + other.events(),
                                    measure.kind() == KeyFigure.Kind.COUNT ? one.units() : one.units() + other.units(),
                                    one.squares() + other.squares(),
                                    null,
                                    null));
                }
            });
        }
        return sums;
    }
}
