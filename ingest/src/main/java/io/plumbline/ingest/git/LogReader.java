package io.plumbline.ingest.git;

import io.plumbline.ingest.git.CommitHeader.Person;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@code git log} prints with {@link #ARGUMENTS}: header fields and paths end with a NUL, and inside a hunk lines
 * are counted, so nothing that a commit contains can be taken for git's own words.
 */
final class LogReader {

    /** Every flag that a user's settings could change is given. */
    static final List<String> ARGUMENTS = List.of(
            "log",
            "--first-parent",
            "--diff-merges=first-parent",
            "--reverse",
            "--raw",
            "--no-abbrev",
            "-z",
            "-p",
            "-U0",
            "--inter-hunk-context=0",
            "--diff-algorithm=myers",
            "-M",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-show-signature",
            "--no-notes",
            "--submodule=short",
            "--ignore-submodules=none",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "--encoding=UTF-8",
            "--format=%x01%H%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B%x00");

    /** Lines of one commit whose hashes are kept, 8 bytes each; beyond it moves and new white space are not looked for. */
    private static final int MOST_LINES = 4_000_000;

    private final ByteInput in;
    private long kept;

    LogReader(InputStream out) {
        this.in = new ByteInput(out);
    }

    record Commit(CommitHeader header, List<FileDiff> files) {}

    /** Null at the end. */
    Commit next() throws IOException {
        if (in.peek(0) < 0) {
            return null;
        }
        expect(1);
        var header = header();
        expect(0);
        if (in.peek(0) != '\n') {
            return new Commit(header, List.of());
        }
        in.read();
        var files = new ArrayList<FileDiff>();
        boolean onlyOneWay = entries(files);
        kept = 0;
        for (var file : files) {
            if (onlyOneWay || kept > MOST_LINES) {
                file.forgetLines();
            }
            patch(file);
        }
        return new Commit(header, files);
    }

    private CommitHeader header() throws IOException {
        var sha = in.textTo(0);
        var parents = in.textTo(0);
        var authorName = in.textTo(0);
        var authorEmail = in.textTo(0);
        var authoredAt = in.textTo(0);
        var committerName = in.textTo(0);
        var committerEmail = in.textTo(0);
        var committedAt = in.textTo(0);
        return new CommitHeader(
                sha,
                parents.isEmpty() ? List.of() : List.of(parents.split(" ")),
                new Person(authorName, authorEmail),
                new Person(committerName, committerEmail),
                time(authoredAt),
                time(committedAt),
                in.textTo(0).strip());
    }

    /** Broken commits have no time at all. */
    private static Instant time(String seconds) {
        return seconds.isEmpty() ? Instant.EPOCH : Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    /** True when files are only added, or only removed: then no line can have been moved. */
    private boolean entries(List<FileDiff> files) throws IOException {
        boolean added = false;
        boolean removed = false;
        while (in.peek(0) == ':') {
            in.read();
            var fields = in.textTo(0).split(" ");
            char status = fields[4].charAt(0);
            int oldMode = Integer.parseInt(fields[0], 8);
            int newMode = Integer.parseInt(fields[1], 8);
            var path = in.textTo(0);
            var newPath = status == 'R' || status == 'C' ? in.textTo(0) : path;
            if (status == 'T') {
                // Shown as a file that goes and another that comes.
                files.add(new FileDiff('D', oldMode, 0, fields[2], fields[3], path, path));
                files.add(new FileDiff('A', 0, newMode, fields[2], fields[3], path, path));
            } else {
                files.add(new FileDiff(status, oldMode, newMode, fields[2], fields[3], path, newPath));
            }
            added |= status != 'D';
            removed |= status != 'A';
        }
        expect(0);
        return !(added && removed);
    }

    private void patch(FileDiff file) throws IOException {
        if (!in.startsWith("diff --git ")) {
            throw new IOException("no patch where that of " + file.path + " should be");
        }
        do {
            if (in.startsWith("@@ ")) {
                hunk(file);
            } else {
                file.binary |= in.startsWith("Binary files ");
                in.skipLine();
            }
        } while (in.peek(0) > 1 && !in.startsWith("diff --git "));
    }

    private void hunk(FileDiff file) throws IOException {
        in.textTo('-');
        range(file);
        in.textTo('+');
        range(file);
        in.skipLine();
        int hunk = file.hunkCount() - 1;
        int removed = file.oldCount(hunk);
        int added = file.newCount(hunk);
        file.deletions += removed;
        file.additions += added;
        kept += file.removed == null ? 0 : removed + added;
        long oldName = file.oldPath.hashCode() * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < removed; i++) {
            expect('-');
            long hash = in.hashOfLine();
            file.removedSum += mixed(hash ^ oldName);
            if (file.removed != null) {
                file.removed.add(hash);
            }
        }
        skipMissingNewline();
        long newName = file.path.hashCode() * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < added; i++) {
            expect('+');
            long hash = in.hashOfLine();
            file.addedSum += mixed(hash ^ newName);
            if (file.added != null) {
                file.added.add(hash);
            }
        }
        skipMissingNewline();
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }

    /** {@code 12,3}, or {@code 12} for {@code 12,1}; up to the space behind. */
    private void range(FileDiff file) throws IOException {
        var range = in.textTo(' ');
        int comma = range.indexOf(',');
        file.hunks.add(Integer.parseInt(comma < 0 ? range : range.substring(0, comma)));
        file.hunks.add(comma < 0 ? 1 : Integer.parseInt(range.substring(comma + 1)));
    }

    /** {@code \ No newline at end of file}. */
    private void skipMissingNewline() throws IOException {
        if (in.peek(0) == '\\') {
            in.skipLine();
        }
    }

    private void expect(int value) throws IOException {
        int next = in.read();
        if (next != value) {
            throw new IOException("git printed byte " + next + " where " + value + " was expected");
        }
    }
}
