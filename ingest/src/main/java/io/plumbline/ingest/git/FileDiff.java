package io.plumbline.ingest.git;

import io.plumbline.ingest.git.Numbers.Ints;
import io.plumbline.ingest.git.Numbers.Longs;

/** What a commit did to one file: its hunks without context, of their lines only hashes. */
final class FileDiff {

    private static final int SUBMODULE = 0160000;

    final char status;
    final int oldMode;
    final int newMode;
    final String oldBlob;
    final String newBlob;
    final String oldPath;
    final String path;

    boolean binary;
    int additions;
    int deletions;
    /** Four numbers a hunk: first line and count before, first line and count after; as git writes them. */
    final Ints hunks = new Ints();
    /** In the order of the hunks; null when nobody will ask. */
    Longs removed = new Longs();

    Longs added = new Longs();
    /** Of all lines, whatever their order; with the path mixed in. */
    long removedSum;

    long addedSum;

    FileDiff(char status, int oldMode, int newMode, String oldBlob, String newBlob, String oldPath, String path) {
        this.status = status;
        this.oldMode = oldMode;
        this.newMode = newMode;
        this.oldBlob = oldBlob;
        this.newBlob = newBlob;
        this.oldPath = oldPath;
        this.path = path;
    }

    boolean isSubmodule() {
        return oldMode == SUBMODULE || newMode == SUBMODULE;
    }

    void forgetLines() {
        removed = null;
        added = null;
    }

    int hunkCount() {
        return hunks.size() / 4;
    }

    /** First line of the hunk in the old file, from 0; of a pure insertion the line before which it goes. */
    int oldStart(int hunk) {
        int start = hunks.get(hunk * 4);
        return oldCount(hunk) == 0 ? start : start - 1;
    }

    int oldCount(int hunk) {
        return hunks.get(hunk * 4 + 1);
    }

    int newStart(int hunk) {
        int start = hunks.get(hunk * 4 + 2);
        return newCount(hunk) == 0 ? start : start - 1;
    }

    int newCount(int hunk) {
        return hunks.get(hunk * 4 + 3);
    }
}
