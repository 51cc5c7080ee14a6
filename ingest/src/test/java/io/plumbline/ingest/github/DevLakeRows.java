package io.plumbline.ingest.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.testing.CsvFile;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        return CsvFile.rows(SharedData.folder(FOLDER).resolve(name + ".csv"));
    }
}
