package io.plumbline.dashboards.measure;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.Forest;
import io.plumbline.dashboards.chart.WeeklyLines;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a card of one share shows.
 *
 * @param arms AI-written together, its two kinds, the rest, automation bots; those without any pull request are left out
 * @param lines AI-written and the rest by week
 */
public record Measure(Frame frame, List<Arm> arms, WeeklyLines lines, String chartHref) {

    private static final String AI = "ai";
    private static final String REST = "unknown";
    private static final String BOT = "automation_bot";

    /** One row of weeks.sql. */
    public record Row(
            boolean isNow,
            LocalDate week,
            String ofOrigin,
            long numeratorCount,
            long denominatorCount,
            long finalNumeratorCount,
            long finalDenominatorCount) {}

    /**
     * One group of pull requests.
     *
     * @param now settled ones of the period
     * @param before settled ones of the period before
     * @param provisional of the period, still inside the window of the metric
     * @param href the pull requests behind it
     */
    public record Arm(String id, String label, String style, Share now, Share before, long provisional, String href) {

        public boolean isHidden() {
            return now.guard() == SampleGuard.HIDDEN;
        }

        public boolean isWeak() {
            return now.guard() == SampleGuard.WEAK;
        }

        public Forest forest() {
            return Forest.of(now);
        }

        /** Against the period before, in words. */
        public String change() {
            if (!before.isKnown()) {
                return "no previous data";
            }
            if (now.guard() != SampleGuard.SHOWN || before.guard() != SampleGuard.SHOWN) {
                return "too few to compare";
            }
            var change = Newcombe.between(now, before);
            return change.isDetectable()
                    ? (change.difference() > 0 ? "↑ up " : "↓ down ") + Numbers.points(change)
                    : "no detectable change, " + Numbers.points(change);
        }
    }

    /** @param dated which day of a pull request the metric counts on: opened, merged or closed */
    static Measure of(Frame frame, List<Row> rows, PageRequest request, String dated, String chartHref) {
        var arms = new ArrayList<Arm>();
        add(
                arms,
                AI,
                "AI-written",
                "origin-ai-agent",
                rows,
                row -> row.ofOrigin().startsWith("ai_"),
                request,
                dated);
        for (var origin : List.of("ai_agent", "ai_assisted")) {
            add(
                    arms,
                    origin,
                    Labels.origin(origin),
                    Labels.originClass(origin),
                    rows,
                    row -> row.ofOrigin().equals(origin),
                    request,
                    dated);
        }
        add(
                arms,
                REST,
                "The rest (origin unknown)",
                Labels.originClass(REST),
                rows,
                row -> row.ofOrigin().equals(REST),
                request,
                dated);
        add(
                arms,
                BOT,
                Labels.origin(BOT),
                Labels.originClass(BOT),
                rows,
                row -> row.ofOrigin().equals(BOT),
                request,
                dated);
        return new Measure(
                frame.finding(Sentences.compare(frame.metrics().get(0), find(arms, AI), find(arms, REST))),
                List.copyOf(arms),
                lines(frame, rows, request),
                chartHref);
    }

    private static void add(
            List<Arm> arms,
            String id,
            String label,
            String style,
            List<Row> rows,
            Predicate<Row> belongs,
            PageRequest request,
            String dated) {
        var now = new Share(0, 0);
        var before = new Share(0, 0);
        long all = 0;
        for (var row : rows) {
            if (belongs.test(row)) {
                var settled = new Share(row.finalNumeratorCount(), row.finalDenominatorCount());
                if (row.isNow()) {
                    now = now.plus(settled);
                    all += row.denominatorCount();
                } else {
                    before = before.plus(settled);
                }
            }
        }
        if (all > 0 || before.isKnown()) {
            arms.add(new Arm(id, label, style, now, before, all - now.denominator(), href(id, request, dated)));
        }
    }

    private static String href(String id, PageRequest request, String dated) {
        return request.forList()
                .with("origin", id)
                .with("dated", dated.equals("opened") ? null : dated)
                .at(Paths.PULL_REQUESTS);
    }

    private static Arm find(List<Arm> arms, String id) {
        return arms.stream().filter(arm -> arm.id().equals(id)).findFirst().orElse(null);
    }

    private static WeeklyLines lines(Frame frame, List<Row> rows, PageRequest request) {
        var weeks =
                WeeklyLines.mondays(request.period().from(), request.period().to());
        return new WeeklyLines(
                frame.metrics().get(0).title(),
                null,
                weeks,
                List.of(
                        line(AI, "AI-written", "origin-ai-agent", rows, weeks, row -> row.ofOrigin()
                                .startsWith("ai_")),
                        line(REST, "The rest", "origin-unknown", rows, weeks, row -> row.ofOrigin()
                                .equals(REST))));
    }

    private static WeeklyLines.Line line(
            String id, String label, String style, List<Row> rows, List<LocalDate> weeks, Predicate<Row> belongs) {
        var points = new ArrayList<WeeklyLines.Point>();
        for (var monday : weeks) {
            var share = new Share(0, 0);
            long settled = 0;
            for (var row : rows) {
                if (row.isNow() && row.week().equals(monday) && belongs.test(row)) {
                    share = share.plus(new Share(row.numeratorCount(), row.denominatorCount()));
                    settled += row.finalDenominatorCount();
                }
            }
            points.add(share.isKnown() ? point(share, settled < share.denominator()) : null);
        }
        return new WeeklyLines.Line(id, label, style, java.util.Collections.unmodifiableList(points));
    }

    private static WeeklyLines.Point point(Share share, boolean provisional) {
        var counts = Numbers.count(share.numerator()) + " / " + Numbers.count(share.denominator());
        if (share.guard() == SampleGuard.HIDDEN) {
            return new WeeklyLines.Point(null, 0, 0, share.denominator(), counts + ", n < 10", true, provisional);
        }
        var bounds = share.interval().orElseThrow();
        return new WeeklyLines.Point(
                share.ratio() * 100,
                bounds.lower() * 100,
                bounds.upper() * 100,
                share.denominator(),
                Numbers.exactPercent(share) + " " + Numbers.exactInterval(share) + ", " + counts,
                share.guard() == SampleGuard.WEAK,
                provisional);
    }

    /** Null when there is something to show. */
    public EmptyKind empty() {
        if (arms.stream().anyMatch(arm -> arm.now().isKnown())) {
            return null;
        }
        return arms.stream().anyMatch(arm -> arm.provisional() > 0) ? EmptyKind.SYNCING : EmptyKind.FILTER;
    }

    public long provisional() {
        return arms.stream()
                .filter(arm -> !arm.id().startsWith("ai_"))
                .mapToLong(Arm::provisional)
                .sum();
    }
}
