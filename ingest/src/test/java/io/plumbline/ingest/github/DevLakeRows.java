package io.plumbline.ingest.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.Mapping.Mapped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** The tables of DevLake's github plugin, and its raw rows (answers of GitHub's REST interface) through our mapping. */
final class DevLakeRows {

    static final String REPO = "panjf2000/ants";
    private static final String FOLDER = "data/devlake/github/e2e";

    private DevLakeRows() {}

    static List<Map<String, String>> expected(String table) {
        return table("snapshot_tables/" + table);
    }

    /** Rows by a column, in the order of the file. */
    static Map<String, Map<String, String>> expected(String table, String key) {
        var rows = new LinkedHashMap<String, Map<String, String>>();
        expected(table).forEach(row -> rows.put(row.get(key), row));
        return rows;
    }

    /** The answers that a raw table keeps, with what was asked in the field {@code asked}. */
    static List<JsonNode> answers(String table) {
        return table("raw_tables/" + table).stream()
                .map(row -> {
                    var answer = (ObjectNode) tree(row.get("data"));
                    if (row.get("input").startsWith("{")) {
                        answer.set("asked", tree(row.get("input")));
                    }
                    return (JsonNode) answer;
                })
                .toList();
    }

    static ObjectNode envelope() {
        var envelope = SharedData.JSON.createObjectNode();
        envelope.putObject("repository").put("full_name", REPO).put("id", 134018330L);
        return envelope;
    }

    /** What our mapping makes of it; empty when it maps nothing of this type. */
    static List<SpecificRecord> map(String type, JsonNode payload) {
        try {
            var mapping =
                    GitHubEvents.map(SharedData.webhook(type, "devlake", SharedData.JSON.writeValueAsBytes(payload)));
            return mapping instanceof Mapped mapped ? mapped.events() : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(String json) {
        try {
            return SharedData.JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, String>> table(String name) {
        try {
            var records = records(Files.readString(SharedData.folder(FOLDER).resolve(name + ".csv")));
            var header = records.get(0);
            var rows = new ArrayList<Map<String, String>>();
            for (var cells : records.subList(1, records.size())) {
                var row = new LinkedHashMap<String, String>();
                for (int i = 0; i < header.size(); i++) {
                    row.put(header.get(i), cells.get(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<String>> records(String text) {
        var records = new ArrayList<List<String>>();
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        // Some begin with a byte order mark.
        for (int i = text.startsWith("\uFEFF") ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
                cell.append(c);
            } else if (c != '\r') {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    records.add(List.copyOf(cells));
                    cells.clear();
                }
            }
        }
        if (cell.length() > 0 || !cells.isEmpty()) {
            cells.add(cell.toString());
            records.add(List.copyOf(cells));
        }
        return records;
    }
}
