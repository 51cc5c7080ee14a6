package io.plumbline.standalone.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** So many made-up pull requests with what became of them, made inside ClickHouse; the same number gives the same rows. */
final class MadeUpFacts {

    private static final List<String> FILES = List.of(
            "pull_requests.sql",
            "rework.sql",
            "findings.sql",
            "delivery.sql",
            "deployments.sql",
            "incidents.sql",
            "counters.sql");

    private static final List<String> TABLES =
            List.of("pull_request", "rework", "findings", "delivery", "deployment", "incident", "metric_daily");

    /** More at once take more memory than the embedded engine grants. */
    private static final long SLICE = 100_000;

    private MadeUpFacts() {}

    /** @param connection to migrated, empty tables */
    static void write(Connection connection, long pullRequests) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var file : FILES) {
                var text = text(file);
                long slices = text.contains("{slices:") ? Math.max(1, pullRequests / SLICE) : 1;
                for (long slice = 0; slice < slices; slice++) {
                    statement.execute(text.replace("{rows:UInt64}", Long.toString(pullRequests))
                            .replace("{slices:UInt64}", Long.toString(slices))
                            .replace("{slice:UInt64}", Long.toString(slice)));
                }
            }
            // As ClickHouse does by itself when nothing was inserted for half an hour: V0021.
            for (var table : TABLES) {
                statement.execute("OPTIMIZE TABLE plumbline." + table + " FINAL");
            }
        }
    }

    static String text(String file) {
        try (var in = MadeUpFacts.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
