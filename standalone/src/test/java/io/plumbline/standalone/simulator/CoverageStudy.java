package io.plumbline.standalone.simulator;

import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.stats.compare.Answer;
import io.plumbline.dashboards.stats.compare.Arms;
import io.plumbline.dashboards.stats.compare.Bootstrapped;
import io.plumbline.dashboards.stats.compare.ClusterBootstrap;
import io.plumbline.dashboards.stats.compare.MantelHaenszel;
import io.plumbline.dashboards.stats.compare.Misclassification;
import io.plumbline.dashboards.stats.compare.Ratio;
import io.plumbline.standalone.simulator.PlannedWork.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How often the 95 % intervals of a comparison of AI with the rest hold the truth, over many runs of one plan.
 *
 * <p><b>The truth.</b> The simulator knows of every pull request the probability with which it is merged had AI written it,
 * and had people: same repository, same week, same task. In a stratum k with n1 AI and n0 other pull requests, let p1 and p0
 * be the means of these two probabilities over all n1 + n0 of them. The truth is the ratio which Mantel-Haenszel estimates,
 * with the same weights: Σ w·p1 ÷ Σ w·p0, w = n1·n0/(n1 + n0). It says what AI does to these very pull requests, depends on
 * nobody's luck, and is exactly 1 where AI makes no difference. A comparison without strata has one stratum.
 */
final class CoverageStudy {

    /** Weeks of one calendar period. */
    private static final int PERIOD = 4;

    private final SimulationPlan plan;
    private final ClusterBootstrap bootstrap = new ClusterBootstrap(ClusterBootstrap.MINIMUM_DRAWS, 1);
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    CoverageStudy(SimulationPlan plan) {
        this.plan = plan;
    }

    /** Of one way to compare, over all runs. */
    static final class Tally {
        private int runs;
        private int covered;
        private double bias;
        private double width;
        private double truth;

        private void add(double estimate, Interval interval, double target) {
            runs++;
            covered += interval.lower() <= target && target <= interval.upper() ? 1 : 0;
            bias += Math.log(estimate / target);
            width += Math.log(interval.upper() / interval.lower());
            truth += target;
        }

        int runs() {
            return runs;
        }

        /** Share of the runs whose interval holds the truth. */
        double coverage() {
            return (double) covered / runs;
        }

        /** How far the estimates lie from the truth on average, relative: 0.05 = 5 % too high. */
        double bias() {
            return Math.expm1(bias / runs);
        }

        String line(String name) {
            return String.format(
                    Locale.ROOT,
                    "%-58s %4d %7.3f %+7.1f %% %8.1f %% %8.1f %%%n",
                    name,
                    runs,
                    truth / runs,
                    100 * bias(),
                    100 * Math.expm1(width / runs / 2),
                    100 * coverage());
        }
    }

    void run(long seed) {
        var items = PlannedWork.of(plan.withSeed(seed));
        Predicate<Item> truly = Item::ai;
        Predicate<Item> visibly = Item::visibleAi;
        Function<Item, String> everything = item -> "all";
        Function<Item, String> calendar = item -> item.repository() + " " + (int) (item.week() / PERIOD);

        add(
                "crude",
                MantelHaenszel.crude(
                        total(items, truly).first(), total(items, truly).second()),
                items,
                truly,
                everything);
        addBootstrap(
                "crude, repositories resampled",
                bootstrap.ratio(arms(items, truly, Item::repository)),
                truth(items, truly, everything));
        add("within repository", items, truly, Item::repository);
        add("within repository x 4 weeks", items, truly, calendar);
        addBootstrap(
                "within repository x 4 weeks, repositories resampled",
                bootstrap.mantelHaenszelWithin(clusters(items, truly, calendar)),
                truth(items, truly, calendar));
        add("visible origin: within repository x 4 weeks", items, visibly, calendar);
        addAdjusted(items, visibly, calendar);
    }

    Map<String, Tally> tallies() {
        return tallies;
    }

    String table(String title) {
        var text = new StringBuilder(String.format(
                "%s%n%-58s %4s %7s %9s %10s %10s%n", title, "", "runs", "truth", "bias", "+-", "coverage"));
        tallies.forEach((name, tally) -> text.append(tally.line(name)));
        return text.toString();
    }

    private void add(String name, List<Item> items, Predicate<Item> ai, Function<Item, String> stratum) {
        add(name, MantelHaenszel.ofShares(arms(items, ai, stratum)).ratio(), items, ai, stratum);
    }

    private void add(
            String name, Answer<Ratio> answer, List<Item> items, Predicate<Item> ai, Function<Item, String> stratum) {
        var ratio = answer.orElseThrow();
        tally(name).add(ratio.value(), ratio.interval(), truth(items, ai, stratum));
    }

    private void addBootstrap(String name, Answer<Bootstrapped> answer, double truth) {
        var figure = answer.orElseThrow();
        tally(name).add(figure.value(), figure.interval(), truth);
    }

    /** As if somebody knew how many of the unknown are AI, but not which. */
    private void addAdjusted(List<Item> items, Predicate<Item> visibly, Function<Item, String> stratum) {
        double unknown = items.stream().filter(visibly.negate()).count();
        double hidden = items.stream().filter(visibly.negate()).filter(Item::ai).count();
        var observed =
                MantelHaenszel.ofShares(arms(items, visibly, stratum)).ratio().orElseThrow();
        var adjusted = Misclassification.adjust(observed, hidden / unknown).orElseThrow();
        tally("the same, adjusted by the true share of hidden AI")
                .add(
                        adjusted.ratio(),
                        new Interval(
                                adjusted.bounds().lower().orElse(0),
                                adjusted.bounds().upper().orElse(Double.MAX_VALUE)),
                        truth(items, visibly, stratum));
    }

    private Tally tally(String name) {
        return tallies.computeIfAbsent(name, unused -> new Tally());
    }

    private static double truth(List<Item> items, Predicate<Item> ai, Function<Item, String> stratum) {
        var sums = new TreeMap<String, double[]>();
        for (var item : items) {
            var sum = sums.computeIfAbsent(stratum.apply(item), unused -> new double[4]);
            sum[0] += item.ifAi();
            sum[1] += item.ifPeople();
            sum[ai.test(item) ? 2 : 3]++;
        }
        double first = 0;
        double second = 0;
        for (double[] sum : sums.values()) {
            double all = sum[2] + sum[3];
            double weight = sum[2] * sum[3] / all;
            first += weight * sum[0] / all;
            second += weight * sum[1] / all;
        }
        return first / second;
    }

    private static Arms total(List<Item> items, Predicate<Item> ai) {
        return arms(items, ai, item -> "all").get("all");
    }

    private static Map<String, Arms> arms(List<Item> items, Predicate<Item> ai, Function<Item, String> stratum) {
        var counts = new TreeMap<String, long[]>();
        for (var item : items) {
            long[] count = counts.computeIfAbsent(stratum.apply(item), unused -> new long[4]);
            int arm = ai.test(item) ? 0 : 2;
            count[arm] += item.merged() ? 1 : 0;
            count[arm + 1]++;
        }
        var arms = new TreeMap<String, Arms>();
        counts.forEach(
                (key, count) -> arms.put(key, new Arms(new Share(count[0], count[1]), new Share(count[2], count[3]))));
        return arms;
    }

    /** Strata by repository. */
    private static Map<String, List<Arms>> clusters(
            List<Item> items, Predicate<Item> ai, Function<Item, String> stratum) {
        var clusters = new TreeMap<String, List<Arms>>();
        arms(items, ai, stratum).forEach((key, arms) -> clusters.computeIfAbsent(
                        key.substring(0, key.indexOf(' ')), repository -> new ArrayList<>())
                .add(arms));
        return clusters;
    }
}
