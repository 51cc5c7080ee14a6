package io.plumbline.streams.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How far two ways to label the same things agree. */
final class Agreement {

    private final Map<String, Map<String, Integer>> cells = new TreeMap<>();
    private int all;
    private int same;

    void add(String theirs, String ours) {
        cells.computeIfAbsent(theirs, label -> new TreeMap<>()).merge(ours, 1, Integer::sum);
        all++;
        same += theirs.equals(ours) ? 1 : 0;
    }

    int size() {
        return all;
    }

    double share() {
        return (double) same / all;
    }

    /** Cohen's: agreement beyond what two labellers with these habits reach by chance; 0 none, 1 full. */
    double kappa() {
        double byChance = 0;
        for (var label : labels()) {
            byChance += (double) theirs(label) * ours(label) / all / all;
        }
        return (share() - byChance) / (1 - byChance);
    }

    String line(String name) {
        return String.format(Locale.ROOT, "%-34s %5d  %5.1f %%  kappa %.3f%n", name, all, 100 * share(), kappa());
    }

    String perType() {
        var text = new StringBuilder("type       theirs  ours  both  of theirs  of ours\n");
        for (var label : labels()) {
            int both = cells.getOrDefault(label, Map.of()).getOrDefault(label, 0);
            text.append(String.format(
                    Locale.ROOT,
                    "%-10s %6d %5d %5d  %9s  %7s%n",
                    label,
                    theirs(label),
                    ours(label),
                    both,
                    percent(both, theirs(label)),
                    percent(both, ours(label))));
        }
        return text.toString();
    }

    String bigConfusions(int atLeast) {
        var lines = new ArrayList<String>();
        cells.forEach((theirs, row) -> row.forEach((ours, n) -> {
            if (n >= atLeast && !theirs.equals(ours)) {
                lines.add(String.format(Locale.ROOT, "%4d  theirs %-8s  ours %s%n", n, theirs, ours));
            }
        }));
        lines.sort(Comparator.reverseOrder());
        return String.join("", lines);
    }

    private List<String> labels() {
        var labels = new TreeSet<>(cells.keySet());
        cells.values().forEach(row -> labels.addAll(row.keySet()));
        return List.copyOf(labels);
    }

    private int theirs(String label) {
        return cells.getOrDefault(label, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private int ours(String label) {
        return cells.values().stream()
                .mapToInt(row -> row.getOrDefault(label, 0))
                .sum();
    }

    private static String percent(int part, int whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
