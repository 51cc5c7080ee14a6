package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.compare.Ratio;
import io.plumbline.dashboards.stats.compare.Spread;
import io.plumbline.dashboards.stats.compare.SpreadRatios;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What AI reviewers find in AI-written pull requests beside the rest, per 100 pull requests and per 1,000 changed lines, as
 * ratios that know how clumped findings come (metrics.md 2.3).
 *
 * @param lines all findings, then each severity, then each category; sorts that nobody found are left out
 */
public record ReviewFindings(List<Line> lines) {

    static final MetricDefinition PER_100 = MetricRegistry.standard().metric("findings_per_100_prs");
    static final MetricDefinition PER_KLOC = MetricRegistry.standard().metric("findings_per_kloc");

    private static final String ALL = "all";
    private static final Map<String, String> SORTS = sorts();

    /** One row of findings.sql. */
    public record Row(
            boolean isAi,
            String sort,
            long pullRequests,
            long findingsCount,
            double squares,
            long sizedPullRequests,
            long sizedFindings,
            double kloc,
            double squaresPerKloc) {}

    /**
     * One sort of findings in both exposures.
     *
     * @param group all, severity or category
     */
    public record Line(String sort, String label, String group, Cell perPullRequest, Cell perKloc) {}

    /** The two arms in one exposure, and their ratio. {@code scale} is 100 pull requests or one KLOC. */
    public record Cell(SpreadRatios.Compared compared, double scale) {

        private Spread ai() {
            return compared.arms().first();
        }

        private Spread rest() {
            return compared.arms().second();
        }

        public long aiUnits() {
            return ai().units();
        }

        public long restUnits() {
            return rest().units();
        }

        public String aiRate() {
            return rate(ai());
        }

        public String restRate() {
            return rate(rest());
        }

        public String aiCounts() {
            return counts(ai());
        }

        public String restCounts() {
            return counts(rest());
        }

        /** By the smaller arm. */
        public SampleGuard guard() {
            return SampleGuard.of(Math.min(aiUnits(), restUnits()));
        }

        public boolean isHidden() {
            return guard() == SampleGuard.HIDDEN;
        }

        public boolean isWeak() {
            return guard() == SampleGuard.WEAK;
        }

        public boolean hasRatio() {
            return !isHidden() && compared.ratio().value().isPresent();
        }

        public String ratio() {
            return times(known().value());
        }

        public String interval() {
            return times(known().interval().lower()) + "–"
                    + times(known().interval().upper());
        }

        String bounds() {
            return "(95 % interval " + interval() + ")";
        }

        public String method() {
            return known().method().words();
        }

        public String q() {
            double q = compared.q().orElse(1);
            return q < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", q);
        }

        public String whyNot() {
            return compared.ratio().reason().map(why -> why.sentence()).orElse("");
        }

        /** {@code 12.1 / 8.0}: how many times as much as a Poisson process the counts of the two arms vary. */
        public String dispersion() {
            return phi(ai().dispersion()) + " / " + phi(rest().dispersion());
        }

        public boolean isDetectable() {
            return compared.isDetectable();
        }

        private Ratio known() {
            return compared.ratio().orElseThrow();
        }

        private String rate(Spread arm) {
            if (SampleGuard.of(arm.units()) == SampleGuard.HIDDEN || !arm.rate().isKnown()) {
                return "n < 10";
            }
            double rate = arm.events() * scale / arm.exposure();
            return String.format(Locale.ROOT, rate < 9.95 ? "%.2f" : rate < 99.5 ? "%.1f" : "%,.0f", rate);
        }

        private String counts(Spread arm) {
            return Numbers.count(arm.events()) + " in " + Numbers.count(arm.units());
        }

        private static String phi(OptionalDouble phi) {
            return phi.isPresent() ? String.format(Locale.ROOT, "%.1f", phi.getAsDouble()) : "–";
        }

        private static String times(double ratio) {
            return String.format(Locale.ROOT, "%.2f", ratio);
        }
    }

    public static ReviewFindings of(List<Row> rows) {
        var perPullRequest = new LinkedHashMap<String, SpreadRatios.Arms>();
        var perKloc = new LinkedHashMap<String, SpreadRatios.Arms>();
        for (var sort : SORTS.keySet()) {
            var ai = row(rows, sort, true);
            var rest = row(rows, sort, false);
            if (ai.findingsCount() + rest.findingsCount() > 0 || sort.equals(ALL)) {
                perPullRequest.put(sort, new SpreadRatios.Arms(pulls(ai), pulls(rest)));
                perKloc.put(sort, new SpreadRatios.Arms(kloc(ai), kloc(rest)));
            }
        }
        var byPull = adjusted(perPullRequest);
        var byKloc = adjusted(perKloc);
        var lines = new ArrayList<Line>();
        byPull.forEach((sort, compared) -> lines.add(
                new Line(sort, SORTS.get(sort), group(sort), new Cell(compared, 100), new Cell(byKloc.get(sort), 1))));
        return new ReviewFindings(List.copyOf(lines));
    }

    public boolean isEmpty() {
        return all().perPullRequest().aiUnits() + all().perPullRequest().restUnits() == 0;
    }

    public Line all() {
        return lines.get(0);
    }

    /** Never calls a ratio a difference that the interval or the adjusted p-value does not support. */
    public String sentence() {
        var pulls = all().perPullRequest();
        if (pulls.isHidden()) {
            return "AI reviewers looked at " + Numbers.count(pulls.aiUnits()) + " AI-written pull requests and "
                    + Numbers.count(pulls.restUnits())
                    + " others that ended here: fewer than ten on one side, too few to"
                    + " compare.";
        }
        if (!pulls.hasRatio()) {
            return pulls.whyNot();
        }
        var kloc = all().perKloc();
        return "AI-written pull requests get " + pulls.ratio() + " times as many findings as the rest per pull request "
                + pulls.bounds()
                + (kloc.hasRatio() ? ", and " + kloc.ratio() + " times per changed line " + kloc.bounds() : "") + ". "
                + verdict(pulls, kloc);
    }

    private static String verdict(Cell pulls, Cell kloc) {
        if (pulls.isWeak()) {
            return "A small sample: fewer than 30 on one side.";
        }
        if (!pulls.isDetectable()) {
            return "No detectable difference per pull request.";
        }
        if (!kloc.hasRatio() || !kloc.isDetectable()) {
            return "Per changed line no difference is detectable, so size may explain it.";
        }
        boolean sameWay = (pulls.known().value() > 1) == (kloc.known().value() > 1);
        return sameWay ? "Size alone does not explain it." : "The two point in opposite directions: sizes differ.";
    }

    /** All together is one question; its parts are many, and are adjusted among themselves. */
    private static Map<String, SpreadRatios.Compared> adjusted(Map<String, SpreadRatios.Arms> arms) {
        var compared = new LinkedHashMap<String, SpreadRatios.Compared>();
        for (var wanted : List.of(ALL, "severity", "category")) {
            var family = new LinkedHashMap<String, SpreadRatios.Arms>();
            arms.forEach((sort, both) -> {
                if (group(sort).equals(wanted)) {
                    family.put(sort, both);
                }
            });
            compared.putAll(SpreadRatios.of(family));
        }
        return compared;
    }

    private static Row row(List<Row> rows, String sort, boolean ai) {
        return rows.stream()
                .filter(row -> row.isAi() == ai && row.sort().equals(sort))
                .findFirst()
                .orElse(new Row(ai, sort, 0, 0, 0, 0, 0, 0, 0));
    }

    private static Spread pulls(Row row) {
        return new Spread(row.pullRequests(), row.findingsCount(), row.pullRequests(), row.squares());
    }

    private static Spread kloc(Row row) {
        return new Spread(row.sizedPullRequests(), row.sizedFindings(), row.kloc(), row.squaresPerKloc());
    }

    private static String group(String sort) {
        if (sort.equals(ALL)) {
            return ALL;
        }
        boolean category = sort.equals("category unstated") || Character.isUpperCase(sort.charAt(0));
        return category ? "category" : "severity";
    }

    private static Map<String, String> sorts() {
        var sorts = new LinkedHashMap<String, String>();
        sorts.put(ALL, "All findings");
        sorts.put("critical", "Critical");
        sorts.put("major", "Major");
        sorts.put("minor", "Minor");
        sorts.put("trivial", "Trivial");
        sorts.put("info", "Info");
        sorts.put("severity unstated", "Severity unstated");
        sorts.put("FUNCTIONAL_CORRECTNESS", "Functional correctness");
        sorts.put("SECURITY_AND_PRIVACY", "Security and privacy");
        sorts.put("PERFORMANCE_AND_SCALABILITY", "Performance and scalability");
        sorts.put("MAINTAINABILITY_AND_CODE_QUALITY", "Maintainability and code quality");
        sorts.put("DATA_INTEGRITY_AND_INTEGRATION", "Data integrity and integration");
        sorts.put("STABILITY_AND_AVAILABILITY", "Stability and availability");
        sorts.put("category unstated", "Category unstated");
        return sorts;
    }
}
