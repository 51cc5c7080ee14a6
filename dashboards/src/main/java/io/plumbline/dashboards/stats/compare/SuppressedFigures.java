package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.compare.SmallCohorts.Figure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Adds figures to the hidden ones, the smallest first, until none is derivable.
 *
 * <p>Figures are flows, lines are sums, so a hidden count can be another one exactly if some round trip through hidden
 * figures can change it: along a figure to raise it, against a figure that is above 0 to lower it. Cycles of such a network
 * are all the freedom a reader is left with.
 */
final class SuppressedFigures {

    private final List<Figure> figures;
    private final int minimum;
    private final List<List<Integer>> byLine = new ArrayList<>();
    private final BitSet hidden = new BitSet();
    private final Map<Place, Suppression.Cause> causes = new HashMap<>();
    private final int[] protectedCounts;
    private final Comparator<Integer> smallestFirst;

    SuppressedFigures(List<Figure> figures, int lines, int minimum) {
        this.figures = figures;
        this.minimum = minimum;
        for (int line = 0; line < lines; line++) {
            byLine.add(new ArrayList<>());
        }
        for (int i = 0; i < figures.size(); i++) {
            byLine.get(figures.get(i).from()).add(i);
            byLine.get(figures.get(i).to()).add(i);
        }
        var total = figures.stream()
                .filter(figure -> figure.place().equals(Place.total()))
                .findFirst()
                .orElseThrow();
        protectedCounts = IntStream.range(0, total.cohort().values().size())
                .filter(count -> total.cohort().values().get(count) > 0)
                .toArray();
        smallestFirst = Comparator.<Integer, Boolean>comparing(
                        i -> figures.get(i).isTotal())
                .thenComparing(i -> figures.get(i).people())
                .thenComparing(i -> figures.get(i).cohort().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .thenComparing(i -> figures.get(i).place().sortKey());
    }

    Suppression complete() {
        for (int i = 0; i < figures.size(); i++) {
            int people = figures.get(i).people();
            if (people > 0 && people < minimum) {
                hide(i, Suppression.Cause.TOO_FEW_PEOPLE);
            }
        }
        while (true) {
            var next = nextToHide();
            if (next.isEmpty()) {
                return new Suppression(causes);
            }
            hide(next.getAsInt(), Suppression.Cause.PROTECTS_ANOTHER);
        }
    }

    private void hide(int i, Suppression.Cause cause) {
        hidden.set(i);
        causes.put(figures.get(i).place(), cause);
    }

    private OptionalInt nextToHide() {
        for (int i = hidden.nextSetBit(0); i >= 0; i = hidden.nextSetBit(i + 1)) {
            if (isDerivable(i)) {
                return protectorOf(i);
            }
        }
        for (int line = 0; line < byLine.size(); line++) {
            if (isThinRemainder(line)) {
                return smallest(byLine.get(line));
            }
        }
        return OptionalInt.empty();
    }

    /** A neighbour that settles it at once, else a neighbour that leads on, else any figure. */
    private OptionalInt protectorOf(int derivable) {
        var neighbours =
                new ArrayList<Integer>(byLine.get(figures.get(derivable).from()));
        neighbours.addAll(byLine.get(figures.get(derivable).to()));
        var settling = neighbours.stream()
                .filter(this::mayBeHidden)
                .filter(candidate -> !figures.get(candidate).isTotal())
                .filter(candidate -> settles(candidate, derivable))
                .min(smallestFirst);
        if (settling.isPresent()) {
            return OptionalInt.of(settling.get());
        }
        var neighbour = smallest(neighbours);
        return neighbour.isPresent()
                ? neighbour
                : smallest(IntStream.range(0, figures.size()).boxed().toList());
    }

    private boolean settles(int candidate, int derivable) {
        hidden.set(candidate);
        boolean settled = !isDerivable(derivable);
        hidden.clear(candidate);
        return settled;
    }

    private OptionalInt smallest(List<Integer> candidates) {
        Optional<Integer> first = candidates.stream().filter(this::mayBeHidden).min(smallestFirst);
        return first.isPresent() ? OptionalInt.of(first.get()) : OptionalInt.empty();
    }

    /** Figures about nobody are no cover: a reader may know that nobody is there. */
    private boolean mayBeHidden(int i) {
        return !hidden.get(i) && figures.get(i).people() > 0;
    }

    private boolean isDerivable(int i) {
        if (isFixed(i, figure -> true)) {
            return true;
        }
        for (int count : protectedCounts) {
            if (isFixed(i, figure -> figures.get(figure).cohort().values().get(count) > 0)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFixed(int i, IntPredicate canFall) {
        var figure = figures.get(i);
        return !leads(figure.to(), figure.from(), i, canFall)
                && !(canFall.test(i) && leads(figure.from(), figure.to(), i, canFall));
    }

    /** Whether a change can travel from one line to another through hidden figures other than the one in question. */
    private boolean leads(int start, int goal, int except, IntPredicate canFall) {
        var reached = new BitSet();
        var open = new ArrayDeque<Integer>(List.of(start));
        reached.set(start);
        while (!open.isEmpty()) {
            int line = open.remove();
            if (line == goal) {
                return true;
            }
            for (int i : byLine.get(line)) {
                if (!hidden.get(i) || i == except) {
                    continue;
                }
                var figure = figures.get(i);
                int next = figure.from() == line ? figure.to() : figure.from();
                if ((figure.from() == line || canFall.test(i)) && !reached.get(next)) {
                    reached.set(next);
                    open.add(next);
                }
            }
        }
        return false;
    }

    /** Whether the hidden figures of a line stand on one side of its sum, which gives their sum away, and hold too few. */
    private boolean isThinRemainder(int line) {
        var people = new HashSet<String>();
        boolean out = false;
        boolean in = false;
        for (int i : byLine.get(line)) {
            if (hidden.get(i)) {
                out |= figures.get(i).from() == line;
                in |= figures.get(i).to() == line;
                people.addAll(figures.get(i).cohort().people());
            }
        }
        return out != in
                && people.size() < minimum
                && smallest(byLine.get(line)).isPresent();
    }
}
