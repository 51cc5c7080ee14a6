package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.stats.compare.Cohort;
import io.plumbline.dashboards.stats.compare.Place;
import io.plumbline.dashboards.stats.compare.SmallCohorts;
import io.plumbline.dashboards.stats.compare.Spread;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks ClickHouse for the figures of a digest. */
final class FiguresQuery {

    private static final SqlFile CYCLE = SqlFile.beside(FiguresQuery.class, "digest_cycle.sql");
    private static final SqlFile SHARES = SqlFile.beside(FiguresQuery.class, "digest_shares.sql");
    private static final SqlFile FINDINGS = SqlFile.beside(FiguresQuery.class, "digest_findings.sql");
    private static final SqlFile WEEK = SqlFile.beside(FiguresQuery.class, "digest_week.sql");
    private static final SqlFile PEOPLE = SqlFile.beside(FiguresQuery.class, "digest_people.sql");
    private static final SqlFile LOOK = SqlFile.beside(FiguresQuery.class, "digest_look.sql");
    private static final SqlFile RESTATED = SqlFile.beside(FiguresQuery.class, "digest_restated.sql");
    private static final SqlFile DECISIONS = SqlFile.beside(FiguresQuery.class, "digest_decisions.sql");
    private static final SqlFile SOURCES = SqlFile.beside(FiguresQuery.class, "digest_sources.sql");

    /** Merges of a week can be corrected until two weeks later. */
    private static final int REWORK_WEEKS_BACK = 2;

    /** Row of digest_cycle.sql; hours separated by spaces. */
    public record CycleRow(LocalDate week, long merged, String hours) {}

    /** Row of digest_shares.sql. */
    public record ShareRow(String metricId, LocalDate week, long numeratorCount, long denominatorCount) {}

    /** Row of digest_findings.sql. */
    public record FindingsRow(LocalDate week, long pullRequests, long findingsCount, double squares) {}

    /** Row of digest_people.sql; pseudonyms separated by line ends. */
    public record PeopleRow(String team, long ended, String people) {

        Set<String> set() {
            return people.isEmpty() ? Set.of() : Set.of(people.split("\n"));
        }
    }

    private final Database database;

    FiguresQuery(Database database) {
        this.database = database;
    }

    /**
     * @param since restatements from then on
     * @param asOf now
     * @throws io.plumbline.dashboards.sql.DatabaseAwayException when ClickHouse does not answer
     */
    Figures read(Terms terms, IsoWeek week, Instant since, Instant asOf) {
        var zone = terms.zone();
        var rework = week.minus(REWORK_WEEKS_BACK);
        var parameters = parameters(terms.team(), terms.teams(), week, zone);
        parameters.put("since", since.toString());
        parameters.put("until", asOf.toString());
        var shares = database.rows(
                SHARES,
                with(parameters, "from", rework.minus(Figures.WEEKS - 1L).monday()),
                ShareRow.class);
        var people = database.rows(PEOPLE, parameters, PeopleRow.class);
        return new Figures(
                week,
                rework,
                cycle(database.rows(CYCLE, parameters, CycleRow.class), week),
                series(shares, "merged_closed", week),
                series(shares, "corrective_14d", rework),
                findings(database.rows(FINDINGS, parameters, FindingsRow.class), week),
                series(shares, "change_failure_rate_low", week),
                database.row(WEEK, parameters, Figures.WeekCounts.class).orElseThrow(),
                behind(people, terms).size(),
                isWithheld(people, terms),
                database.rows(LOOK, parameters, Figures.Look.class),
                database.rows(
                        RESTATED,
                        with(
                                parameters,
                                "from",
                                rework.minus(Figures.WEEKS - 1L).monday()),
                        Figures.Restated.class),
                database.rows(DECISIONS, parameters, Figures.Decisions.class),
                database.rows(
                        SOURCES,
                        with(parameters, "since", asOf.minus(Duration.ofDays(7L * Figures.WEEKS))),
                        Figures.Source.class));
    }

    private static Map<String, Object> parameters(String team, Teams teams, IsoWeek week, ZoneId zone) {
        var parameters = new HashMap<String, Object>();
        parameters.put("zone", zone.getId());
        parameters.put("from", week.minus(Figures.WEEKS - 1L).monday().toString());
        parameters.put("to", week.sunday().toString());
        parameters.put("week_from", week.monday().toString());
        parameters.put("week_to", week.sunday().toString());
        parameters.put("team", team);
        parameters.put("teams", teams.parameter());
        return parameters;
    }

    private static Map<String, Object> with(Map<String, Object> parameters, String key, Object value) {
        var changed = new HashMap<>(parameters);
        changed.put(key, value.toString());
        return changed;
    }

    private static List<double[]> cycle(List<CycleRow> rows, IsoWeek week) {
        var byWeek = rows.stream().collect(Collectors.toMap(CycleRow::week, Function.identity()));
        return weekly(week, monday -> {
            var row = byWeek.get(monday);
            return row == null || row.hours().isEmpty()
                    ? new double[0]
                    : Arrays.stream(row.hours().split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray();
        });
    }

    private static List<Share> series(List<ShareRow> rows, String metric, IsoWeek last) {
        var byWeek = rows.stream()
                .filter(row -> row.metricId().equals(metric))
                .collect(Collectors.toMap(
                        ShareRow::week, row -> new Share(row.numeratorCount(), row.denominatorCount())));
        return weekly(last, monday -> byWeek.getOrDefault(monday, new Share(0, 0)));
    }

    private static List<Spread> findings(List<FindingsRow> rows, IsoWeek week) {
        var byWeek = rows.stream().collect(Collectors.toMap(FindingsRow::week, Function.identity()));
        return weekly(week, monday -> {
            var row = byWeek.get(monday);
            return row == null
                    ? new Spread(0, 0, 0, 0)
                    : new Spread(row.pullRequests(), row.findingsCount(), row.pullRequests(), row.squares());
        });
    }

    private static <T> List<T> weekly(IsoWeek last, Function<LocalDate, T> value) {
        var series = new ArrayList<T>();
        for (int back = Figures.WEEKS - 1; back >= 0; back--) {
            series.add(value.apply(last.minus(back).monday()));
        }
        return series;
    }

    /** Distinct authors in the scope. */
    private static Set<String> behind(List<PeopleRow> rows, Terms terms) {
        var people = new HashSet<String>();
        rows.stream().filter(row -> isIn(row, terms)).forEach(row -> people.addAll(row.set()));
        return people;
    }

    private static boolean isIn(PeopleRow row, Terms terms) {
        var team = row.team().equals(Scope.NONE) ? null : row.team();
        return terms.team().isEmpty()
                ? terms.teams().include(team)
                : row.team().equals(terms.team()) && terms.teams().include(team);
    }

    /**
     * Fewer than five people, or a team of so few would follow: from the organisation minus the other teams, or from several
     * teams together minus the others among them.
     */
    private static boolean isWithheld(List<PeopleRow> rows, Terms terms) {
        var people = behind(rows, terms);
        if (people.size() < SmallCohorts.MINIMUM_PEOPLE) {
            return true;
        }
        var groups = new LinkedHashMap<String, Cohort>();
        rows.forEach(row -> groups.put(row.team(), new Cohort(row.set(), List.of(row.ended()))));
        var suppression = new SmallCohorts().list(groups);
        if (!terms.team().isEmpty()) {
            return suppression.hides(Place.group(terms.team()));
        }
        if (terms.teams().isAll()) {
            return suppression.hides(Place.total());
        }
        var hidden = rows.stream()
                .filter(row -> isIn(row, terms) && suppression.hides(Place.group(row.team())))
                .toList();
        var behindHidden = hidden.stream().flatMap(row -> row.set().stream()).collect(Collectors.toSet());
        return hidden.size() == 1 || (!hidden.isEmpty() && behindHidden.size() < SmallCohorts.MINIMUM_PEOPLE);
    }
}
