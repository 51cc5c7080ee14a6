package io.plumbline.dashboards.sql;

import java.util.Map;

/** Writes values as ClickHouse literals into a statement that people copy; the server's own queries bind instead. */
final class Literals {

    private Literals() {}

    /**
     * Replaces {@code :name} outside of quotes and comments.
     *
     * @throws IllegalArgumentException when the statement names a parameter that is not given
     */
    static String fill(String sql, Map<String, ?> parameters) {
        var out = new StringBuilder(sql.length() + 64);
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'') {
                at = copyThrough(sql, at, endOfString(sql, at), out);
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = copyThrough(sql, at, end < 0 ? sql.length() : end, out);
            } else if (c == ':' && at + 1 < sql.length() && Character.isJavaIdentifierStart(sql.charAt(at + 1))) {
                int end = at + 1;
                while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
                    end++;
                }
                out.append(literal(sql.substring(at + 1, end), parameters));
                at = end;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private static int copyThrough(String sql, int from, int end, StringBuilder out) {
        out.append(sql, from, end);
        return end;
    }

    private static int endOfString(String sql, int start) {
        int end = start + 1;
        while (end < sql.length() && sql.charAt(end) != '\'') {
            end += sql.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(sql.length(), end + 1);
    }

    private static String literal(String name, Map<String, ?> parameters) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The statement needs a value for :" + name);
        }
        if (value instanceof Number) {
            return value.toString();
        }
        return quoted(value.toString());
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
