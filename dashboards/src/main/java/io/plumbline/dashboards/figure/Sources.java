package io.plumbline.dashboards.figure;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.ShortMemory;
import io.plumbline.dashboards.sql.SqlFile;
import java.time.Duration;
import java.util.function.Supplier;

/** What is connected at all, whatever the filters: tells "nothing happened" from "nobody could tell". */
public final class Sources {

    private static final SqlFile QUERY = SqlFile.beside(Sources.class, "connected.sql");

    private final Database database;
    private final Supplier<String> version;
    private final ShortMemory<Known> memory = new ShortMemory<>(Duration.ofSeconds(2), known -> true);

    /** @param version another text whenever anything stored has changed */
    public Sources(Database database, Supplier<String> version) {
        this.database = database;
        this.version = version;
    }

    /**
     * The row of connected.sql.
     *
     * @param incidentSources repositories of which somebody tells incidents
     */
    public record Known(
            long lineCommits,
            long deployments,
            long incidentSources,
            long usageReports,
            long reviewComments,
            long reviewedPullRequests) {}

    Known known(PageRequest request) {
        var scope = request.scope();
        return memory.get(scope.teams().parameter() + "\n" + scope.repo(), version, () -> database.row(
                        QUERY, request.parameters(), Known.class)
                .orElseThrow());
    }

    Database database() {
        return database;
    }
}
