package io.plumbline.dashboards.stats.compare;

import java.util.Optional;

/**
 * Where a figure stands in a published table: an inner cell, the total of a row or column, or the grand total. The groups of
 * a list are the row totals of a table without columns.
 *
 * @param row empty in column totals and the grand total
 * @param column empty in row totals and the grand total
 */
public record Place(Optional<String> row, Optional<String> column) {

    public static Place cell(String row, String column) {
        return new Place(Optional.of(row), Optional.of(column));
    }

    public static Place group(String name) {
        return new Place(Optional.of(name), Optional.empty());
    }

    public static Place columnTotal(String column) {
        return new Place(Optional.empty(), Optional.of(column));
    }

    public static Place total() {
        return new Place(Optional.empty(), Optional.empty());
    }

    /** For an order that does not depend on the input's. */
    String sortKey() {
        return row.map(name -> "1" + name).orElse("2") + "\0"
                + column.map(name -> "1" + name).orElse("2");
    }
}
