package io.plumbline.standalone.bench;

import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.DashboardsConfig;
import io.plumbline.dashboards.web.Route;
import io.plumbline.dashboards.web.RouteTable;
import io.plumbline.embedded.clickhouse.EmbeddedClickHouse;
import io.plumbline.schema.db.Deployment;
import io.plumbline.schema.db.Migrator;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Consumer;

/** Every page and card over so many made-up pull requests, beside the same questions to a relational database. */
public final class PagesBench {

    /** Made-up pull requests end the day before. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-16T06:00:00Z"), ZoneOffset.UTC);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Consumer<String> out;
    private final int rounds;

    /** @param rounds of each measurement, after one that warms up */
    public PagesBench(int rounds, Consumer<String> out) {
        this.rounds = rounds;
        this.out = out;
    }

    /** @param relational an empty database to compare with; null = none */
    public void run(Path folder, long pullRequests, Connection relational) throws Exception {
        try (var engine = EmbeddedClickHouse.start(folder.resolve("clickhouse"), 0);
                var connection = connect(engine)) {
            new Migrator(Deployment.singleNode(), CLOCK).migrate(connection);
            long start = System.nanoTime();
            MadeUpFacts.write(connection, pullRequests);
            say(
                    "%,d pull requests and %,d counters made in %.0f s; load of the machine %.1f",
                    pullRequests,
                    number(connection, "SELECT count() FROM plumbline.metric_daily"),
                    (System.nanoTime() - start) / 1e9,
                    load());
            var config = DashboardsConfig.local(
                    jdbc(engine) + "default", engine.pipelineUser(), engine.pipelinePassword(), ZoneOffset.UTC);
            try (var server = DashboardServer.start(config, 0, CLOCK)) {
                pages(server);
                cards(server, connection);
                if (relational != null) {
                    compare(server, connection, relational);
                }
            }
            say("load of the machine at the end %.1f", load());
        }
    }

    private void pages(DashboardServer server) throws Exception {
        var trivial = Times.of(rounds * 3, () -> get(server, "/definitions"));
        say("%n%-58s %8s %8s  ratio of p95", "page, ms", "p50", "p95");
        say("%-58s %s", "/definitions (asks ClickHouse nothing)", trivial);
        var paths = RouteTable.all().stream()
                .filter(route -> !route.changes() && !route.data())
                .map(Route::path)
                .filter(path -> !path.contains("{") && !path.contains("<") && !path.startsWith("/card/"))
                .filter(path ->
                        !path.startsWith("/login") && !path.startsWith("/account") && !path.equals("/definitions"))
                .distinct()
                .toList();
        for (var path : paths) {
            long start = System.nanoTime();
            if (status(server, path) == 200) {
                double first = (System.nanoTime() - start) / 1e6;
                var times = Times.of(rounds, () -> get(server, path));
                say("%-58s %s %,8.1f   first %,.0f", path, times, times.p95() / trivial.p95(), first);
            }
        }
        var one = Times.of(rounds, () -> get(server, "/pr/github/acme/service-7/3"));
        say("%-58s %s %,8.1f", "/pr/github/acme/service-7/3", one, one.p95() / trivial.p95());
    }

    private void cards(DashboardServer server, Connection connection) throws Exception {
        say("%n%-58s %8s %8s   %8s %8s", "card, ms (12 weeks)", "p50", "p95", "its SQL", "p95");
        var names = RouteTable.all().stream()
                .map(Route::path)
                .filter(path -> path.startsWith("/card/"))
                .map(path -> path.substring("/card/".length()))
                .sorted(Comparator.naturalOrder())
                .toList();
        for (var name : names) {
            if (status(server, "/card/" + name) != 200) {
                say("%-58s failed", name);
                continue;
            }
            var card = Times.of(rounds, () -> get(server, "/card/" + name));
            var sql = status(server, "/data/" + name + ".sql") == 200 ? get(server, "/data/" + name + ".sql") : null;
            say("%-58s %s   %s", name, card, sql == null ? "" : Times.of(rounds, () -> read(connection, sql)));
        }
    }

    private void compare(DashboardServer server, Connection connection, Connection relational) throws Exception {
        long start = System.nanoTime();
        RelationalBaseline.fill(connection, relational);
        say(
                "%n%s filled in %.0f s",
                relational.getMetaData().getDatabaseProductName() + " "
                        + relational.getMetaData().getDatabaseProductVersion(),
                (System.nanoTime() - start) / 1e9);
        say("%-58s %8s %8s   %8s %8s  ratio of p50", "question, ms", "ours", "p95", "theirs", "p95");
        for (var question : RelationalBaseline.QUESTIONS) {
            if (status(server, question.path()) == 200) {
                var sql = get(server, question.path()).replaceAll("LIMIT 10000\\b", "LIMIT 50");
                beside(question.name(), connection, sql, relational, question.relational());
            }
        }
        beside(
                "median and p90 of pick-up by week and origin; 52 weeks",
                connection,
                RelationalBaseline.MEDIANS_CLICKHOUSE,
                relational,
                RelationalBaseline.MEDIANS_RELATIONAL);
    }

    private void beside(String name, Connection ours, String oursSql, Connection theirs, String theirsSql)
            throws Exception {
        var here = Times.of(rounds, () -> read(ours, oursSql));
        var there = Times.of(rounds, () -> read(theirs, theirsSql));
        say("%-58s %s   %s %,8.1f", name, here, there, there.p50() / here.p50());
    }

    private static void read(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    rows.getObject(i);
                }
            }
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String jdbc(EmbeddedClickHouse engine) {
        return "jdbc:clickhouse://" + engine.httpUrl().getAuthority() + "/";
    }

    private static Connection connect(EmbeddedClickHouse engine) throws SQLException {
        var properties = new java.util.Properties();
        properties.setProperty("user", engine.pipelineUser());
        properties.setProperty("password", engine.pipelinePassword());
        properties.setProperty("socket_timeout", "600000");
        return DriverManager.getConnection(jdbc(engine) + "default", properties);
    }

    private HttpResponse<String> ask(DashboardServer server, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int status(DashboardServer server, String path) throws Exception {
        return ask(server, path).statusCode();
    }

    private String get(DashboardServer server, String path) throws Exception {
        var answer = ask(server, path);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void say(String format, Object... values) {
        out.accept(String.format(Locale.ROOT, format, values));
    }
}
