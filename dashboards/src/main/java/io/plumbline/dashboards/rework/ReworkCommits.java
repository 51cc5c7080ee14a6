package io.plumbline.dashboards.rework;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The commits that rewrote the most young lines: where bars of the page lead. */
final class ReworkCommits extends Figure<ReworkCommits.Row> {

    static final String NAME = "rework-commits";

    private static final int SHORT_SHA = 10;

    /** A row of commits.sql; number is null for a commit that no pull request brought. */
    record Row(
            String provider,
            String repo,
            String sha,
            Long number,
            Instant committedAt,
            String origin,
            long linesAdded,
            long linesRemoved,
            long reworkLines,
            long ownReworkLines) {}

    ReworkCommits(Sources sources) {
        super(
                sources,
                NAME,
                "Which commits rewrote the most young lines?",
                "medium",
                SqlFile.beside(ReworkCommits.class, "commits.sql"),
                Row.class,
                "line_rework_rate");
    }

    @Override
    protected Right right() {
        return Right.PULL_REQUESTS;
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        return Lines.parameters(request);
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.isEmpty()) {
            var known = sources(request);
            if (known.lineCommits() > 0) {
                card.blank(
                        EmptyKind.TRUE_ZERO,
                        "No commit of this period and these filters changed a line younger than " + Lines.days(request)
                                + " days.");
            } else {
                Lines.blank(card, known);
            }
            return;
        }
        var grid = Grid.builder()
                .column("Commit")
                .column("Pull request")
                .column("Origin")
                .column("Committed")
                .number("Young lines", "Younger than " + Lines.days(request) + " days")
                .number("of these own")
                .number("Added")
                .number("Removed");
        for (var row : rows) {
            grid.row(
                    row.sha(),
                    false,
                    Cell.text(row.sha()
                                    .substring(0, Math.min(SHORT_SHA, row.sha().length())))
                            .fine(row.repo()),
                    row.number() == null
                            ? Cell.text("–").title("No pull request is known to have brought it")
                            : Cell.text("#" + row.number())
                                    .to(Paths.pullRequest(row.provider(), row.repo(), row.number())),
                    Cell.text(Labels.origin(row.origin())),
                    Cell.text(Times.minute(row.committedAt(), request.zone())),
                    Cell.count(row.reworkLines()),
                    Cell.count(row.ownReworkLines()),
                    Cell.count(row.linesAdded()),
                    Cell.count(row.linesRemoved()));
        }
        card.grid(grid.build()).caveat("At most 25; narrow the period or the repository for others.");
    }
}
