package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineConnection;
import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a session's settings were, to give them back after a request that had settings of its own. */
final class SessionSettings {
    private SessionSettings() {}

    static Map<String, String> current(EngineConnection connection, Set<String> names) throws EngineException {
        Map<String, String> values = new LinkedHashMap<>();
        if (names.isEmpty()) {
            return values;
        }
        String list = names.stream().map(EngineConnection::literal).collect(Collectors.joining(", "));
        String table = connection
                .query("SELECT name, hex(value) FROM system.settings WHERE name IN (" + list + ")")
                .text();
        table.lines()
                .map(line -> line.split("\t", -1))
                .forEach(
                        row -> values.put(row[0], new String(HexFormat.of().parseHex(row[1]), StandardCharsets.UTF_8)));
        return values;
    }
}
