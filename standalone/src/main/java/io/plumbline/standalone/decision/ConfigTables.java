package io.plumbline.standalone.decision;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.standalone.process.Attachment;
import io.plumbline.standalone.process.ReadOnlySql;
import io.plumbline.streams.directory.SeenIdentity;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decisions and identities as ClickHouse has them: enough to look at, without a broker. */
public final class ConfigTables {

    private static final String ENTRIES = """
            SELECT kind, id, event_id, delivery_id, toUnixTimestamp64Milli(decided_at) AS decided,
                   toUnixTimestamp64Milli(observed_at) AS observed, content, author, reason, retracted
            FROM plumbline.config_entry FINAL
            """;

    /** Accounts that did something, and people as commits name them. */
    private static final String IDENTITIES = """
            SELECT provider, login, id, name, email, sum(seen) AS seen
            FROM
            (
                SELECT provider, actor_login AS login, toInt64(ifNull(actor_id, 0)) AS id, '' AS name, '' AS email, count() AS seen
                FROM plumbline.event FINAL
                WHERE actor_login != '' AND kind != 'origin_override'
                GROUP BY ALL
                UNION ALL
                SELECT provider, JSONExtractString(attributes, who, 'login') AS login, JSONExtractInt(attributes, who, 'id') AS id,
                       JSONExtractString(attributes, who, 'name') AS name, JSONExtractString(attributes, who, 'email') AS email,
                       count() AS seen
                FROM plumbline.event FINAL
                ARRAY JOIN ['author', 'committer'] AS who
                WHERE kind = 'commit' AND JSONHas(attributes, who)
                GROUP BY ALL
            )
            WHERE email != 'noreply@github.com'
            GROUP BY provider, login, id, name, email
            """;

    private ConfigTables() {}

    public static Decided decided(Attachment attachment) throws IOException, InterruptedException {
        return new Decided(ReadOnlySql.rows(attachment, ENTRIES).stream()
                .map(ConfigTables::entry)
                .toList());
    }

    static Decided decided(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ENTRIES)) {
            var entries = new ArrayList<ConfigEntry>();
            while (rows.next()) {
                var meta = new EventMeta(
                        "plumbline",
                        "plumbline",
                        rows.getString("delivery_id"),
                        rows.getString("event_id"),
                        Instant.ofEpochMilli(rows.getLong("decided")),
                        Instant.ofEpochMilli(rows.getLong("observed")),
                        null);
                entries.add(new ConfigEntry(
                        meta,
                        rows.getString("kind"),
                        rows.getString("id"),
                        rows.getString("content"),
                        rows.getString("author"),
                        rows.getString("reason"),
                        rows.getBoolean("retracted")));
            }
            return new Decided(entries);
        }
    }

    public static List<SeenIdentity> identities(Attachment attachment) throws IOException, InterruptedException {
        return ReadOnlySql.rows(attachment, IDENTITIES).stream()
                .map(row -> new SeenIdentity(
                        row.path("provider").asText(),
                        row.path("login").asText(),
                        row.path("id").asLong() == 0 ? null : row.path("id").asLong(),
                        row.path("name").asText(),
                        row.path("email").asText(),
                        row.path("seen").asLong()))
                .toList();
    }

    private static ConfigEntry entry(JsonNode row) {
        var meta = new EventMeta(
                "plumbline",
                "plumbline",
                row.path("delivery_id").asText(),
                row.path("event_id").asText(),
                Instant.ofEpochMilli(row.path("decided").asLong()),
                Instant.ofEpochMilli(row.path("observed").asLong()),
                null);
        return new ConfigEntry(
                meta,
                row.path("kind").asText(),
                row.path("id").asText(),
                row.path("content").asText(),
                row.path("author").asText(),
                row.path("reason").asText(),
                row.path("retracted").asBoolean() || row.path("retracted").asInt() == 1);
    }
}
