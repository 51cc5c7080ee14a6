package io.plumbline.dashboards.acceptance;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import java.time.LocalDate;
import java.util.List;

/** The first panel: accepted of shown, suggested or decided, in editors and agents, as each vendor counts. */
final class IdePanel extends Figure<IdePanel.Row> {

    private static final String PEOPLE = "human_decision_acceptance";

    /** A row of ide.sql; the dimension is vendor/kind/surface. */
    record Row(
            String metricId,
            String ofDimension,
            boolean isNow,
            long acceptedCount,
            long offeredCount,
            long provisionalCount,
            LocalDate lastDay) {

        boolean isShare() {
            return acceptedCount >= 0 && offeredCount > 0 && acceptedCount <= offeredCount;
        }

        Share share() {
            return isShare() ? new Share(acceptedCount, offeredCount) : new Share(0, 0);
        }
    }

    IdePanel(Sources sources) {
        super(
                sources,
                "acceptance-ide",
                "1. In the editor: how much of what is offered is accepted?",
                "medium",
                SqlFile.beside(IdePanel.class, "ide.sql"),
                Row.class,
                "ide_acceptance",
                PEOPLE);
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.stream().noneMatch(Row::isNow)) {
            boolean none = sources(request).usageReports() == 0;
            card.blank(
                    none ? EmptyKind.NOT_CONNECTED : EmptyKind.FILTER,
                    none
                            ? "No vendor's usage report has been imported: run \"./plumbline import copilot FILE\", or one of"
                                    + " cursor, claude-code, gemini, windsurf, otel."
                            : "No usage report says anything of this period with these filters.");
            return;
        }
        var grid = Grid.builder()
                .column("Vendor")
                .column("Surface")
                .column("Of what was")
                .number("Accepted")
                .drawing("95 % interval", "0", "50", "100 %")
                .number("Counts")
                .column("Against the period before")
                .column("Up to");
        for (var row : rows) {
            if (!row.isNow()) {
                continue;
            }
            var parts = row.ofDimension().split("/", 3);
            var before = rows.stream()
                    .filter(other -> !other.isNow()
                            && other.metricId().equals(row.metricId())
                            && other.ofDimension().equals(row.ofDimension()))
                    .map(Row::share)
                    .findFirst()
                    .orElse(new Share(0, 0));
            grid.row(
                    row.metricId() + "/" + row.ofDimension(),
                    row.isShare() && row.share().guard() == SampleGuard.WEAK,
                    Cell.text(parts[0].isEmpty() ? "any" : Vendors.label(parts[0])),
                    Cell.text(parts.length > 2 ? Labels.words(parts[2]) : ""),
                    Cell.text(
                            row.metricId().equals(PEOPLE)
                                    ? "decided by a person"
                                    : parts.length > 1 ? Labels.words(parts[1]) : ""),
                    row.isShare()
                            ? Cell.share(row.share())
                            : Cell.missing(
                                    row.offeredCount() == 0 ? "no data" : "> 100 %",
                                    row.offeredCount() == 0
                                            ? "Nothing was offered"
                                            : "More accepted than offered: the report counts what it did not offer"),
                    Cell.interval(row.share()),
                    Cell.number(Numbers.count(row.acceptedCount()) + " / " + Numbers.count(row.offeredCount()))
                            .tagged(row.provisionalCount() > 0 ? "provisional" : ""),
                    Cell.text(Change.of(row.share(), before)),
                    Cell.text(io.plumbline.dashboards.format.Times.day(row.lastDay())));
        }
        card.grid(grid.build())
                .caveat(
                        "Never to be added up: each row counts something else, and says of what. Suggestions of one session are"
                                + " not independent, so Wilson intervals are too narrow. Vendors restate their days for up to three"
                                + " days. A repository or an origin does not narrow this card: vendors report neither.");
    }
}
