package io.plumbline.dashboards.flow;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Pull requests by the length of a phase: where the segments of the bars lead. */
final class Slowest extends Figure<Slowest.Row> {

    static final String NAME = "flow-slowest";

    /** A row of slowest.sql; a phase that has not ended is null. */
    record Row(
            String provider,
            String repo,
            long number,
            String origin,
            Instant mergedAt,
            String sizeClass,
            Double coding,
            Double pickup,
            Double review,
            Double merge,
            Double commitToMergeHours) {}

    Slowest(Sources sources) {
        super(
                sources,
                NAME,
                "Which pull requests took longest?",
                "tall",
                SqlFile.beside(Slowest.class, "slowest.sql"),
                Row.class);
    }

    @Override
    protected Right right() {
        return Right.PULL_REQUESTS;
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        return FlowChoices.parameters(request);
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        card.choose(FlowChoices.phase(request));
        if (rows.isEmpty()) {
            FlowChoices.blank(card);
            return;
        }
        var grid = Grid.builder()
                .column("Pull request")
                .column("Origin")
                .column("Merged")
                .column("Size")
                .number("Coding")
                .number("Pick-up")
                .number("Review")
                .number("Merge")
                .number("In all", "First commit to merge, wall clock");
        for (var row : rows) {
            grid.row(
                    row.repo() + "#" + row.number(),
                    false,
                    Cell.text(row.repo() + "#" + row.number())
                            .to(Paths.pullRequest(row.provider(), row.repo(), row.number())),
                    Cell.text(Labels.origin(row.origin())),
                    Cell.text(Times.minute(row.mergedAt(), request.zone())),
                    Cell.text(row.sizeClass() == null ? "unknown" : row.sizeClass()),
                    hours(row.coding()),
                    hours(row.pickup()),
                    hours(row.review()),
                    hours(row.merge()),
                    hours(row.commitToMergeHours()));
        }
        card.grid(grid.build()).caveat("At most 25, the longest first. Filters of the card above apply.");
    }

    private static Cell hours(Double hours) {
        return hours == null
                ? Cell.missing("–", "Not known, or the phase did not take place")
                : Cell.number(Numbers.hours(hours)).title(Numbers.exactHours(hours));
    }
}
