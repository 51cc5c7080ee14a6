package io.plumbline.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Rows from wherever they come, in one form: numbers without the zeros that only a format adds, nothing as empty text. */
public record AgreeingRows(List<List<String>> rows) {

    /** The engine adds floating numbers in any order; counts have fewer digits. */
    private static final MathContext SUMMED = new MathContext(12);

    /** @param table {@code {"columns": [..], "rows": [[..], ..]}} */
    public static AgreeingRows ofJson(JsonNode table) {
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
    public static AgreeingRows ofCsv(String csv) {
        return new AgreeingRows(CsvFile.table(csv).stream()
                .skip(1)
                .map(row -> row.stream().map(cell -> normal(unguarded(cell))).toList())
                .toList());
    }

    /** An apostrophe keeps spreadsheets from running a text. */
    private static String unguarded(String text) {
        return text.length() > 1 && text.charAt(0) == '\'' && "=+-@\t".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    /** @param rows values as a JDBC driver gives them */
    public static AgreeingRows of(List<List<Object>> rows) {
        return new AgreeingRows(rows.stream()
                .map(row -> row.stream()
                        .map(cell -> normal(cell == null ? "" : cell.toString()))
                        .toList())
                .toList());
    }

    private static String normal(String text) {
        if (text.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
            var number = new BigDecimal(text).round(SUMMED).stripTrailingZeros();
            return number.signum() == 0 ? "0" : number.toPlainString();
        }
        return text.equals("true") ? "1" : text.equals("false") ? "0" : text;
    }
}
