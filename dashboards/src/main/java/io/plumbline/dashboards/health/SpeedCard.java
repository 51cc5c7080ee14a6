package io.plumbline.dashboards.health;

import static io.plumbline.dashboards.health.HealthCard.Cell.number;
import static io.plumbline.dashboards.health.HealthCard.Cell.text;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The pages' own speed, as shares of each bucket and at the 75th percentile. */
final class SpeedCard {

    private SpeedCard() {}

    static HealthCard of(PageRequest request, List<UiSpeed.Line> lines) {
        var frame = Frame.of("health-speed", "How fast are these pages?", request, "");
        if (lines.isEmpty()) {
            return HealthCard.empty(
                    frame,
                    EmptyKind.SYNCING,
                    "No browser has told yet. Each does when its reader leaves a page; open another one and come back.");
        }
        long over = lines.stream().filter(UiSpeed.Line::isOverBudget).count();
        return HealthCard.of(
                frame.finding(
                                over == 0
                                        ? "Every measure is within its budget at the 75th percentile."
                                        : Labels.many(over, "measure is", "measures are") + " over budget.")
                        .caveat("Measured in readers' browsers since this process started, the newest thousand of each;"
                                + " nobody's name is kept."),
                List.of("Measure", "Page", "p75", "Budget", "Shares by bucket", "n"),
                lines.stream()
                        .map(line -> HealthCard.Row.of(
                                line.isOverBudget(),
                                text(line.measure().label),
                                text(line.section()),
                                number(line.measure().shown(line.p75())),
                                number(line.measure().shown(line.measure().budget)),
                                text(shares(line)),
                                number(Numbers.count(line.n()))))
                        .toList());
    }

    private static String shares(UiSpeed.Line line) {
        var limits = line.measure().buckets();
        return IntStream.range(0, line.shares().size())
                .mapToObj(i -> Math.round(line.shares().get(i) * 100) + " % "
                        + (i < limits.size()
                                ? "≤ " + line.measure().shown(limits.get(i))
                                : "above " + line.measure().shown(limits.get(limits.size() - 1))))
                .collect(Collectors.joining(", "));
    }
}
