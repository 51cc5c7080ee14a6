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
import io.plumbline.dashboards.web.Curtain;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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

    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final int REMEMBERED = 64;

    /** What views call the teams that they do not name. */
    private static final String SMALL_TEAMS = "small teams";

    /** Rows of pull requests, which the role decides about, and addresses without figures. */
    private static final Set<String> WITHOUT_FIGURES =
            Set.of(Paths.DEFINITIONS, "/data/pull-requests.csv", "/data/pull-requests.sql");

    private final Database database;
    private final Inventory inventory;
    private final Supplier<ZoneId> zones;
    private final Clock clock;
    private final int minimum;
    private final Map<Map<String, String>, Answer> memory = new Memory();

    /** @param minimum people; below 2 nothing is ever hidden, which is for tests */
    public PeopleFloor(Database database, Inventory inventory, Supplier<ZoneId> zones, Clock clock, int minimum) {
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
        return hides(scope, period).or(() -> hidesSides(route, scope, period));
    }

    private Optional<String> hidesSides(Route route, Scope scope, Period period) {
        return route.sides() && applies(scope) && crowd(scope, period).hidesArms(scope)
                ? Optional.of(
                        "AI-written pull requests, or the others, are those of so few people that these figures would tell"
                                + " what they do. A longer period or fewer filters may help.")
                : Optional.empty();
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
        if (!applies(scope)) {
            return Optional.empty();
        }
        if (scope.team().equals(SMALL_TEAMS)) {
            return Optional.of("Small teams are told apart nowhere.");
        }
        var crowd = crowd(scope, period);
        if (crowd.hides(scope)) {
            return Optional.of("Fewer than " + minimum + " people are behind these figures, or so few that somebody's"
                    + " could be computed from others. They are not shown to anybody; a longer period or fewer filters may"
                    + " help.");
        }
        return crowd.hasUnnamed(scope.team())
                ? Optional.of(
                        "In a quarter of this period the team had fewer than " + minimum + " people, or hid one that"
                                + " had. Its figures of that quarter are nowhere told apart; choose a period without it.")
                : Optional.empty();
    }

    /**
     * Which values of a part a page must leave out when it tells them apart within a scope that it may show.
     *
     * @return ids as filters write them, {@code -} for no tool; empty for a scope that no team narrows
     */
    public Set<String> hiddenParts(Scope scope, Period period, Behind.Part part) {
        return applies(scope) ? crowd(scope, period).hiddenParts(scope, part) : Set.of();
    }

    /** For pages that list teams: those whose figures of this period are not to be shown. */
    public Set<String> hiddenTeams(Teams teams, Period period) {
        return minimum < 2
                ? Set.of()
                : crowd(new Scope("", "", "", "", teams), period).hiddenTeams();
    }

    private boolean applies(Scope scope) {
        return minimum >= 2 && isOfTeams(scope);
    }

    private Crowd crowd(Scope scope, Period period) {
        var parameters = Map.of(
                "teams", scope.teams().parameter(),
                "zone", zones.get().getId(),
                "from", period.from().toString(),
                "to", period.to().toString());
        return new Crowd(remembered(parameters), minimum);
    }

    /** A page of many cards asks for each of them within a second; people do not come and go as fast. */
    private List<Behind> remembered(Map<String, String> parameters) {
        var now = clock.instant();
        synchronized (memory) {
            var known = memory.get(parameters);
            if (known != null && known.at().isAfter(now.minus(FRESH))) {
                return known.rows();
            }
        }
        var rows = database.rows(BEHIND, parameters, Behind.class);
        synchronized (memory) {
            memory.put(parameters, new Answer(now, rows));
        }
        return rows;
    }

    private record Answer(Instant at, List<Behind> rows) {}

    private static final class Memory extends LinkedHashMap<Map<String, String>, Answer> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, String>, Answer> eldest) {
            return size() > REMEMBERED;
        }
    }
}
