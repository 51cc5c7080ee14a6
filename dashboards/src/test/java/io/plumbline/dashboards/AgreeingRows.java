package io.plumbline.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Rows from wherever they come, in one form: numbers without the zeros that only a format adds, nothing as empty text. */
record AgreeingRows(List<List<String>> rows) {

    static AgreeingRows ofJson(JsonNode table) {
        var rows = new ArrayList<List<String>>();
        for (var row : table.get("rows")) {
            var cells = new ArrayList<String>();
            row.forEach(cell -> cells.add(normal(text(cell))));
            rows.add(cells);
        }
        return new AgreeingRows(rows);
    }

    private static String text(JsonNode cell) {
        if (cell.isArray()) {
            var parts = new ArrayList<String>();
            cell.forEach(part -> parts.add(part.isNull() ? "null" : part.asText()));
            return parts.toString();
        }
        return cell.isNull() ? "" : cell.asText();
    }

    /** RFC 4180, without the first line. */
    static AgreeingRows ofCsv(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(normal(unguarded(cell.toString())));
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        return new AgreeingRows(List.copyOf(rows.subList(Math.min(1, rows.size()), rows.size())));
    }

    /** An apostrophe keeps spreadsheets from running a text. */
    private static String unguarded(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && "=+-@\t".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    static AgreeingRows of(List<List<Object>> rows) {
        return new AgreeingRows(rows.stream()
                .map(row -> row.stream()
                        .map(cell -> normal(cell == null ? "" : cell.toString()))
                        .toList())
                .toList());
    }

    private static String normal(String text) {
        if (text.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
            var number = new BigDecimal(text).stripTrailingZeros();
            return number.signum() == 0 ? "0" : number.toPlainString();
        }
        return text.equals("true") ? "1" : text.equals("false") ? "0" : text;
    }
}
