package io.plumbline.streams;

import io.plumbline.testing.CsvFile;
import java.nio.file.Files;
import java.nio.file.Path;
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
        return CsvFile.rows(file(path));
    }
}
