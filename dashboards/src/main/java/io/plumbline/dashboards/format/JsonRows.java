package io.plumbline.dashboards.format;

import java.util.ArrayList;
import java.util.List;

/** Rows as JSON has them: numbers, truth values, lists and null as they are, everything else as text. */
public final class JsonRows {

    private JsonRows() {}

    public static List<List<Object>> of(List<List<Object>> rows) {
        return rows.stream().map(JsonRows::cells).toList();
    }

    private static List<Object> cells(List<?> row) {
        var cells = new ArrayList<Object>(row.size());
        row.forEach(cell -> cells.add(cell(cell)));
        return cells;
    }

    private static Object cell(Object cell) {
        if (cell == null || cell instanceof Number || cell instanceof Boolean) {
            return cell;
        }
        return cell instanceof List<?> several ? cells(several) : cell.toString();
    }
}
