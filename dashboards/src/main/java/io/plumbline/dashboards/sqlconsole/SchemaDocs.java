package io.plumbline.dashboards.sqlconsole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What docs/sql.md says of each view and column: the file is packaged into this jar, so that there is one text. A section
 * is headed by the views that it is about; columns stand in its table, or in its sentences as {@code `name` (meaning)}.
 */
final class SchemaDocs {

    private static final Pattern VIEW = Pattern.compile("mart\\.([a-z0-9_]+)");
    private static final Pattern NAME = Pattern.compile("`([a-z0-9_]+)`");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");

    /** What is known of one view. */
    private static final class Section {
        private final StringBuilder about = new StringBuilder();
        private final StringBuilder prose = new StringBuilder();
        private final Map<String, String> columns = new LinkedHashMap<>();
    }

    private final Map<String, Section> sections = new HashMap<>();

    SchemaDocs(String markdown) {
        Section now = null;
        for (var line : markdown.split("\n")) {
            if (line.startsWith("### ") && VIEW.matcher(line).find()) {
                now = new Section();
                for (var view = VIEW.matcher(line).results().iterator(); view.hasNext(); ) {
                    sections.put(view.next().group(1), now);
                }
            } else if (line.startsWith("#")) {
                now = null;
            } else if (now != null && line.startsWith("|")) {
                row(now, line);
            } else if (now != null) {
                now.about.append(line.isBlank() ? "\n" : plain(line) + " ");
                now.prose.append(line).append(' ');
            }
        }
    }

    static SchemaDocs packaged() {
        try (var in = SchemaDocs.class.getResourceAsStream("sql.md")) {
            if (in == null) {
                throw new IllegalStateException("docs/sql.md is not packaged beside " + SchemaDocs.class.getName());
            }
            return new SchemaDocs(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read sql.md", e);
        }
    }

    private static void row(Section section, String line) {
        var cells = line.split("\\|");
        if (cells.length < 3) {
            return;
        }
        var names = NAME.matcher(cells[1]);
        while (names.find()) {
            section.columns.put(names.group(1), plain(cells[2].strip()));
        }
    }

    private static String plain(String markdown) {
        return LINK.matcher(markdown).replaceAll("$1").replace("`", "");
    }

    /** Empty when nothing is written about it. */
    String ofView(String view) {
        var section = sections.get(view);
        return section == null ? "" : section.about.toString().strip().replaceAll(" *\n+ *", "\n");
    }

    /** Empty when the view's text names it without saying more. */
    String ofColumn(String view, String column) {
        var section = sections.get(view);
        if (section == null) {
            return "";
        }
        var known = section.columns.get(column);
        return known == null ? inProse(section.prose.toString(), column) : known;
    }

    /** Whether its section speaks of it at all. */
    boolean names(String view, String column) {
        var section = sections.get(view);
        return section != null
                && (section.columns.containsKey(column) || section.prose.indexOf("`" + column + "`") >= 0);
    }

    private static String inProse(String prose, String column) {
        var start = "`" + column + "` (";
        int at = prose.indexOf(start);
        if (at < 0) {
            return "";
        }
        int depth = 1;
        int end = at + start.length();
        while (end < prose.length() && depth > 0) {
            depth += prose.charAt(end) == '(' ? 1 : prose.charAt(end) == ')' ? -1 : 0;
            end++;
        }
        return plain(prose.substring(at + start.length(), Math.max(at + start.length(), end - 1)));
    }

    /** A view with parameters is called as its section shows. */
    String call(String view) {
        var section = sections.get(view);
        var name = "mart." + view;
        if (section == null) {
            return name;
        }
        var called = Pattern.compile("SELECT \\* FROM (" + Pattern.quote(name) + "\\([^)]*\\))")
                .matcher(section.prose);
        return called.find() ? called.group(1) : name;
    }
}
