package io.plumbline.dashboards.acceptance;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.sql.SqlFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which vendors are connected; for the others how to connect them. */
final class Vendors extends Figure<Vendors.Row> {

    private static final Map<String, String> KNOWN = known();

    /** A row of vendors.sql. */
    record Row(String vendor, long figures, long figuresNow, LocalDate lastDay, Instant newestReport) {}

    Vendors(Sources sources) {
        super(
                sources,
                "acceptance-vendors",
                "Which vendors report what they offered?",
                "medium",
                SqlFile.beside(Vendors.class, "vendors.sql"),
                Row.class);
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        var grid = Grid.builder()
                .column("Vendor")
                .column("State")
                .number("Figures of the period")
                .number("Figures in all")
                .column("Newest day")
                .column("Last import");
        var vendors = new LinkedHashMap<>(KNOWN);
        rows.forEach(row -> vendors.putIfAbsent(row.vendor(), row.vendor()));
        for (var vendor : vendors.entrySet()) {
            var found = rows.stream()
                    .filter(row -> row.vendor().equals(vendor.getKey()))
                    .findFirst();
            if (found.isEmpty()) {
                var none = Cell.missing("–", "Nothing was imported");
                grid.row(
                        vendor.getKey(),
                        true,
                        Cell.text(vendor.getValue()),
                        Cell.text("not connected").fine("./plumbline import " + vendor.getKey() + " FILE"),
                        none,
                        none,
                        none,
                        none);
            } else {
                var row = found.get();
                grid.row(
                        row.vendor(),
                        false,
                        Cell.text(vendor.getValue()),
                        Cell.text(row.figuresNow() > 0 ? "connected" : "connected, nothing of this period"),
                        Cell.count(row.figuresNow()),
                        Cell.count(row.figures()),
                        Cell.text(Times.day(row.lastDay())),
                        Cell.text(Times.minute(row.newestReport(), request.zone())));
            }
        }
        card.grid(grid.build())
                .finding(rows.size() + " of " + vendors.size() + " known vendors are connected.")
                .caveat("A vendor that is not connected is no vendor whose suggestions nobody accepts.");
    }

    static String label(String vendor) {
        return KNOWN.getOrDefault(vendor, vendor);
    }

    private static Map<String, String> known() {
        var known = new LinkedHashMap<String, String>();
        known.put("copilot", "GitHub Copilot");
        known.put("cursor", "Cursor");
        known.put("claude-code", "Claude Code");
        known.put("gemini", "Gemini Code Assist");
        known.put("windsurf", "Windsurf");
        return known;
    }
}
