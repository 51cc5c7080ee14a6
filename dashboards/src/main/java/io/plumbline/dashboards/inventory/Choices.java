package io.plumbline.dashboards.inventory;

import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.schema.metric.Tools;
import java.util.List;

/** What the filters offer: values that occur, most frequent first. */
public record Choices(List<Choice> repos, List<Choice> teams, List<Choice> tools, List<Choice> origins) {

    /** @param uses pull requests with this value */
    public record Choice(String value, String label, long uses) {}

    /** One row of choices.sql. */
    public record Row(String field, String value, long uses) {}

    static Choices of(List<Row> rows) {
        return new Choices(pick(rows, "repo"), pick(rows, "team"), pick(rows, "tool"), pick(rows, "origin"));
    }

    private static List<Choice> pick(List<Row> rows, String field) {
        return rows.stream()
                .filter(row -> row.field().equals(field))
                .map(row -> new Choice(row.value(), label(field, row.value()), row.uses()))
                .toList();
    }

    private static String label(String field, String value) {
        return switch (field) {
            case "tool" -> Scope.NONE.equals(value) ? "No tool known" : Tools.label(value);
            case "team" -> Scope.NONE.equals(value) ? "No team" : value;
            case "origin" -> Labels.origin(value);
            default -> value;
        };
    }
}
