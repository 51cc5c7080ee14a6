package io.plumbline.ingest.git;

import io.plumbline.ingest.git.Numbers.Ints;
import java.util.Arrays;

/**
 * Which commit wrote each line of a file, as runs of lines: two numbers a run. Immutable; an edit makes another one in one
 * pass over the runs.
 */
final class Owners {

    /** Of lines that were there before the history that is known, or in a file that could not be read as text. */
    static final int UNKNOWN = -1;

    /** No lines are known: a binary file. */
    static final Owners OPAQUE = new Owners(new int[0], 0);

    static final Owners EMPTY = new Owners(new int[0], 0);

    /** Length, owner, length, owner, .. */
    private final int[] runs;

    private final int lines;

    private Owners(int[] runs, int lines) {
        this.runs = runs;
        this.lines = lines;
    }

    static Owners of(int lines, int owner) {
        return lines == 0 ? EMPTY : new Owners(new int[] {lines, owner}, lines);
    }

    int lines() {
        return lines;
    }

    int runs() {
        return runs.length / 2;
    }

    /** Owners of the lines that the hunks remove, in their order; null when the file has fewer lines than they say. */
    int[] removedBy(FileDiff diff) {
        var removed = new int[diff.deletions];
        int filled = 0;
        int run = 0;
        int runStart = 0;
        for (int hunk = 0; hunk < diff.hunkCount(); hunk++) {
            int from = diff.oldStart(hunk);
            int to = from + diff.oldCount(hunk);
            if (to > lines || from < runStart) {
                return null;
            }
            while (from < to) {
                while (runStart + runs[run] <= from) {
                    runStart += runs[run];
                    run += 2;
                }
                int stop = Math.min(to, runStart + runs[run]);
                Arrays.fill(removed, filled, filled + stop - from, runs[run + 1]);
                filled += stop - from;
                from = stop;
            }
        }
        return removed;
    }

    /** @param added owners of the lines that the hunks add, in their order; null = all are of {@code owner} */
    Owners edited(FileDiff diff, int[] added, int owner) {
        var edit = new Edit();
        int next = 0;
        for (int hunk = 0; hunk < diff.hunkCount(); hunk++) {
            edit.copyTo(diff.oldStart(hunk));
            edit.skip(diff.oldCount(hunk));
            int count = diff.newCount(hunk);
            if (added == null) {
                edit.append(count, owner);
            } else {
                for (int i = 0; i < count; i++) {
                    edit.append(1, added[next + i]);
                }
            }
            next += count;
        }
        edit.copyTo(lines);
        return new Owners(edit.out.toArray(), edit.total);
    }

    /** A run's owner and number of lines. */
    interface Runs {
        void accept(int owner, int lines);
    }

    void forEach(Runs each) {
        for (int run = 0; run < runs.length; run += 2) {
            each.accept(runs[run + 1], runs[run]);
        }
    }

    /** Adds each owner's lines. */
    void countInto(int[] byOwner) {
        for (int run = 0; run < runs.length; run += 2) {
            if (runs[run + 1] >= 0) {
                byOwner[runs[run + 1]] += runs[run];
            }
        }
    }

    private final class Edit {
        private final Ints out = new Ints();
        private int total;
        private int run;
        /** Lines of the current run that are passed. */
        private int passed;

        private int place;

        void copyTo(int line) {
            walk(line - place, true);
        }

        void skip(int count) {
            walk(count, false);
        }

        private void walk(int count, boolean copy) {
            int left = count;
            while (left > 0) {
                int step = Math.min(left, runs[run] - passed);
                if (copy) {
                    append(step, runs[run + 1]);
                }
                passed += step;
                place += step;
                left -= step;
                if (passed == runs[run]) {
                    run += 2;
                    passed = 0;
                }
            }
        }

        void append(int count, int owner) {
            if (count == 0) {
                return;
            }
            total += count;
            int size = out.size();
            if (size > 0 && out.get(size - 1) == owner) {
                out.set(size - 2, out.get(size - 2) + count);
            } else {
                out.add(count);
                out.add(owner);
            }
        }
    }
}
