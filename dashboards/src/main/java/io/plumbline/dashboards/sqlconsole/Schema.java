package io.plumbline.dashboards.sqlconsole;

import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The views of {@code mart} as they are, each with what docs/sql.md says of it. */
final class Schema {

    private static final SqlFile QUERY = SqlFile.beside(Schema.class, "schema.sql");

    /** A column of the catalogue. */
    record Found(String viewName, String columnName, String columnType) {}

    /** @param call how it is read, such as {@code mart.line_rework_within(days = 25)} */
    record View(String name, String call, String about, List<Column> columns) {}

    /** @param about empty = only the view's own words speak of it */
    record Column(String name, String type, String about) {}

    private final Database database;
    private final SchemaDocs docs;

    Schema(Database database) {
        this.database = database;
        this.docs = SchemaDocs.packaged();
    }

    /** @throws io.plumbline.dashboards.sql.DatabaseAwayException when ClickHouse does not answer */
    List<View> views() {
        Map<String, List<Column>> columns = new LinkedHashMap<>();
        for (var found : database.rows(QUERY, Map.of(), Found.class)) {
            var of = columns.computeIfAbsent(found.viewName(), view -> new ArrayList<>());
            if (found.columnName() != null && !found.columnName().isEmpty()) {
                of.add(new Column(
                        found.columnName(), found.columnType(), docs.ofColumn(found.viewName(), found.columnName())));
            }
        }
        return columns.entrySet().stream()
                .map(view ->
                        new View(view.getKey(), docs.call(view.getKey()), docs.ofView(view.getKey()), view.getValue()))
                .toList();
    }
}
