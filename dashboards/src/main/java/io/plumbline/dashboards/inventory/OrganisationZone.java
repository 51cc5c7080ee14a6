package io.plumbline.dashboards.inventory;

import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.DatabaseAwayException;
import io.plumbline.dashboards.sql.SqlFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The zone that the counters are made in: the one that the published directory names, which the facts carry, else the
 * configured one. Asked for at most every half minute; the last answer stays while ClickHouse is away.
 */
public final class OrganisationZone implements Supplier<ZoneId> {

    private static final SqlFile ZONE = SqlFile.beside(OrganisationZone.class, "zone.sql");
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** The row of zone.sql. */
    public record Row(String zone) {}

    private final Database database;
    private final ZoneId configured;
    private final Clock clock;
    private ZoneId known;
    private Instant askedAt = Instant.MIN;

    public OrganisationZone(Database database, ZoneId configured, Clock clock) {
        this.database = database;
        this.configured = configured;
        this.clock = clock;
        this.known = configured;
    }

    @Override
    public synchronized ZoneId get() {
        var now = clock.instant();
        if (askedAt.isBefore(now.minus(FRESH))) {
            askedAt = now;
            try {
                known = database.row(ZONE, Map.of(), Row.class)
                        .map(Row::zone)
                        .filter(zone -> !zone.isEmpty())
                        .map(ZoneId::of)
                        .orElse(configured);
            } catch (DatabaseAwayException e) {
                // The page that asks will say so itself.
                askedAt = Instant.MIN;
            }
        }
        return known;
    }
}
