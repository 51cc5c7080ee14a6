package io.plumbline.dashboards.sqlconsole;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.format.Csv;
import io.plumbline.dashboards.sqlconsole.Asking.Ended;
import io.plumbline.dashboards.sqlconsole.Runs.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes the whole result into a file of the reader's, as it comes. A file that is not whole says so: CSV and JSON in their
 * last line, Parquet in its name and a header.
 */
final class Export implements Asking.Reading {

    static final String CUT_HEADER = "X-Plumbline-Cut";

    private static final int CHUNK = 1 << 16;

    private final Context ctx;
    private final Question question;
    private final ConsoleSettings settings;

    Export(Context ctx, Question question, ConsoleSettings settings) {
        this.ctx = ctx;
        this.question = question;
        this.settings = settings;
    }

    ClickHouse.Wanted wanted() {
        return switch (question.kind()) {
            case JSON -> new ClickHouse.Wanted("JSONEachRow", settings.exportRows() + 1, false);
            case PARQUET -> new ClickHouse.Wanted("Parquet", settings.exportRows(), true);
            default -> new ClickHouse.Wanted(RowsAnswer.FORMAT, settings.exportRows() + 1, false);
        };
    }

    @Override
    public Ended read(HttpResponse<InputStream> answer, Supplier<Long> millis) throws IOException, RefusedException {
        return switch (question.kind()) {
            case JSON -> json(answer);
            case PARQUET -> parquet(answer);
            default -> csv(answer);
        };
    }

    private void begin(String type, String suffix) {
        ctx.header(
                "Content-Disposition",
                "attachment; filename=\"query-" + question.id().substring(0, 8) + suffix + "\"");
        ctx.contentType(type);
    }

    private Ended csv(HttpResponse<InputStream> answer) throws IOException, RefusedException {
        var rows = new RowsAnswer.ResultRows(answer.body());
        begin("text/csv; charset=utf-8", ".csv");
        var out = new Counted(ctx.outputStream());
        out.write(new Csv().line(texts(rows.names())).toString());
        long written = 0;
        try {
            for (var row = rows.next(); row != null; row = rows.next()) {
                var cut = cut(written, out.bytes);
                if (!cut.isEmpty()) {
                    out.write(new Csv().line(List.of(cut)).toString());
                    return new Ended(Outcome.CUT, written, cut);
                }
                out.write(new Csv().line(values(row)).toString());
                written++;
            }
            return new Ended(Outcome.FINISHED, written, "");
        } catch (RefusedException | Lines.TooLongException e) {
            var broken = "failed after " + written + " rows, this file is not whole: " + e.getMessage();
            out.write(new Csv().line(List.of(broken)).toString());
            return new Ended(Outcome.FAILED, written, broken);
        }
    }

    private static List<Object> texts(JsonNode names) {
        var texts = new ArrayList<Object>();
        names.forEach(name -> texts.add(name.asText()));
        return texts;
    }

    /** Numbers stay numbers, everything else is text and guarded as such. */
    private static List<Object> values(JsonNode row) {
        var values = new ArrayList<Object>();
        row.forEach(value -> {
            if (value.isNull()) {
                values.add(null);
            } else if (value.isNumber()) {
                values.add(value.numberValue());
            } else {
                values.add(value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return values;
    }

    private Ended json(HttpResponse<InputStream> answer) throws IOException {
        var lines = new Lines(answer.body());
        begin("application/x-ndjson; charset=utf-8", ".jsonl");
        var out = new Counted(ctx.outputStream());
        long written = 0;
        try {
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (line.isEmpty()) {
                    continue;
                }
                if (!line.startsWith("{")) {
                    throw RowsAnswer.error(lines, line);
                }
                var cut = cut(written, out.bytes);
                if (!cut.isEmpty()) {
                    out.write(note(cut));
                    return new Ended(Outcome.CUT, written, cut);
                }
                out.write(line + "\n");
                written++;
            }
            return new Ended(Outcome.FINISHED, written, "");
        } catch (RefusedException | Lines.TooLongException e) {
            var broken = "failed after " + written + " rows, this file is not whole: " + e.getMessage();
            out.write(note(broken));
            return new Ended(Outcome.FAILED, written, broken);
        }
    }

    private static String note(String text) {
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("plumbline_note", text)
                + "\n";
    }

    /** Empty = there is room for one more row. */
    private String cut(long rows, long bytes) {
        if (rows >= settings.exportRows()) {
            return "cut after " + rows + " rows; the result has more: narrow it for the rest";
        }
        return bytes >= settings.exportBytes()
                ? "cut after " + rows + " rows at " + settings.exportBytes() + " bytes; narrow the result for the rest"
                : "";
    }

    /** A Parquet file cannot say in its middle that it ends, so it is looked at before it is sent. */
    private Ended parquet(HttpResponse<InputStream> answer) throws IOException, RefusedException {
        long rows = ClickHouse.summary(answer).path("result_rows").asLong();
        var file = Files.createTempFile("plumbline-export-", ".parquet");
        try {
            try (var out = Files.newOutputStream(file)) {
                copy(answer.body(), out);
            }
            boolean full = rows >= settings.exportRows();
            var cut = full ? "cut after " + rows + " rows; the result may have more" : "";
            if (full) {
                ctx.header(CUT_HEADER, cut);
            }
            begin("application/vnd.apache.parquet", (full ? "-cut-after-" + rows + "-rows" : "") + ".parquet");
            Files.copy(file, ctx.outputStream());
            return new Ended(full ? Outcome.CUT : Outcome.FINISHED, rows, cut);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException, RefusedException {
        var chunk = new byte[CHUNK];
        long bytes = 0;
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            bytes += n;
            if (bytes > settings.exportBytes()) {
                throw new RefusedException(
                        HttpStatus.BAD_REQUEST,
                        "The Parquet file would be larger than " + settings.exportBytes() + " bytes.",
                        "Ask for fewer rows or columns, or take CSV, which is cut and says so.");
            }
            out.write(chunk, 0, n);
        }
    }

    private static final class Counted {

        private final OutputStream out;
        private long bytes;

        private Counted(OutputStream out) {
            this.out = out;
        }

        private void write(String text) throws IOException {
            var encoded = text.getBytes(StandardCharsets.UTF_8);
            bytes += encoded.length;
            out.write(encoded);
        }
    }
}
