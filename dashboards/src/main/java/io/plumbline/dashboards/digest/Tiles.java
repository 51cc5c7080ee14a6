package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Writes the figures of a week as tiles. Only what the interval supports is called a change. */
final class Tiles {

    private static final String NO_CHANGE = "no detectable change";
    private static final int MOST_DECIMALS = 3;

    private final Figures figures;
    private final Terms terms;
    private final Links links;

    Tiles(Figures figures, Terms terms, Links links) {
        this.figures = figures;
        this.terms = terms;
        this.links = links;
    }

    /** Of the chosen sections, in their order. */
    List<Tile> all() {
        var tiles = new ArrayList<Tile>();
        for (var section : Section.values()) {
            if (terms.has(section)) {
                switch (section) {
                    case CYCLE -> tiles.add(cycle());
                    case ACCEPTANCE -> tiles.add(acceptance());
                    case REWORK -> tiles.add(rework());
                    case FINDINGS -> tiles.add(findings());
                    case FAILURES -> tiles.add(failures());
                    case LOOK, NOTES -> {}
                }
            }
        }
        return List.copyOf(tiles);
    }

    /** How a figure is written. */
    private record Words(Section section, String label, String unit, String href, String brief, boolean points) {}

    private Tile cycle() {
        var verdict = Comparison.medians(figures.ofWeek(figures.cycleHours()), figures.before(figures.cycleHours()));
        var words = new Words(
                Section.CYCLE,
                "Cycle time",
                "median from first commit to merge, " + merged(verdict.n()),
                links.page(Paths.FLOW, figures.week()),
                "cycle",
                false);
        return tile(words, verdict, Numbers::hours);
    }

    private Tile acceptance() {
        return tile(
                new Words(
                        Section.ACCEPTANCE,
                        "Acceptance",
                        "AI pull requests merged, of " + Numbers.count(ended(figures.acceptance())) + " that ended",
                        links.overview(figures.week(), "merged_closed"),
                        "acceptance",
                        true),
                shares(figures.acceptance()),
                Tiles::percent);
    }

    private Tile rework() {
        return tile(
                new Words(
                        Section.REWORK,
                        "Rework",
                        "corrected within 14 days, of " + merged(ended(figures.rework())) + " in wk "
                                + figures.reworkWeek().number(),
                        links.page(Paths.REWORK, figures.reworkWeek()),
                        "rework",
                        true),
                shares(figures.rework()),
                Tiles::percent);
    }

    private Tile findings() {
        var verdict = Comparison.rates(figures.ofWeek(figures.findings()), figures.before(figures.findings()));
        return tile(
                new Words(
                        Section.FINDINGS,
                        "Findings",
                        "of AI reviewers per 100 pull requests, " + Numbers.count(verdict.n()) + " looked at",
                        links.page(Paths.DEFECTS, figures.week()),
                        "findings",
                        false),
                verdict,
                perUnit -> number(100 * perUnit));
    }

    private Tile failures() {
        var deployments = Labels.many(ended(figures.failures()), "deployment", "deployments");
        var tile = tile(
                new Words(
                        Section.FAILURES,
                        "Change failure",
                        "of " + deployments + ", low bound; " + incidents(),
                        links.page(Paths.DEFECTS, figures.week()),
                        "CFR",
                        true),
                shares(figures.failures()),
                Tiles::percent);
        if (figures.now().incidentsConnected() || tile.figures().n() > 0) {
            return tile;
        }
        return new Tile(
                tile.section(),
                tile.label(),
                "nobody tells of incidents here, and silence is not zero",
                "not connected",
                "",
                "",
                "",
                "",
                "",
                0,
                0,
                tile.href(),
                tile.figures());
    }

    /** {@code 2 incidents}, {@code no incident}; or that nobody would tell. */
    String incidents() {
        if (!figures.now().incidentsConnected()) {
            return "no source of incidents";
        }
        long incidents = figures.now().incidents();
        return incidents == 0 ? "no incident" : terms.style().write(Labels.many(incidents, "incident", "incidents"));
    }

    private Verdict shares(List<Share> series) {
        return Comparison.shares(figures.ofWeek(series), figures.before(series));
    }

    private long ended(List<Share> series) {
        return figures.ofWeek(series).denominator();
    }

    private static String merged(long n) {
        return Labels.many(n, "pull request merged", "pull requests merged");
    }

    private Tile tile(Words words, Verdict verdict, DoubleFunction<String> write) {
        var style = terms.style();
        var what = style.write(words.unit());
        if (!verdict.isShown()) {
            return new Tile(
                    words.section(),
                    words.label(),
                    what,
                    verdict.kind() == Verdict.Kind.NO_DATA ? "none" : "n = " + verdict.n(),
                    "",
                    verdict.kind() == Verdict.Kind.NO_DATA ? "" : "too few for a figure (fewer than 10)",
                    "",
                    "",
                    "",
                    0,
                    0,
                    words.href(),
                    verdict);
        }
        var value = style.write(write.apply(verdict.now()));
        if (!verdict.hasBefore()) {
            return new Tile(
                    words.section(),
                    words.label(),
                    what,
                    value,
                    "",
                    "too little before to compare with",
                    "",
                    "",
                    words.brief() + " " + value,
                    0,
                    0,
                    words.href(),
                    verdict);
        }
        var before = style.write(write.apply(verdict.before()));
        double larger = Math.max(verdict.now(), verdict.before());
        return new Tile(
                words.section(),
                words.label(),
                what,
                value,
                before + " in the 12 weeks before",
                verdict.isChange() ? change(words, verdict) : NO_CHANGE,
                bounds(words, verdict),
                verdict.isChange()
                        ? words.label() + (verdict.kind() == Verdict.Kind.UP ? " rose to " : " fell to ") + value
                                + " from " + before + "."
                        : "",
                words.brief() + " " + value + (verdict.isChange() ? " (" + signed(words, verdict) + ")" : ""),
                larger > 0 ? (int) Math.round(100 * verdict.now() / larger) : 0,
                larger > 0 ? (int) Math.round(100 * verdict.before() / larger) : 0,
                words.href(),
                verdict);
    }

    private String change(Words words, Verdict verdict) {
        return (verdict.kind() == Verdict.Kind.UP ? "up " : "down ")
                + signed(words, verdict).replaceAll("^[+-]", "").replace("%", " %");
    }

    private String signed(Words words, Verdict verdict) {
        return terms.style()
                .write(
                        words.points()
                                ? String.format(Locale.ROOT, "%+.0f pp", 100 * (verdict.now() - verdict.before()))
                                : String.format(Locale.ROOT, "%+.0f%%", 100 * (verdict.now() / verdict.before() - 1)));
    }

    private String bounds(Words words, Verdict verdict) {
        double lower = verdict.interval().lower();
        double upper = verdict.interval().upper();
        return terms.style()
                .write(
                        words.points()
                                ? bound(100 * lower) + " to " + bound(100 * upper) + " pp"
                                : bound(100 * Math.expm1(lower)) + " to " + bound(100 * Math.expm1(upper)) + " %");
    }

    /** A bound beside zero keeps its sign: "-0" would look as if the interval held zero. */
    private static String bound(double value) {
        for (int decimals = 0; decimals < MOST_DECIMALS; decimals++) {
            var text = String.format(Locale.ROOT, "%+." + decimals + "f", value);
            if (Double.parseDouble(text) != 0) {
                return text;
            }
        }
        return value == 0 ? "0" : value > 0 ? "above 0" : "below 0";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%,.0f", value);
    }
}
