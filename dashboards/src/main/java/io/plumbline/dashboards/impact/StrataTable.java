package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.schema.metric.MetricDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Every stratum of repository, size and task type with its two sides; those that say nothing about the ratio are listed with
 * the reason.
 *
 * @param left how many are not listed
 */
record StrataTable(Frame frame, List<Row> rows, int left, EmptyKind empty) {

    private static final int MOST = 100;

    /** One stratum. */
    record Row(
            String repo,
            String size,
            String task,
            Strata.Both both,
            MetricDefinition metric,
            String status,
            boolean isUsed,
            String aiHref,
            String restHref) {

        String ai() {
            return both.ai().counts(metric);
        }

        String rest() {
            return both.rest().counts(metric);
        }
    }

    static StrataTable of(Frame frame, ImpactRequest request, List<Strata.Row> rows) {
        var strata = Strata.of(rows, row -> String.join(Strata.SEPARATOR, row.repo(), row.size(), row.task()));
        if (strata.strata().isEmpty()) {
            return new StrataTable(frame, List.of(), 0, EmptyKind.FILTER);
        }
        var all = strata.strata().entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Strata.Both> entry) ->
                                -entry.getValue().units())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> row(entry.getKey(), entry.getValue(), request))
                .toList();
        long used = all.stream().filter(Row::isUsed).count();
        long units = all.stream()
                .filter(Row::isUsed)
                .mapToLong(row -> row.both().units())
                .sum();
        long of = all.stream().mapToLong(row -> row.both().units()).sum();
        return new StrataTable(
                frame.finding(Numbers.count(used) + " of " + Numbers.count(all.size())
                        + " strata hold both sides and an event; " + Numbers.count(units) + " of " + Numbers.count(of)
                        + " pull requests are in them."),
                all.stream().limit(MOST).toList(),
                Math.max(0, all.size() - MOST),
                null);
    }

    private static Row row(String name, Strata.Both both, ImpactRequest request) {
        var parts = name.split(Strata.SEPARATOR, 3);
        var status = !both.rest().isKnown()
                ? "no overlap: AI-written only"
                : !both.ai().isKnown()
                        ? "no overlap: the rest only"
                        : both.ai().events() + both.rest().events() == 0 ? "nothing happened" : "used";
        var more = Map.of("repo", parts[0], "size", parts[1], "task", parts[2]);
        return new Row(
                parts[0],
                parts[1].equals("-") ? "unknown" : parts[1],
                parts[2].equals("-") ? "unknown" : parts[2],
                both,
                request.metric(),
                status,
                status.equals("used"),
                request.arm(request.metric(), true, more),
                request.arm(request.metric(), false, more));
    }
}
