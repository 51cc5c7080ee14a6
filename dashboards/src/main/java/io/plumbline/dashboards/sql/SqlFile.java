package io.plumbline.dashboards.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One query: a file whose first line is a sentence that says what it gives. */
public final class SqlFile {

    private final String name;
    private final String text;

    private SqlFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /**
     * @param page class of the package that holds the file
     * @param file name such as {@code acceptance.sql}
     * @throws IllegalStateException when the file is missing or does not begin with a sentence
     */
    public static SqlFile beside(Class<?> page, String file) {
        try (var in = page.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("No " + file + " beside " + page.getName());
            }
            return of(file.replace(".sql", ""), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    public static SqlFile of(String name, String text) {
        if (!text.startsWith("-- ")) {
            throw new IllegalStateException(name + ".sql must begin with a sentence in a comment");
        }
        return new SqlFile(name, text.strip());
    }

    public String name() {
        return name;
    }

    /** The sentence of the first line. */
    public String sentence() {
        return text.lines().findFirst().orElse("").substring(3);
    }

    public String text() {
        return text;
    }

    /** The statement as any ClickHouse client runs it: each {@code :name} replaced by its literal. */
    public String filled(Map<String, ?> parameters) {
        return Literals.fill(text, parameters);
    }
}
