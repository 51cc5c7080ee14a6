package io.plumbline.dashboards.sqlconsole;

import java.util.List;

/**
 * How other programs are connected to the same views.
 *
 * @param embedded the engine in this process: loopback only, users without a password
 */
record Connect(boolean embedded, List<Client> clients) {

    /** @param line to copy */
    record Client(String name, String how, String line) {}

    private static final String ANALYST = "analyst";

    /** @param settings null = no console here, so nothing is known but the shape of the lines */
    static Connect to(ConsoleSettings settings) {
        boolean known = settings != null;
        boolean embedded = known && settings.password().isEmpty();
        var scheme = known ? settings.url().getScheme() : "https";
        boolean tls = "https".equals(scheme);
        var host = known ? settings.url().getHost() : "clickhouse.example.org";
        int port = known && settings.url().getPort() > 0 ? settings.url().getPort() : tls ? 8443 : 8123;
        var user = embedded ? ANALYST : "YOUR-USER";
        var at = host + ":" + port;
        var parameters = tls ? "?ssl=true" : "";
        return new Connect(
                embedded,
                List.of(
                        new Client(
                                "curl",
                                "Any program that speaks HTTP. The statement is the body; the format is in the"
                                        + " address.",
                                "curl -u " + user + ": '" + scheme + "://" + at
                                        + "/?database=mart&default_format=CSVWithNames' --data-binary 'SELECT * FROM"
                                        + " acceptance'"),
                        new Client(
                                "clickhouse-client",
                                embedded
                                        ? "Speaks the native protocol, which the engine in this process does not:"
                                                + " use curl or ./plumbline sql, or run your own server."
                                        : "The native protocol over TLS, port 9440 unless your server has another.",
                                embedded
                                        ? "./plumbline sql \"SELECT * FROM mart.acceptance\""
                                        : "clickhouse-client --host " + host + " --port 9440 --secure --user " + user
                                                + " --password --database mart"),
                        new Client(
                                "DBeaver, DataGrip, any JDBC",
                                "Driver com.clickhouse:clickhouse-jdbc. Leave the tool's own \"read-only\" box off:"
                                        + " the user is read-only already, and the box sends settings that it may not"
                                        + " send.",
                                "jdbc:clickhouse:" + scheme + "://" + at + "/mart" + parameters),
                        new Client(
                                "Grafana",
                                "Plugin grafana-clickhouse-datasource, protocol HTTP. deploy/grafana holds the data"
                                        + " source and dashboards ready to be provisioned.",
                                "Server address " + host + ", port " + port + ", protocol HTTP"
                                        + (tls ? ", secure" : "") + ", user " + user + ", default database mart"),
                        new Client(
                                "Metabase",
                                "Version 54 or later has the driver built in. Display name as you like; tick SSL for"
                                        + " https.",
                                "Host " + host + ", port " + port + ", databases mart, user " + user),
                        new Client(
                                "Superset",
                                "Install clickhouse-connect beside Superset; add a database with this SQLAlchemy URI.",
                                "clickhousedb://" + user + "@" + at + "/mart" + (tls ? "?secure=true" : ""))));
    }
}
