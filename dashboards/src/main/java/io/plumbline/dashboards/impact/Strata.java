package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.stats.compare.Arms;
import io.plumbline.dashboards.stats.compare.RateArms;
import io.plumbline.schema.metric.MetricDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Both sides of a comparison, cut into strata. */
record Strata(SortedMap<String, Strata.Both> strata) {

    /** The two sides of one stratum. */
    record Both(Arm ai, Arm rest) {

        static final Both NONE = new Both(Arm.NONE, Arm.NONE);

        Both plus(boolean isAi, Arm arm) {
            return isAi ? new Both(ai.plus(arm), rest) : new Both(ai, rest.plus(arm));
        }

        Both plus(Both other) {
            return new Both(ai.plus(other.ai), rest.plus(other.rest));
        }

        long units() {
            return ai.units() + rest.units();
        }
    }

    /** One row of groups.sql. */
    record Row(
            String repo,
            String size,
            String task,
            long fourWeeks,
            boolean isAi,
            long units,
            double eventsSum,
            double squares) {

        Arm arm() {
            return new Arm(units, eventsSum, squares);
        }
    }

    /** Joins the parts of a stratum's name; no repository has it in its own. */
    static final String SEPARATOR = " · ";

    static Strata of(List<Row> rows, Function<Row, String> stratum) {
        var strata = new TreeMap<String, Both>();
        rows.forEach(row -> strata.merge(
                stratum.apply(row), Both.NONE.plus(row.isAi(), row.arm()), (one, other) -> one.plus(other)));
        return new Strata(strata);
    }

    Both total() {
        return strata.values().stream().reduce(Both.NONE, Both::plus);
    }

    Map<String, Arms> shares() {
        var arms = new LinkedHashMap<String, Arms>();
        strata.forEach((name, both) ->
                arms.put(name, new Arms(both.ai().share(), both.rest().share())));
        return arms;
    }

    Map<String, RateArms> rates(MetricDefinition metric) {
        var arms = new LinkedHashMap<String, RateArms>();
        strata.forEach((name, both) -> arms.put(
                name,
                new RateArms(
                        both.ai().spread(metric).rate(),
                        both.rest().spread(metric).rate())));
        return arms;
    }

    /** The strata of each repository; their names begin with it. */
    Map<String, List<Arms>> byRepository() {
        var clusters = new TreeMap<String, List<Arms>>();
        shares().forEach((name, arms) -> clusters.computeIfAbsent(
                        name.split(SEPARATOR, 2)[0], repository -> new ArrayList<>())
                .add(arms));
        return clusters;
    }
}
