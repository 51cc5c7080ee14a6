package io.plumbline.dashboards.inventory;

import io.plumbline.dashboards.annotation.Annotations;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.ShortMemory;
import io.plumbline.dashboards.sql.SqlFile;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks what is stored. */
public final class Inventory {

    private static final SqlFile STOCK = SqlFile.beside(Inventory.class, "inventory.sql");
    private static final SqlFile ARRIVALS = SqlFile.beside(Inventory.class, "arrivals.sql");
    private static final SqlFile CHOICES = SqlFile.beside(Inventory.class, "choices.sql");

    private static final SqlFile VERSION = SqlFile.beside(Inventory.class, "version.sql");
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Database database;
    private final Supplier<ZoneId> zones;
    private final Annotations annotations;
    private final ShortMemory<Stock> stocks = new ShortMemory<>(MOMENT, stock -> !stock.isEmpty());
    private final ShortMemory<Choices> choices =
            new ShortMemory<>(MOMENT, offered -> !offered.repos().isEmpty());
    private final ShortMemory<String> versions = new ShortMemory<>(Duration.ofMillis(500), version -> true);

    /** The row of version.sql. */
    record Version(String mark) {}

    /** @param annotations what is marked in every weekly chart */
    public Inventory(Database database, Supplier<ZoneId> zones, Annotations annotations) {
        this.database = database;
        this.zones = zones;
        this.annotations = annotations;
    }

    public Annotations annotations() {
        return annotations;
    }

    /** @param teams what the reader may see: the rest does not exist for them */
    public Stock stock(Teams teams) {
        var zone = zones.get().getId();
        return stocks.get(zone + "\n" + teams.parameter(), this::version, () -> database.row(
                        STOCK, Map.of("zone", zone, "teams", teams.parameter()), Stock.class)
                .orElseThrow());
    }

    /** Only worth asking while there is no pull request: it counts all deliveries. */
    public Arrivals arrivals() {
        return database.row(ARRIVALS, Map.of(), Arrivals.class).orElseThrow();
    }

    public Choices choices(Teams teams) {
        return choices.get(
                teams.parameter(),
                this::version,
                () -> Choices.of(database.rows(CHOICES, Map.of("teams", teams.parameter()), Choices.Row.class)));
    }

    /** Another text whenever anything stored has changed (and sometimes when only its files have). */
    public String version() {
        return versions.get("", () -> database.row(VERSION, Map.of(), Version.class)
                .orElseThrow()
                .mark());
    }

    /** Ids of teams that own pull requests, in the order of the alphabet. */
    public List<String> teams() {
        return choices(Teams.ALL).teams().stream()
                .map(Choices.Choice::value)
                .filter(team -> !team.equals(Scope.NONE))
                .sorted()
                .toList();
    }
}
