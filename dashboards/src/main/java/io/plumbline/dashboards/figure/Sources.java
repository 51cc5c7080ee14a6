package io.plumbline.dashboards.figure;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;

/** What is connected at all, whatever the filters: tells "nothing happened" from "nobody could tell". */
public final class Sources {

    private static final SqlFile QUERY = SqlFile.beside(Sources.class, "connected.sql");

    private final Database database;

    public Sources(Database database) {
        this.database = database;
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
        return database.row(QUERY, request.parameters(), Known.class).orElseThrow();
    }

    Database database() {
        return database;
    }
}
