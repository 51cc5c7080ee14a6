package io.plumbline.dashboards.format;

import java.util.List;

/**
 * Comma-separated text after RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe in front (ASVS
 * 1.2.10): titles come from strangers.
 */
public final class Csv {

    private static final String FORMULA_STARTS = "=+-@\t\0";

    private final StringBuilder out = new StringBuilder();

    /** Numbers are written as they are, null as an empty field, everything else as guarded text. */
    public Csv line(List<?> fields) {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            out.append(field(fields.get(i)));
        }
        out.append("\r\n");
        return this;
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        var text = value.toString();
        if (!text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quoted = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
