package io.plumbline.dashboards.privacy;

import io.javalin.http.Context;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.inventory.Inventory;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.compare.Cohort;
import io.plumbline.dashboards.stats.compare.Place;
import io.plumbline.dashboards.stats.compare.SmallCohorts;
import io.plumbline.dashboards.web.Curtain;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Route;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps figures of a team, or of a part of one, from being shown while fewer people than the minimum are behind them, and
 * others while a hidden one could be computed from them. One place for every page and data address.
 *
 * <p>What is protected is what a team or a reader's teams narrow; figures of the whole organisation, or of a repository or
 * tool in it, are not. People are those accountable for pull requests that were opened or closed in the window.
 *
 * <p>Failure semantics: while ClickHouse is away the question fails like the page's own.
 */
public final class PeopleFloor implements Curtain {

    private static final SqlFile BEHIND = SqlFile.beside(PeopleFloor.class, "behind.sql");
    private static final String ASKED = "asked";
    private static final String REST = "rest";

    /** Rows of pull requests, which the role decides about, and addresses without figures. */
    private static final Set<String> WITHOUT_FIGURES =
            Set.of(Paths.DEFINITIONS, "/data/pull-requests.csv", "/data/pull-requests.sql");

    /** One row of behind.sql. */
    public record Behind(String team, boolean asked, String people, long pullRequests, long unnamed) {

        Set<String> persons() {
            return people.isEmpty()
                    ? Set.of()
                    : Arrays.stream(people.split("\n")).collect(Collectors.toSet());
        }
    }

    private final Database database;
    private final Inventory inventory;
    private final Supplier<ZoneId> zones;
    private final Clock clock;
    private final int minimum;

    /** @param minimum people; below 2 nothing is ever hidden, which is for tests */
    public PeopleFloor(
            Database database, Inventory inventory, Supplier<ZoneId> zones, Clock clock, int minimum) {
        this.database = database;
        this.inventory = inventory;
        this.zones = zones;
        this.clock = clock;
        this.minimum = minimum;
    }

    @Override
    public Optional<String> hides(Context ctx, Route route, Reader reader) {
        if (minimum < 2 || !showsFigures(route)) {
            return Optional.empty();
        }
        var state = UrlState.read(Scope.KEYS, ctx.queryParamMap());
        var scope = Scope.of(state, reader.teams());
        if (!isOfTeams(scope)) {
            return Optional.empty();
        }
        var today = LocalDate.ofInstant(clock.instant(), zones.get());
        var period = Period.of(state, inventory.stock(scope.teams()).span(), today);
        return hides(scope, period);
    }

    private static boolean showsFigures(Route route) {
        return (route.right() == Right.FIGURES || route.right() == Right.EXPORT)
                && !WITHOUT_FIGURES.contains(route.path())
                && !route.path().endsWith(".sql");
    }

    private static boolean isOfTeams(Scope scope) {
        return !scope.team().isEmpty() || !scope.teams().isAll();
    }

    /** Why figures of this part of the organisation in this period are not shown; empty = they are. */
    public Optional<String> hides(Scope scope, Period period) {
        if (minimum < 2 || !isOfTeams(scope)) {
            return Optional.empty();
        }
        var rows = database.rows(BEHIND, parameters(scope, period), Behind.class);
        if (isHidden(scope, rows)) {
            return Optional.of("Fewer than " + minimum + " people are behind these figures, or so few that somebody's"
                    + " could be computed from others. They are not shown to anybody; a longer period or fewer filters may help.");
        }
        boolean unnamed = rows.stream()
                .filter(row -> scope.team().isEmpty() || row.team().equals(scope.team()))
                .anyMatch(row -> row.unnamed() > 0);
        return unnamed
                ? Optional.of("In a quarter of this period the team had fewer than " + minimum + " people, or hid one that"
                        + " had. Its figures of that quarter are nowhere told apart; choose a period without it.")
                : Optional.empty();
    }

    /** The question behind the answer, for a reader who wants to see it asked. */
    private Map<String, Object> parameters(Scope scope, Period period) {
        var parameters = new HashMap<>(scope.parameters());
        parameters.put("zone", zones.get().getId());
        parameters.put("from", period.from().toString());
        parameters.put("to", period.to().toString());
        return parameters;
    }

    private boolean isHidden(Scope scope, List<Behind> rows) {
        boolean filtered = !scope.repo().isEmpty()
                || !scope.tool().isEmpty()
                || !scope.origin().isEmpty();
        var cohorts = new LinkedHashMap<String, Map<String, Cohort>>();
        for (var row : rows) {
            cohorts.computeIfAbsent(row.team(), team -> new LinkedHashMap<>())
                    .put(row.asked() ? ASKED : REST, new Cohort(row.persons(), List.of(row.pullRequests())));
        }
        var small = new SmallCohorts(minimum);
        if (!filtered) {
            var teams = new LinkedHashMap<String, Cohort>();
            cohorts.forEach((team, cells) -> teams.put(team, cells.get(ASKED)));
            return small.list(teams)
                    .hides(scope.team().isEmpty() ? Place.total() : Place.group(scope.team()));
        }
        return small.table(cohorts)
                .hides(scope.team().isEmpty() ? Place.columnTotal(ASKED) : Place.cell(scope.team(), ASKED));
    }

    /** For pages that list teams: those whose figures of this period are not to be shown. */
    public Set<String> hiddenTeams(Teams teams, Period period) {
        if (minimum < 2) {
            return Set.of();
        }
        var scope = new Scope("", "", "", "", teams);
        var cohorts = new LinkedHashMap<String, Cohort>();
        var rows = database.rows(BEHIND, parameters(scope, period), Behind.class);
        rows.forEach(row -> cohorts.put(row.team(), new Cohort(row.persons(), List.of(row.pullRequests()))));
        var hidden = new SmallCohorts(minimum).list(cohorts);
        return rows.stream()
                .filter(row -> row.unnamed() > 0 || hidden.hides(Place.group(row.team())))
                .map(Behind::team)
                .collect(Collectors.toUnmodifiableSet());
    }
}
