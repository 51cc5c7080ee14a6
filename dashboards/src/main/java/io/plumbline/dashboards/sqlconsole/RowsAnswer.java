package io.plumbline.dashboards.sqlconsole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plumbline.dashboards.sqlconsole.Asking.Ended;
import io.plumbline.dashboards.sqlconsole.Runs.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.function.Supplier;

/** The rows of a page: at most {@value #MOST_ROWS}, at most {@value #MOST_BYTES} bytes, and said so when there are more. */
final class RowsAnswer implements Asking.Reading {

    static final int MOST_ROWS = 1000;
    static final int MOST_BYTES = 8_000_000;
    static final String FORMAT = "JSONCompactEachRowWithNamesAndTypes";

    /** A browser reads numbers as doubles; longer integers are sent as text. */
    private static final long EXACT = 1L << 53;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final ObjectNode answer = JSON.createObjectNode();

    RowsAnswer(String queryId) {
        answer.put("id", queryId);
    }

    JsonNode answer() {
        return answer;
    }

    @Override
    public Ended read(HttpResponse<InputStream> response, Supplier<Long> millis) throws IOException, RefusedException {
        var rows = new ResultRows(response.body());
        var columns = answer.putArray("columns");
        for (int i = 0; i < rows.names().size(); i++) {
            columns.addObject()
                    .put("name", rows.names().get(i).asText())
                    .put("type", rows.types().get(i).asText());
        }
        var shown = answer.putArray("rows");
        var cut = "";
        for (var row = rows.next(); row != null; row = rows.next()) {
            if (shown.size() == MOST_ROWS) {
                cut = "There are more rows than the " + MOST_ROWS + " shown here; an export has up to a million.";
                break;
            }
            if (rows.bytes() > MOST_BYTES) {
                cut = "The rows are large: these " + shown.size()
                        + " are what a page holds; select fewer columns, or export.";
                break;
            }
            shown.add(readable(row));
        }
        var summary = ClickHouse.summary(response);
        answer.put("cut", cut);
        answer.put("result_rows", shown.size());
        answer.put("read_rows", summary.path("read_rows").asLong());
        answer.put("read_bytes", summary.path("read_bytes").asLong());
        answer.put("millis", millis.get());
        return new Ended(cut.isEmpty() ? Outcome.FINISHED : Outcome.CUT, shown.size(), cut);
    }

    private static ArrayNode readable(ArrayNode row) {
        for (int i = 0; i < row.size(); i++) {
            var value = row.get(i);
            if (value.isIntegralNumber() && (!value.canConvertToLong() || Math.abs(value.asLong()) > EXACT)) {
                row.set(i, row.textNode(value.asText()));
            }
        }
        return row;
    }

    /** The format's lines: names, types, then rows; an error after the first rows stands among them. */
    static final class ResultRows {

        private static final String EXCEPTION = "__exception__";

        private final Lines lines;
        private final ArrayNode names;
        private final ArrayNode types;

        ResultRows(InputStream body) throws IOException, RefusedException {
            this.lines = new Lines(body);
            this.names = orEmpty(next());
            this.types = orEmpty(next());
        }

        private static ArrayNode orEmpty(ArrayNode line) {
            return line == null ? JSON.createArrayNode() : line;
        }

        ArrayNode names() {
            return names;
        }

        ArrayNode types() {
            return types;
        }

        long bytes() {
            return lines.bytes();
        }

        /** Null at the end. */
        ArrayNode next() throws IOException, RefusedException {
            var line = lines.next();
            while (line != null && line.isEmpty()) {
                line = lines.next();
            }
            if (line == null) {
                return null;
            }
            if (line.equals(EXCEPTION) || line.startsWith("Code: ")) {
                throw error(lines, line);
            }
            try {
                if (JSON.readTree(line) instanceof ArrayNode row) {
                    return row;
                }
            } catch (JsonProcessingException e) {
                throw new IOException("ClickHouse sent a line that is no row", e);
            }
            throw new IOException("ClickHouse sent a line that is no row");
        }
    }

    /** What stands behind the rows when a query fails among them. */
    static RefusedException error(Lines lines, String first) throws IOException {
        var text = first;
        for (var line = first; line != null; line = lines.next()) {
            if (line.startsWith("Code: ")) {
                text = line;
                break;
            }
        }
        return ClickHouse.refused(text);
    }
}
