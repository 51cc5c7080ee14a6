package io.plumbline.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Lists for people (columns) and for programs (JSON). */
final class Listing {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Listing() {}

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Writing JSON into memory failed", e);
        }
    }

    /** The last column may be as wide as it likes. */
    static void columns(PrintStream out, List<String> head, List<List<String>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(head);
        all.addAll(rows);
        for (var row : all) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width =
                        all.stream().mapToInt(one -> one.get(at).length()).max().orElse(0);
                line.append(row.get(column));
                if (column < row.size() - 1) {
                    line.append(" ".repeat(width - row.get(column).length() + 2));
                }
            }
            out.println(line);
        }
    }
}
