package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.compare.BenjaminiHochberg;
import io.plumbline.dashboards.stats.compare.SampleRules;
import io.plumbline.schema.metric.MetricDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where AI can be leaned on and where a person must own the last mile: each area by each measure.
 *
 * @param rows all pull requests first, then areas by size
 */
record LastMile(Frame frame, List<Row> rows, EmptyKind empty) {

    static final String ALL = "*";
    static final String UNKNOWN = "-";

    private static final double FALSE_ALARMS = 0.05;

    /** One row of last_mile.sql. */
    record Cut(
            String area,
            String metric,
            String repo,
            long fourWeeks,
            boolean isAi,
            long units,
            double eventsSum,
            double squares) {}

    /**
     * One area.
     *
     * @param advice what its cells say together; empty for the row of all
     */
    record Row(String area, String label, List<Cell> cells, String advice, String adviceStyle) {}

    /** What a cell says, in words. */
    enum Verdict {
        FEWER("fewer"),
        MORE("more"),
        SAME("no detectable difference"),
        TOO_FEW("too few"),
        APART("not comparable");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * One area and measure.
     *
     * @param style better, worse, same or few
     * @param q adjusted over all cells; NaN without
     * @param hint what is missing, or why it cannot be compared; empty otherwise
     */
    record Cell(
            MetricDefinition metric,
            Strata.Both both,
            Contrast contrast,
            double q,
            Verdict verdict,
            String style,
            String hint,
            String aiHref,
            String restHref) {

        String id() {
            return metric.id();
        }

        String label() {
            return ImpactRequest.label(metric);
        }

        String ai() {
            return both.ai().value(metric);
        }

        String rest() {
            return both.rest().value(metric);
        }

        String aiCounts() {
            return both.ai().counts(metric);
        }

        String restCounts() {
            return both.rest().counts(metric);
        }

        String ratio() {
            return "×" + Numbers.times(contrast.value()) + " ("
                    + Numbers.times(contrast.interval().lower()) + "–"
                    + Numbers.times(contrast.interval().upper()) + ")";
        }

        String qText() {
            return Double.isNaN(q) ? "" : "q " + Numbers.probability(q);
        }

        boolean isCompared() {
            return verdict != Verdict.TOO_FEW && verdict != Verdict.APART;
        }
    }

    private record Place(String area, MetricDefinition metric) {}

    static LastMile of(Frame frame, ImpactRequest request, List<Cut> cuts) {
        var strata = new LinkedHashMap<Place, Strata>();
        var sizes = new TreeMap<String, Long>();
        for (var metric : ImpactRequest.METRICS) {
            cuts.stream().filter(cut -> cut.metric().equals(metric.id())).forEach(cut -> {
                strata.computeIfAbsent(new Place(cut.area(), metric), place -> new Strata(new TreeMap<>()))
                        .strata()
                        .merge(
                                cut.repo() + Strata.SEPARATOR + cut.fourWeeks(),
                                Strata.Both.NONE.plus(cut.isAi(), new Arm(cut.units(), cut.eventsSum(), cut.squares())),
                                (one, other) -> one.plus(other));
                sizes.merge(cut.area(), cut.units(), Long::sum);
            });
        }
        var contrasts = new LinkedHashMap<Place, Contrast>();
        var ps = new LinkedHashMap<Place, Double>();
        strata.forEach((place, its) -> {
            if (missing(place.metric(), its.total(), request).isEmpty()) {
                var contrast = contrast(its, place.metric());
                contrasts.put(place, contrast);
                contrast.p().ifPresent(p -> ps.put(place, p));
            }
        });
        var qs = BenjaminiHochberg.adjust(ps);
        var rows = sizes.keySet().stream()
                .sorted(Comparator.comparing((String area) -> !area.equals(ALL))
                        .thenComparing(area -> area.equals(UNKNOWN))
                        .thenComparing(area -> -sizes.get(area))
                        .thenComparing(area -> area))
                .map(area -> row(area, strata, contrasts, qs, request))
                .toList();
        boolean none = rows.isEmpty();
        boolean noAreas = !none && sizes.keySet().stream().allMatch(area -> area.equals(ALL) || area.equals(UNKNOWN));
        return new LastMile(
                frame.finding(
                        none
                                ? ""
                                : noAreas
                                        ? "Changed paths are unknown, so there are no areas to tell apart."
                                        : finding(rows)),
                rows,
                none ? EmptyKind.FILTER : null);
    }

    /** Within repository and four weeks; crude and exact where one side has no event at all. */
    private static Contrast contrast(Strata strata, MetricDefinition metric) {
        var within = Contrast.within(strata, metric);
        if (within.isKnown() || strata.total().ai().events() > 0) {
            return within;
        }
        var crude = Contrast.crude(strata.total(), metric);
        return crude.isKnown() ? crude : within;
    }

    private static Row row(
            String area,
            Map<Place, Strata> strata,
            Map<Place, Contrast> contrasts,
            Map<Place, Double> qs,
            ImpactRequest request) {
        var cells = new ArrayList<Cell>();
        for (var metric : ImpactRequest.METRICS) {
            var place = new Place(area, metric);
            var both = strata.containsKey(place) ? strata.get(place).total() : Strata.Both.NONE;
            cells.add(cell(place, both, contrasts.get(place), qs.getOrDefault(place, Double.NaN), request));
        }
        var advice = area.equals(ALL) ? Advice.NONE : Advice.of(cells);
        return new Row(area, label(area), List.copyOf(cells), advice.words(), advice.style());
    }

    private static String label(String area) {
        return switch (area) {
            case ALL -> "All pull requests";
            case UNKNOWN -> "Area unknown";
            default -> area;
        };
    }

    private static Cell cell(Place place, Strata.Both both, Contrast contrast, double q, ImpactRequest request) {
        var metric = place.metric();
        var missing = missing(metric, both, request);
        Verdict verdict;
        if (contrast == null) {
            verdict = Verdict.TOO_FEW;
        } else if (!contrast.isKnown()) {
            verdict = contrast.why().startsWith("Nothing happened in either") ? Verdict.SAME : Verdict.APART;
        } else if (contrast.excludesOne() && q <= FALSE_ALARMS) {
            verdict = contrast.value() > 1 ? Verdict.MORE : Verdict.FEWER;
        } else {
            verdict = Verdict.SAME;
        }
        Map<String, String> more = place.area().equals(ALL) ? Map.of() : Map.of("area", place.area());
        return new Cell(
                metric,
                both,
                contrast == null ? Contrast.none("", "") : contrast,
                q,
                verdict,
                style(metric, verdict),
                contrast == null ? missing : verdict == Verdict.APART ? contrast.why() : "",
                request.arm(metric, true, more),
                request.arm(metric, false, more));
    }

    /** More merged is taken as better here: the map asks what survives review. */
    private static String style(MetricDefinition metric, Verdict verdict) {
        boolean moreIsBetter = metric.id().equals("merged_matured");
        return switch (verdict) {
            case MORE -> moreIsBetter ? "better" : "worse";
            case FEWER -> moreIsBetter ? "worse" : "better";
            case SAME -> "same";
            default -> "few";
        };
    }

    /** Which side has fewer than the metric needs, and how long it may take; empty when both have enough. */
    private static String missing(MetricDefinition metric, Strata.Both both, ImpactRequest request) {
        int weeks = (int) Math.max(1, Math.round(request.page().period().days() / 7.0));
        long fewer = Math.min(both.ai().units(), both.rest().units());
        if (fewer >= metric.minimumN()) {
            return "";
        }
        var more = SampleRules.weeksUntilEnough(fewer, weeks, metric.minimumN());
        return metric.minimumN() + " on each side are needed"
                + (more.isPresent() ? ", ~" + more.getAsLong() + " weeks more" : "");
    }

    private static String finding(List<Row> rows) {
        var lean = areas(rows, "better");
        var own = areas(rows, "worse");
        if (lean.isEmpty() && own.isEmpty()) {
            return "In no area is there a detectable difference between AI-written pull requests and the rest.";
        }
        return (lean.isEmpty() ? "" : "Lean on AI in " + String.join(", ", lean) + ". ")
                + (own.isEmpty()
                        ? "No area asks for a person more than the rest."
                        : "A person must own " + String.join(", ", own) + ".");
    }

    private static List<String> areas(List<Row> rows, String style) {
        return rows.stream()
                .filter(row -> row.adviceStyle().equals(style))
                .map(Row::label)
                .toList();
    }

    /** What the cells of an area say together. */
    private record Advice(String words, String style) {

        static final Advice NONE = new Advice("", "");

        static Advice of(List<Cell> cells) {
            boolean better = cells.stream().anyMatch(cell -> cell.style().equals("better"));
            boolean worse = cells.stream().anyMatch(cell -> cell.style().equals("worse"));
            if (worse) {
                return new Advice(better ? "a person owns it: mixed" : "a person owns it", "worse");
            }
            if (better) {
                return new Advice("lean on AI", "better");
            }
            boolean compared = cells.stream().anyMatch(Cell::isCompared);
            return compared ? new Advice("no difference seen", "same") : new Advice("too few to say", "few");
        }
    }
}
