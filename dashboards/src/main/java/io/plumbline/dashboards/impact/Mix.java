package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.chart.Bar;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What kinds of work each side is made of: where the mixes differ, a crude comparison compares the work. */
record Mix(Frame frame, List<Part> parts, EmptyKind empty) {

    private static final List<String> SIZES = List.of("small", "medium", "large", "huge", "-");
    private static final int MOST = 12;

    /**
     * One way to cut the work.
     *
     * @param left how many kinds are not listed
     */
    record Part(String title, List<Kind> kinds, int left) {}

    /** One kind of work, as a share of each side. */
    record Kind(String label, Share ai, Share rest, String aiHref, String restHref) {

        Bar aiBar() {
            return Bar.of(ai.ratio());
        }

        Bar restBar() {
            return Bar.of(rest.ratio());
        }

        String aiText() {
            return Numbers.percent(ai);
        }

        String restText() {
            return Numbers.percent(rest);
        }
    }

    static Mix of(Frame frame, ImpactRequest request, List<Strata.Row> rows) {
        var total = Strata.of(rows, Strata.Row::repo).total();
        if (total.units() == 0) {
            return new Mix(frame, List.of(), EmptyKind.FILTER);
        }
        Comparator<String> bySize = Comparator.comparingInt(SIZES::indexOf);
        return new Mix(
                frame.finding(difference(rows, total)),
                List.of(
                        part("Size", "size", rows, Strata.Row::size, bySize, total, request),
                        part("Task type", "task", rows, Strata.Row::task, null, total, request),
                        part("Repository", "repo", rows, Strata.Row::repo, null, total, request)),
                null);
    }

    private static Part part(
            String title,
            String key,
            List<Strata.Row> rows,
            Function<Strata.Row, String> by,
            Comparator<String> order,
            Strata.Both total,
            ImpactRequest request) {
        var strata = Strata.of(rows, by).strata();
        var names = new ArrayList<>(strata.keySet());
        names.sort(
                order != null
                        ? order
                        : Comparator.comparingLong(
                                        (String name) -> -strata.get(name).units())
                                .thenComparing(name -> name));
        var kinds = names.stream()
                .limit(MOST)
                .map(name -> new Kind(
                        name.equals("-") ? "unknown" : name,
                        new Share(strata.get(name).ai().units(), total.ai().units()),
                        new Share(strata.get(name).rest().units(), total.rest().units()),
                        request.arm(request.metric(), true, Map.of(key, name)),
                        request.arm(request.metric(), false, Map.of(key, name))))
                .toList();
        return new Part(title, kinds, names.size() - kinds.size());
    }

    /** Half the sum of the differences: the part of one mix that would have to be other work to give the other mix. */
    private static String difference(List<Strata.Row> rows, Strata.Both total) {
        if (!total.ai().isKnown() || !total.rest().isKnown()) {
            return "Only one side has pull requests here.";
        }
        return "The mixes differ by " + apart(rows, total, Strata.Row::size) + " in size, "
                + apart(rows, total, Strata.Row::task) + " in task type and "
                + apart(rows, total, Strata.Row::repo)
                + " in repositories (0 % = the same mix, 100 % = nothing in common).";
    }

    private static String apart(List<Strata.Row> rows, Strata.Both total, Function<Strata.Row, String> by) {
        double sum = Strata.of(rows, by).strata().values().stream()
                .mapToDouble(
                        both -> Math.abs((double) both.ai().units() / total.ai().units()
                                - (double) both.rest().units() / total.rest().units()))
                .sum();
        return Math.round(50 * sum) + " %";
    }
}
