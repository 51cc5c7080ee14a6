package io.plumbline.ingest.git;

import io.plumbline.ingest.git.CommitChange.Ended;
import io.plumbline.ingest.git.CommitChange.FileChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The owner of every line of every followed file, carried forward commit by commit, so that what a commit ends is known
 * without asking for blame.
 *
 * <p>Lines that differ in white space only, and moved blocks, keep their owner. State: one object a file of the branch, two
 * numbers a run of lines of one owner, and one pair of hashes a commit.
 */
final class Replay {

    static final int MOST_FILES = 1_000;

    /** Asked when a file comes to be followed whose lines the log has not shown. */
    interface LineCounter {
        int linesOf(String blob) throws IOException;
    }

    private record Inverse(long removed, long added) {}

    private final PathKinds kinds;
    private final LineCounter counter;
    private final Alignment alignment = new Alignment();
    private final Map<String, Owners> files = new HashMap<>();
    private final Map<Inverse, Integer> changes = new HashMap<>();

    Replay(PathKinds kinds, LineCounter counter) {
        this.kinds = kinds;
        this.counter = counter;
    }

    /** How one file of the commit in hand is worked on. */
    private static final class Work {
        private final FileDiff diff;
        private final String kind;
        private Owners before;
        /** Owners of removed and of added lines; null = nothing to tell apart. */
        private int[] removed;

        private int[] added;
        private boolean[] kept;
        private int reformatted;

        Work(FileDiff diff, String kind) {
            this.diff = diff;
            this.kind = kind;
        }
    }

    /**
     * @param commit its index; later ones are larger
     * @param unknown a commit of whose lines nobody knows when they were written: the edge of a shallow clone
     */
    CommitChange apply(int commit, List<FileDiff> diffs, boolean unknown) throws IOException {
        int owner = unknown ? Owners.UNKNOWN : commit;
        var work = new ArrayList<Work>(diffs.size());
        for (var diff : diffs) {
            var one = new Work(diff, kindOf(diff));
            work.add(one);
            begin(one);
        }
        moves(work, owner);
        var ended = new Tally();
        int born = 0;
        var after = new HashMap<String, Owners>();
        for (var one : work) {
            born += end(one, owner, ended, after);
        }
        for (var one : work) {
            if (one.diff.status == 'D' || one.diff.status == 'R') {
                files.remove(one.diff.oldPath);
            }
        }
        files.putAll(after);
        int undoes = unknown ? -1 : undoes(commit, diffs);
        return new CommitChange(
                unknown ? List.of() : changes(work), unknown ? 0 : born, ended.total, ended.list(), undoes);
    }

    int files() {
        return files.size();
    }

    long runs() {
        return files.values().stream().mapToLong(Owners::runs).sum();
    }

    /** Lines alive now by the commit that wrote them; those of unknown age are left out. */
    int[] alive(int commits) {
        var alive = new int[commits];
        files.values().forEach(owners -> owners.countInto(alive));
        return alive;
    }

    /** Owners of a file's lines; null when it is not followed. */
    Owners ownersOf(String path) {
        return files.get(path);
    }

    private String kindOf(FileDiff diff) {
        if (diff.isSubmodule()) {
            return "submodule";
        }
        return diff.binary ? "binary" : kinds.of(diff.path);
    }

    /** Finds the lines before, and what only white space was changed in. */
    private void begin(Work work) throws IOException {
        var diff = work.diff;
        if (diff.status == 'A' || diff.isSubmodule()) {
            work.before = Owners.EMPTY;
            return;
        }
        work.before = files.get(diff.oldPath);
        boolean followed = work.before != null && work.before != Owners.OPAQUE;
        if (diff.binary || !work.kind.equals(PathKinds.CODE)) {
            return;
        }
        if (!followed && diff.hunkCount() > 0) {
            work.before = Owners.of(counter.linesOf(diff.oldBlob), Owners.UNKNOWN);
        }
        if (diff.deletions == 0) {
            return;
        }
        work.removed = work.before.removedBy(diff);
        if (work.removed == null) {
            // Not what git shows: nothing is known of this file any more.
            work.before = Owners.of(counter.linesOf(diff.oldBlob), Owners.UNKNOWN);
            work.removed = work.before.removedBy(diff);
            if (work.removed == null) {
                throw new IOException(
                        "the hunks of " + diff.path + " do not fit its " + work.before.lines() + " lines");
            }
        }
        if (diff.additions > 0 && diff.removed != null) {
            align(work);
        }
    }

    private void align(Work work) {
        var diff = work.diff;
        int removedFrom = 0;
        int addedFrom = 0;
        for (int hunk = 0; hunk < diff.hunkCount(); hunk++) {
            int removed = diff.oldCount(hunk);
            int added = diff.newCount(hunk);
            var found = alignment.of(diff.removed, removedFrom, removed, diff.added, addedFrom, added);
            for (int i = 0; found != null && i < added; i++) {
                if (found[i] >= 0) {
                    keep(work, addedFrom + i, work, removedFrom + found[i]);
                }
            }
            removedFrom += removed;
            addedFrom += added;
        }
    }

    private static final int NOT_KEPT = Integer.MIN_VALUE;

    private static void keep(Work to, int addedIndex, Work from, int removedIndex) {
        if (to.added == null) {
            to.added = new int[to.diff.additions];
            Arrays.fill(to.added, NOT_KEPT);
        }
        if (from.kept == null) {
            from.kept = new boolean[from.diff.deletions];
        }
        to.added[addedIndex] = from.removed[removedIndex];
        to.reformatted++;
        from.kept[removedIndex] = true;
    }

    private void moves(List<Work> work, int owner) {
        var removed = new Moves.Side();
        for (int i = 0; i < work.size(); i++) {
            var one = work.get(i);
            if (one.removed != null && one.diff.removed != null) {
                collectRemoved(removed, i, one);
            }
        }
        if (removed.size() < Moves.LEAST || owner == Owners.UNKNOWN) {
            return;
        }
        var added = new Moves.Side();
        for (int i = 0; i < work.size(); i++) {
            var one = work.get(i);
            if (one.diff.additions > 0 && one.diff.added != null && one.kind.equals(PathKinds.CODE)) {
                collectAdded(added, i, one);
            }
        }
        var sources = Moves.find(removed, added);
        for (int entry = 0; sources != null && entry < sources.length; entry++) {
            int source = sources[entry];
            if (source >= 0) {
                keep(
                        work.get(added.file(entry)),
                        added.index(entry),
                        work.get(removed.file(source)),
                        removed.index(source));
            }
        }
    }

    private static void collectRemoved(Moves.Side side, int file, Work work) {
        int index = 0;
        for (int hunk = 0; hunk < work.diff.hunkCount(); hunk++) {
            for (int i = 0; i < work.diff.oldCount(hunk); i++, index++) {
                if (work.kept == null || !work.kept[index]) {
                    side.add(file, work.diff.oldStart(hunk) + i, index, work.diff.removed.get(index));
                }
            }
        }
    }

    private static void collectAdded(Moves.Side side, int file, Work work) {
        int index = 0;
        for (int hunk = 0; hunk < work.diff.hunkCount(); hunk++) {
            for (int i = 0; i < work.diff.newCount(hunk); i++, index++) {
                if (work.added == null || work.added[index] == NOT_KEPT) {
                    side.add(file, work.diff.newStart(hunk) + i, index, work.diff.added.get(index));
                }
            }
        }
    }

    /** @return lines that begin */
    private int end(Work work, int owner, Tally ended, Map<String, Owners> after) throws IOException {
        var diff = work.diff;
        if (work.removed != null) {
            for (int i = 0; i < work.removed.length; i++) {
                if (work.kept == null || !work.kept[i]) {
                    ended.add(work.removed[i], 1);
                }
            }
        }
        if (diff.isSubmodule()) {
            return 0;
        }
        boolean code = work.kind.equals(PathKinds.CODE);
        if (!code) {
            // Its lines are followed no longer, if they ever were.
            if (work.before != null) {
                work.before.forEach(ended::add);
            }
            if (diff.status != 'D' && diff.binary) {
                after.put(diff.path, Owners.OPAQUE);
            } else {
                files.remove(diff.oldPath);
            }
            return 0;
        }
        if (diff.status == 'D') {
            return 0;
        }
        if (work.before == null) {
            // Renamed to code from what was not followed: all of it begins here.
            int lines = counter.linesOf(diff.newBlob);
            after.put(diff.path, Owners.of(lines, owner));
            return lines;
        }
        if (diff.hunkCount() == 0) {
            after.put(diff.path, work.before);
            return 0;
        }
        for (int i = 0; work.added != null && i < work.added.length; i++) {
            work.added[i] = work.added[i] == NOT_KEPT ? owner : work.added[i];
        }
        after.put(diff.path, work.before.edited(diff, work.added, owner));
        return diff.additions - work.reformatted;
    }

    private static List<FileChange> changes(List<Work> work) {
        return work.stream()
                .limit(MOST_FILES)
                .map(one -> new FileChange(
                        one.diff.path,
                        one.diff.status == 'R' ? one.diff.oldPath : null,
                        switch (one.diff.status) {
                            case 'A' -> "added";
                            case 'D' -> "removed";
                            case 'R' -> "renamed";
                            default -> "modified";
                        },
                        one.kind,
                        one.diff.additions,
                        one.diff.deletions,
                        one.reformatted))
                .toList();
    }

    /** The last commit whose lines this one removes, and whose removed lines it adds: all of them and no others. */
    private int undoes(int commit, List<FileDiff> diffs) {
        long removed = 0;
        long added = 0;
        int lines = 0;
        for (var diff : diffs) {
            if (diff.binary || diff.isSubmodule()) {
                return -1;
            }
            removed += diff.removedSum;
            added += diff.addedSum;
            lines += diff.additions + diff.deletions;
        }
        if (lines == 0 || removed == added) {
            return -1;
        }
        var undone = changes.get(new Inverse(added, removed));
        changes.put(new Inverse(removed, added), commit);
        return undone == null ? -1 : undone;
    }

    /** Lines by owner. */
    private static final class Tally {
        private final Map<Integer, Integer> byOwner = new HashMap<>();
        private int total;
        private int lastOwner = Owners.UNKNOWN;
        private int pending;

        void add(int owner, int lines) {
            if (owner == Owners.UNKNOWN) {
                return;
            }
            total += lines;
            if (owner != lastOwner) {
                settle();
                lastOwner = owner;
            }
            pending += lines;
        }

        private void settle() {
            if (pending > 0) {
                byOwner.merge(lastOwner, pending, Integer::sum);
                pending = 0;
            }
        }

        List<Ended> list() {
            settle();
            return byOwner.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> new Ended(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }
}
