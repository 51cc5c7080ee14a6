package io.plumbline.dashboards.health;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import java.util.List;

/**
 * A card of this page: one sentence and one table.
 *
 * @param empty why there is no table; null = there is one
 * @param says text of the empty card
 * @param commands to run by hand; may be empty
 */
record HealthCard(
        Frame frame, EmptyKind empty, String says, List<String> columns, List<Row> rows, List<String> commands) {

    /** @param warns shown in amber */
    record Row(List<Cell> cells, boolean warns) {

        static Row of(Cell... cells) {
            return new Row(List.of(cells), false);
        }

        static Row of(boolean warns, Cell... cells) {
            return new Row(List.of(cells), warns);
        }
    }

    /**
     * One cell.
     *
     * @param href null = no link
     * @param title the exact value; null = the text is exact
     * @param fine second line, smaller; may be empty
     */
    record Cell(String text, boolean number, String href, String title, String fine) {

        static Cell text(String text) {
            return new Cell(text, false, null, null, "");
        }

        static Cell number(String text) {
            return new Cell(text, true, null, null, "");
        }

        Cell to(String address) {
            return new Cell(text, number, address, title, fine);
        }

        Cell exactly(String value) {
            return new Cell(text, number, href, value, fine);
        }

        Cell fine(String line) {
            return new Cell(text, number, href, title, line);
        }
    }

    static HealthCard of(Frame frame, List<String> columns, List<Row> rows) {
        return new HealthCard(frame, null, "", List.copyOf(columns), List.copyOf(rows), List.of());
    }

    static HealthCard empty(Frame frame, EmptyKind kind, String says) {
        return new HealthCard(frame, kind, says, List.of(), List.of(), List.of());
    }

    HealthCard commands(String... lines) {
        return new HealthCard(frame, empty, says, columns, rows, List.of(lines));
    }

    boolean isNumber(int column) {
        return !rows.isEmpty() && rows.get(0).cells().get(column).number();
    }
}
