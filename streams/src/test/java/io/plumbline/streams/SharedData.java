package io.plumbline.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The real data beside the checkout; a test that needs it reports itself as skipped where it is not there. */
public final class SharedData {

    private SharedData() {}

    public static Path file(String path) {
        var file = Path.of(System.getProperty("plumbline.root", ".."))
                .resolve("../shared/data")
                .resolve(path)
                .normalize();
        Assumptions.assumeTrue(Files.exists(file), "skipped: no shared data at " + file);
        return file;
    }

    /** Rows of a CSV file (RFC 4180, values may span lines) by column name. */
    public static List<Map<String, String>> csv(String path) {
        try {
            var records = records(Files.readString(file(path)));
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
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                cells.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    records.add(List.copyOf(cells));
                    cells.clear();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        // The last line need not end.
        if (!cells.isEmpty() || cell.length() > 0) {
            cells.add(cell.toString());
            records.add(List.copyOf(cells));
        }
        return records;
    }
}
