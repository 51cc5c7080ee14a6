package io.plumbline.standalone.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** A file of the main branch: its lines, and which change wrote each of them. */
final class CodeFile {
    private record Line(int change, String text) {}

    /**
     * How a change picks the lines that it removes.
     *
     * @param first change whose lines go before all others; -1 = none
     * @param aim probability that a block of removed lines is one of young code; else it is anywhere
     * @param weight of a line by the change that wrote it; 0 = it is not young
     */
    record Choice(int first, double aim, ToDoubleFunction<Integer> weight) {}

    private final String path;
    private List<Line> lines = new ArrayList<>();

    CodeFile(String path) {
        this.path = path;
    }

    int size() {
        return lines.size();
    }

    byte[] content() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(lines.size() * 48);
        for (Line line : lines) {
            bytes.writeBytes(line.text().getBytes(StandardCharsets.UTF_8));
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    /**
     * Removes blocks of lines, writes others in their place, and puts the rest of the new lines where there is room.
     *
     * @param deletions at most {@link #size}
     * @param text a new line for the path
     */
    void edit(int change, int additions, int deletions, Choice choice, Dice dice, UnaryOperator<String> text) {
        boolean[] gone = removed(deletions, choice, dice);
        int[] before = places(additions, gone, dice);
        List<Line> after = new ArrayList<>(lines.size() + additions - deletions);
        for (int at = 0; at <= gone.length; at++) {
            for (int i = 0; i < before[at]; i++) {
                after.add(new Line(change, text.apply(path)));
            }
            if (at < gone.length && !gone[at]) {
                after.add(lines.get(at));
            }
        }
        lines = after;
    }

    private boolean[] removed(int deletions, Choice choice, Dice dice) {
        boolean[] gone = new boolean[lines.size()];
        Map<Integer, Integer> left = new TreeMap<>();
        lines.forEach(line -> left.merge(line.change(), 1, Integer::sum));
        for (int open = deletions; open > 0; ) {
            int target = target(left, choice, dice);
            int at = target < 0 ? anywhere(gone, dice) : lineOf(target, dice.below(left.get(target)), gone);
            for (int run = 1 + dice.poisson(3); run > 0 && open > 0 && at < gone.length && !gone[at]; run--, open--) {
                int change = lines.get(at).change();
                if (target >= 0 && change != target) {
                    break;
                }
                gone[at++] = true;
                left.merge(change, -1, Integer::sum);
            }
        }
        return gone;
    }

    /** The change whose lines go next; -1 = whoever's. */
    private static int target(Map<Integer, Integer> left, Choice choice, Dice dice) {
        if (left.getOrDefault(choice.first(), 0) > 0) {
            return choice.first();
        }
        if (!dice.chance(choice.aim())) {
            return -1;
        }
        List<Integer> changes = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        left.forEach((change, count) -> {
            double weight = count * choice.weight().applyAsDouble(change);
            if (weight > 0) {
                changes.add(change);
                weights.add(weight);
            }
        });
        return changes.isEmpty()
                ? -1
                : changes.get(dice.weighted(
                        weights.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static int anywhere(boolean[] gone, Dice dice) {
        int at = dice.below(gone.length);
        while (gone[at]) {
            at = (at + 1) % gone.length;
        }
        return at;
    }

    private int lineOf(int change, int nth, boolean[] gone) {
        int seen = 0;
        for (int at = 0; at < gone.length; at++) {
            if (!gone[at] && lines.get(at).change() == change && seen++ == nth) {
                return at;
            }
        }
        throw new IllegalStateException("change " + change + " has fewer lines in " + path + " than were counted");
    }

    /** How many new lines go before each line, and at the end. */
    private static int[] places(int additions, boolean[] gone, Dice dice) {
        int[] before = new int[gone.length + 1];
        int left = additions;
        for (int at = 0; at < gone.length && left > 0; at++) {
            if (gone[at]) {
                before[at]++;
                left--;
            }
        }
        while (left > 0) {
            int block = StrictMath.min(left, 3 + dice.below(30));
            before[dice.below(before.length)] += block;
            left -= block;
        }
        return before;
    }
}
