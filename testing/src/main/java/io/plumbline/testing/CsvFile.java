package io.plumbline.testing;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads CSV, files of other people and our own answers: RFC 4180, the first line names the columns. */
public final class CsvFile {

    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

    private CsvFile() {}

    /** Rows by column name, in the order of the file; an empty field is the empty text. Values may span lines. */
    public static List<Map<String, String>> rows(Path file) {
        try {
            var text = Files.readString(file);
            // Some begin with a byte order mark.
            var content = text.startsWith("\uFEFF") ? text.substring(1) : text;
            try (MappingIterator<Map<String, String>> rows = MAPPER.readerForMapOf(String.class)
                    .with(CsvSchema.emptySchema().withHeader())
                    .readValues(content)) {
                return rows.readAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Every line, the one that names the columns too. */
    static List<List<String>> table(String csv) {
        try (MappingIterator<List<String>> rows = MAPPER.readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(csv)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException("Not CSV: " + csv, e);
        }
    }
}
