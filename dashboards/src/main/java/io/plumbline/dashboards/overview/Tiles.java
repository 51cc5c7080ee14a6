package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.chart.Spark;
import io.plumbline.dashboards.chart.Stack;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The four small numbers on top of the overview. */
record Tiles(Tile opened, Tile merged, Mix mix, Tile waiting) {

    /** The row of tiles.sql. */
    record Row(
            long opened,
            long openedBefore,
            long merged,
            long mergedBefore,
            long aiAgent,
            long aiAssisted,
            long automationBot,
            long unknown,
            long waiting,
            long waitingAi,
            Instant waitingSince,
            long openNow) {}

    /** One row of weeks.sql. */
    record Week(LocalDate week, long opened, long merged, long ai) {}

    /** One number with what it is compared to. */
    record Tile(String label, String value, String note, String href, Spark spark) {}

    /** Share of pull requests known to be AI-written, and all origins. */
    record Mix(String value, String exact, String note, String href, Stack stack, List<Entry> entries) {}

    /** One origin in the legend. */
    record Entry(String label, String style, String count, String href) {}

    static Tiles of(Row row, List<Week> weeks, OverviewRequest request, Spans spans) {
        var list = request.forList(Scope.LIST_KEYS);
        return new Tiles(
                new Tile(
                        "Pull requests opened",
                        Numbers.count(row.opened()),
                        before(row.openedBefore(), spans),
                        list.at(Paths.PULL_REQUESTS),
                        spark(weeks, request, Week::opened)),
                new Tile(
                        "Pull requests merged",
                        Numbers.count(row.merged()),
                        before(row.mergedBefore(), spans),
                        list.with("dated", "merged").with("outcome", "merged").at(Paths.PULL_REQUESTS),
                        spark(weeks, request, Week::merged)),
                mix(row, list),
                new Tile(
                        "Wait for a first human review",
                        Numbers.count(row.waiting()),
                        waiting(row, spans),
                        request.state()
                                .toKeys(Scope.LIST_KEYS)
                                .without("from", "to")
                                .with("period", "all")
                                .with("outcome", "waiting")
                                .at(Paths.PULL_REQUESTS),
                        Spark.of(List.of())));
    }

    /**
     * What the notes need to know of the data.
     *
     * @param hasBefore whether there are data in the period before
     */
    record Spans(boolean hasBefore, ZoneId zone) {}

    private static String before(long count, Spans spans) {
        return spans.hasBefore() ? Numbers.count(count) + " in the period before" : "no previous data";
    }

    private static String waiting(Row row, Spans spans) {
        if (row.openNow() == 0) {
            return "now; no pull request is open";
        }
        if (row.waiting() == 0) {
            return "now; each of the " + Labels.many(row.openNow(), "open one", "open ones")
                    + " is a draft or has had one";
        }
        return "now, of " + Numbers.count(row.openNow()) + " open; oldest since "
                + Times.day(row.waitingSince(), spans.zone());
    }

    private static Mix mix(Row row, UrlState list) {
        var known = new Share(row.aiAgent() + row.aiAssisted(), row.opened());
        var unknown = new Share(row.unknown(), row.opened());
        var pieces = new ArrayList<Stack.Piece>();
        var entries = new ArrayList<Entry>();
        add(pieces, entries, list, "ai_agent", row.aiAgent());
        add(pieces, entries, list, "ai_assisted", row.aiAssisted());
        add(pieces, entries, list, "automation_bot", row.automationBot());
        add(pieces, entries, list, "unknown", row.unknown());
        boolean shown = known.guard() != SampleGuard.HIDDEN;
        return new Mix(
                shown ? Numbers.percent(known) : Numbers.count(known.numerator()) + " of " + row.opened(),
                known.isKnown() ? Numbers.exactPercent(known) + ", 95 % interval " + Numbers.exactInterval(known) : "",
                "of " + Numbers.count(row.opened()) + " opened"
                        + (shown ? "; origin of " + Numbers.percent(unknown) + " unknown" : ""),
                list.at(Paths.PULL_REQUESTS),
                Stack.of(pieces),
                entries);
    }

    private static void add(List<Stack.Piece> pieces, List<Entry> entries, UrlState list, String origin, long count) {
        pieces.add(new Stack.Piece(Labels.origin(origin), Labels.originClass(origin), count));
        entries.add(new Entry(
                Labels.origin(origin),
                Labels.originClass(origin),
                Numbers.count(count),
                list.with("origin", origin).at(Paths.PULL_REQUESTS)));
    }

    /** Weeks without a row count zero, from the first week with data on. */
    private static Spark spark(List<Week> weeks, OverviewRequest request, ToLongFunction<Week> count) {
        var counts = new ArrayList<Long>();
        if (!weeks.isEmpty()) {
            var last = request.period().to().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            int next = 0;
            for (var monday = weeks.get(0).week(); !monday.isAfter(last); monday = monday.plusWeeks(1)) {
                boolean there = next < weeks.size() && weeks.get(next).week().equals(monday);
                counts.add(there ? count.applyAsLong(weeks.get(next)) : 0L);
                next += there ? 1 : 0;
            }
        }
        return Spark.of(counts);
    }
}
