package io.plumbline.ingest.git;

import io.plumbline.ingest.git.Numbers.Longs;
import java.util.Arrays;
import java.util.HashMap;

/**
 * Which removed line of a hunk an added one is, when only white space was changed: a longest common subsequence of the
 * lines without white space. Reused for hunk after hunk.
 */
final class Alignment {

    private static final int NONE = -1;
    /** Cells of the table; a larger hunk is aligned from the top, line by line. */
    private static final int MOST_CELLS = 1 << 22;

    private short[] lengths = new short[0];

    /**
     * @return for each added line of the hunk the index of the removed one within the hunk, or -1; null = none is
     */
    int[] of(Longs removed, int removedFrom, int removedCount, Longs added, int addedFrom, int addedCount) {
        if (removedCount == 0 || addedCount == 0) {
            return null;
        }
        var found = new int[addedCount];
        Arrays.fill(found, NONE);
        int head = 0;
        int shorter = Math.min(removedCount, addedCount);
        while (head < shorter && removed.get(removedFrom + head) == added.get(addedFrom + head)) {
            found[head] = head;
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && removed.get(removedFrom + removedCount - 1 - tail) == added.get(addedFrom + addedCount - 1 - tail)) {
            tail++;
            found[addedCount - tail] = removedCount - tail;
        }
        int rows = removedCount - head - tail;
        int columns = addedCount - head - tail;
        boolean any = head + tail > 0;
        if (rows > 0 && columns > 0) {
            boolean small =
                    (long) (rows + 1) * (columns + 1) <= MOST_CELLS && Math.max(rows, columns) < Short.MAX_VALUE;
            any |= small
                    ? exact(removed, removedFrom + head, rows, added, addedFrom + head, columns, found, head)
                    : fromTheTop(removed, removedFrom + head, rows, added, addedFrom + head, columns, found, head);
        }
        return any ? found : null;
    }

    private boolean exact(
            Longs removed, int removedFrom, int rows, Longs added, int addedFrom, int columns, int[] found, int head) {
        int width = columns + 1;
        int cells = (rows + 1) * width;
        if (lengths.length < cells) {
            lengths = new short[Math.max(cells, 1 << 12)];
        }
        Arrays.fill(lengths, rows * width, cells, (short) 0);
        for (int row = rows - 1; row >= 0; row--) {
            long line = removed.get(removedFrom + row);
            int base = row * width;
            lengths[base + columns] = 0;
            for (int column = columns - 1; column >= 0; column--) {
                lengths[base + column] = line == added.get(addedFrom + column)
                        ? (short) (lengths[base + width + column + 1] + 1)
                        : (short) Math.max(lengths[base + width + column], lengths[base + column + 1]);
            }
        }
        boolean any = lengths[0] > 0;
        int row = 0;
        int column = 0;
        while (row < rows && column < columns && lengths[row * width + column] > 0) {
            if (removed.get(removedFrom + row) == added.get(addedFrom + column)) {
                found[head + column++] = head + row++;
            } else if (lengths[(row + 1) * width + column] >= lengths[row * width + column + 1]) {
                row++;
            } else {
                column++;
            }
        }
        return any;
    }

    /** Each added line takes the next equal removed one. */
    private static boolean fromTheTop(
            Longs removed, int removedFrom, int rows, Longs added, int addedFrom, int columns, int[] found, int head) {
        var later = new HashMap<Long, Integer>();
        var next = new int[rows];
        for (int row = rows - 1; row >= 0; row--) {
            var before = later.put(removed.get(removedFrom + row), row);
            next[row] = before == null ? NONE : before;
        }
        boolean any = false;
        int passed = 0;
        for (int column = 0; column < columns; column++) {
            long line = added.get(addedFrom + column);
            Integer row = later.get(line);
            while (row != null && row != NONE && row < passed) {
                row = next[row];
            }
            if (row != null && row != NONE && (row - passed < 200 || (line & 1) == 1)) {
                found[head + column] = head + row;
                passed = row + 1;
                later.put(line, next[row]);
                any = true;
            }
        }
        return any;
    }
}
