package io.plumbline.dashboards.inventory;

import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Asks what is stored. */
public final class Inventory {

    private static final SqlFile STOCK = SqlFile.beside(Inventory.class, "inventory.sql");
    private static final SqlFile ARRIVALS = SqlFile.beside(Inventory.class, "arrivals.sql");
    private static final SqlFile CHOICES = SqlFile.beside(Inventory.class, "choices.sql");

    private final Database database;
    private final Supplier<ZoneId> zones;

    public Inventory(Database database, Supplier<ZoneId> zones) {
        this.database = database;
        this.zones = zones;
    }

    /** @param teams what the reader may see: the rest does not exist for them */
    public Stock stock(Teams teams) {
        return database.row(STOCK, Map.of("zone", zones.get().getId(), "teams", teams.parameter()), Stock.class)
                .orElseThrow();
    }

    /** Only worth asking while there is no pull request: it counts all deliveries. */
    public Arrivals arrivals() {
        return database.row(ARRIVALS, Map.of(), Arrivals.class).orElseThrow();
    }

    public Choices choices(Teams teams) {
        return Choices.of(database.rows(CHOICES, Map.of("teams", teams.parameter()), Choices.Row.class));
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
