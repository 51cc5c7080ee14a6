package io.plumbline.streams.lines;

import io.plumbline.schema.fact.LinesByAge;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How old lines were when they ended: whole days; from 400 on in steps of 100, so that no fact grows with its age. */
final class Ages {

    /** After this nothing is counted by day, so that a newer head changes nothing. */
    static final int EXACT_DAYS = 400;

    private static final int STEP = 100;
    private static final long DAY_MILLIS = 86_400_000L;

    private Ages() {}

    /** Clocks of committers may run backwards; such lines were 0 days old. */
    static int days(long writtenAt, long endedAt) {
        int days = (int) Math.max(0, Math.floorDiv(endedAt - writtenAt, DAY_MILLIS));
        return days < EXACT_DAYS ? days : days - days % STEP;
    }

    /** Adds to what was lost at that age; what comes down to nothing is left out. The list stays sorted. */
    static List<Lost> added(List<Lost> lost, int days, int lines, int own) {
        var sum = new TreeMap<Integer, Lost>();
        lost.forEach(one -> sum.put(one.getAgeDays(), one));
        var before = sum.get(days);
        var after = before == null
                ? new Lost(days, lines, own)
                : new Lost(days, before.getLines() + lines, before.getOwn() + own);
        if (after.getLines() == 0 && after.getOwn() == 0) {
            sum.remove(days);
        } else {
            sum.put(days, after);
        }
        return new ArrayList<>(sum.values());
    }

    static List<LinesByAge> ofLost(List<Lost> lost) {
        return lost.stream()
                .map(one -> new LinesByAge(one.getAgeDays(), one.getLines(), one.getOwn()))
                .toList();
    }

    static List<LinesByAge> ofTaken(List<Taken> taken, long endedAt) {
        var sum = new TreeMap<Integer, LinesByAge>();
        for (var one : taken) {
            int days = days(one.getWrittenAt(), endedAt);
            sum.merge(
                    days,
                    new LinesByAge(days, one.getLines(), one.getOwn() ? one.getLines() : 0),
                    (left, right) -> new LinesByAge(
                            days, left.getLines() + right.getLines(), left.getSameAuthor() + right.getSameAuthor()));
        }
        return List.copyOf(sum.values());
    }
}
