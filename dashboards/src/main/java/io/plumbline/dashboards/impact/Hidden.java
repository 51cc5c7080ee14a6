package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.compare.Bounds;
import io.plumbline.dashboards.stats.compare.Misclassification;
import io.plumbline.dashboards.stats.compare.Ratio;
import java.util.ArrayList;
import java.util.List;

/** What the like-for-like ratio would be if a part of the pull requests without any sign of AI were AI-written, too. */
record Hidden(Frame frame, List<Line> lines, EmptyKind empty, String why) {

    private static final double[] ASSUMED = {0, 0.1, 0.2, 0.3, 0.5};

    /** @param interval carried over from the observed ratio; empty text when there is no answer */
    record Line(String assumed, String ratio, String interval, String extremes) {}

    static Hidden of(Frame frame, ImpactRequest request, List<Strata.Row> rows) {
        var comparison = Comparison.of(frame, request, rows);
        if (comparison.empty() != null) {
            return new Hidden(frame, List.of(), comparison.empty(), "");
        }
        var best = Comparison.best(comparison.lines()).contrast();
        if (!best.isKnown() || best.value() <= 0) {
            return new Hidden(
                    frame, List.of(), EmptyKind.FILTER, "There is no like-for-like ratio to adjust: " + best.why());
        }
        var observed = new Ratio(best.value(), best.interval(), Ratio.Method.MANTEL_HAENSZEL);
        var lines = new ArrayList<Line>();
        for (double assumed : ASSUMED) {
            lines.add(line(assumed, observed, comparison, request));
        }
        return new Hidden(frame.finding(finding(observed)), List.copyOf(lines), null, "");
    }

    private static Line line(double assumed, Ratio observed, Comparison comparison, ImpactRequest request) {
        var adjusted = Misclassification.adjust(observed, assumed);
        var extremes = request.isShare()
                ? Misclassification.extremes(
                                comparison.both().ai().share(),
                                comparison.both().rest().share(),
                                assumed)
                        .value()
                        .map(one -> text(one.bounds()))
                        .orElse("–")
                : "–";
        return new Line(
                Math.round(assumed * 100) + " %",
                adjusted.value().map(one -> Numbers.times(one.ratio())).orElse("–"),
                adjusted.value()
                        .map(one -> text(one.bounds()))
                        .orElseGet(() -> adjusted.reason().orElseThrow().sentence()),
                extremes);
    }

    private static String text(Bounds bounds) {
        return (bounds.lower().isPresent() ? Numbers.times(bounds.lower().getAsDouble()) : "?") + "–"
                + (bounds.upper().isPresent() ? Numbers.times(bounds.upper().getAsDouble()) : "no limit");
    }

    private static String finding(Ratio observed) {
        var half = Misclassification.adjust(observed, 0.5).value();
        if (half.isEmpty()) {
            return "If half of the rest were AI-written, the observed ratio could not have come about.";
        }
        boolean same = new Interval(
                                        half.get().bounds().lower().orElse(0),
                                        half.get().bounds().upper().orElse(Double.MAX_VALUE))
                                .upper()
                        < 1
                || half.get().bounds().lower().orElse(0) > 1;
        return "Hidden AI among the rest pulls a ratio towards 1: the true one lies further out. With half of the rest"
                + " AI-written it"
                + " would"
                + " be " + Numbers.times(half.get().ratio()) + " instead of " + Numbers.times(observed.value())
                + (same ? ", and its interval still leaves out 1." : "; its interval holds 1.");
    }
}
