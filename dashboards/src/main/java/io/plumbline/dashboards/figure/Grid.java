package io.plumbline.dashboards.figure;

import java.util.ArrayList;
import java.util.List;

/** A table of figures; the first cell of a row is its heading. */
public record Grid(List<Column> columns, List<Row> rows) {

    /**
     * @param title what it means, longer; may be empty
     * @param scale labels of a drawing's axis from left to right; empty without a drawing
     */
    public record Column(String label, boolean number, String title, List<String> scale) {}

    /** @param weak a small sample, shown in grey */
    public record Row(String id, boolean weak, List<Cell> cells) {}

    public static Builder builder() {
        return new Builder();
    }

    /** Columns first, then rows. */
    public static final class Builder {

        private final List<Column> columns = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();

        public Builder column(String label) {
            columns.add(new Column(label, false, "", List.of()));
            return this;
        }

        public Builder number(String label) {
            return number(label, "");
        }

        public Builder number(String label, String title) {
            columns.add(new Column(label, true, title, List.of()));
            return this;
        }

        public Builder drawing(String label, String... scale) {
            columns.add(new Column(label, false, "", List.of(scale)));
            return this;
        }

        public Builder row(String id, boolean weak, Cell... cells) {
            return row(id, weak, List.of(cells));
        }

        public Builder row(String id, boolean weak, List<Cell> cells) {
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException(cells.size() + " cells in " + columns.size() + " columns");
            }
            rows.add(new Row(id, weak, List.copyOf(cells)));
            return this;
        }

        public Grid build() {
            return new Grid(List.copyOf(columns), List.copyOf(rows));
        }
    }
}
