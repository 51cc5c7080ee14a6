package io.plumbline.ingest.git;

import java.util.Arrays;

/**
 * Finds lines that a commit took away in one place and put down in another, in the same file or in another one: blocks of at
 * least three lines that say something, equal but for white space, one after the other in both places.
 */
final class Moves {

    static final int LEAST = 3;

    private static final int INDEX_BITS = 22;
    private static final long INDEX = (1L << INDEX_BITS) - 1;
    /** Candidates that are tried for one line; a line that is everywhere says nothing. */
    private static final int MOST_CANDIDATES = 64;

    /** Lines that one side of a commit still has to explain, in the order of files and lines. */
    static final class Side {
        private final Numbers.Longs hashes = new Numbers.Longs();
        /** Consecutive lines of a file have consecutive places; files and gaps are apart. */
        private final Numbers.Longs places = new Numbers.Longs();

        private final Numbers.Ints files = new Numbers.Ints();
        private final Numbers.Ints indexes = new Numbers.Ints();
        private int telling;

        /** @param index of the line among the removed or added ones of its file */
        void add(int file, int line, int index, long hash) {
            hashes.add(hash);
            places.add(((long) file << 32) + line);
            files.add(file);
            indexes.add(index);
            telling += (int) (hash & 1);
        }

        int size() {
            return hashes.size();
        }

        int file(int entry) {
            return files.get(entry);
        }

        int index(int entry) {
            return indexes.get(entry);
        }

        private boolean follows(int entry) {
            return entry < size() && places.get(entry) == places.get(entry - 1) + 1;
        }
    }

    private final Side removed;
    private final Side added;
    private final boolean[] taken;
    private final int[] sources;
    private final long[] sorted;

    private Moves(Side removed, Side added) {
        this.removed = removed;
        this.added = added;
        this.taken = new boolean[removed.size()];
        this.sources = new int[added.size()];
        Arrays.fill(sources, -1);
        this.sorted = new long[removed.size()];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = (removed.hashes.get(i) & ~INDEX) | i;
        }
        Arrays.sort(sorted);
    }

    /** For each added line the removed one that it is, or -1; null when nothing was moved. */
    static int[] find(Side removed, Side added) {
        if (removed.telling < LEAST || added.telling < LEAST || removed.size() > INDEX) {
            return null;
        }
        var moves = new Moves(removed, added);
        boolean any = false;
        for (int at = 0; at < added.size(); ) {
            int length = (added.hashes.get(at) & 1) == 1 ? moves.take(at) : 0;
            any |= length > 0;
            at += Math.max(1, length);
        }
        return any ? moves.sources : null;
    }

    /** Lines from there on that were moved. */
    private int take(int at) {
        long hash = added.hashes.get(at);
        int best = -1;
        int bestTelling = LEAST - 1;
        int tried = 0;
        for (int i = firstOf(hash); i < sorted.length && tried < MOST_CANDIDATES; i++) {
            if ((sorted[i] & ~INDEX) != (hash & ~INDEX)) {
                break;
            }
            int candidate = (int) (sorted[i] & INDEX);
            if (taken[candidate] || removed.hashes.get(candidate) != hash) {
                continue;
            }
            tried++;
            int telling = telling(candidate, length(at, candidate));
            if (telling > bestTelling) {
                bestTelling = telling;
                best = candidate;
            }
        }
        if (best < 0) {
            return 0;
        }
        int length = length(at, best);
        for (int i = 0; i < length; i++) {
            taken[best + i] = true;
            sources[at + i] = best + i;
        }
        // What stands right before it, blank lines and braces, came along.
        for (int i = 1; at - i >= 0 && best - i >= 0; i++) {
            boolean together = added.follows(at - i + 1) && removed.follows(best - i + 1);
            if (!together
                    || sources[at - i] >= 0
                    || taken[best - i]
                    || added.hashes.get(at - i) != removed.hashes.get(best - i)) {
                break;
            }
            taken[best - i] = true;
            sources[at - i] = best - i;
        }
        return length;
    }

    private int firstOf(long hash) {
        int found = Arrays.binarySearch(sorted, hash & ~INDEX);
        return found >= 0 ? found : -found - 1;
    }

    private int length(int at, int candidate) {
        int length = 1;
        while (added.follows(at + length)
                && removed.follows(candidate + length)
                && !taken[candidate + length]
                && added.hashes.get(at + length) == removed.hashes.get(candidate + length)) {
            length++;
        }
        return length;
    }

    private int telling(int candidate, int length) {
        int telling = 0;
        for (int i = 0; i < length && telling < 1_000; i++) {
            telling += (int) (removed.hashes.get(candidate + i) & 1);
        }
        return telling;
    }
}
