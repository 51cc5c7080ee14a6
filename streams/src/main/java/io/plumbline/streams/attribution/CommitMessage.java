package io.plumbline.streams.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A commit message, split into the messages that a squash put together, each without what it quotes.
 *
 * <p>Quoted are fenced blocks and {@code >} lines (see {@link AuthoredText}), and in a revert everything after "This
 * reverts commit", or after the subject where that line is missing: the reverted message may follow, and its trailers are
 * not the revert's. Indentation says nothing: assistants indent whole messages by accident.
 *
 * @param parts at least one; own lines of each squashed commit
 * @param end trailers that follow the last part of a squash; empty for an ordinary message
 */
record CommitMessage(List<List<String>> parts, List<String> end) {

    private static final Pattern REVERTS =
            Pattern.compile("^\\s*this reverts (?:commit|merge|pull request)\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern REVERT_SUBJECT =
            Pattern.compile("^(?:revert|reapply)\\s*(?:\\([^)]*\\))?!?:?\\s+\".*", Pattern.CASE_INSENSITIVE);
    private static final Pattern GIT_SQUASHED = Pattern.compile("^commit [0-9a-f]{40}$");
    private static final Pattern FORGE_END = Pattern.compile("^-{9}$");

    static CommitMessage of(String message) {
        var lines = message.lines().toList();
        int end = lines.size() - 1;
        while (end >= 0 && !FORGE_END.matcher(lines.get(end)).matches()) {
            end--;
        }
        if (end > 0) {
            var parts = split(lines.subList(1, end), false);
            if (!parts.isEmpty()) {
                return new CommitMessage(ownOfEach(parts), own(lines.subList(end + 1, lines.size())));
            }
        }
        if (!lines.isEmpty() && lines.get(0).startsWith("Squashed commit of the following")) {
            var parts = split(lines.subList(1, lines.size()), true);
            if (!parts.isEmpty()) {
                return new CommitMessage(ownOfEach(parts), List.of());
            }
        }
        return new CommitMessage(List.of(own(lines)), List.of());
    }

    /** A forge writes "* subject" before each squashed commit, git "commit sha" and the message indented by four. */
    private static List<List<String>> split(List<String> lines, boolean byGit) {
        var parts = new ArrayList<List<String>>();
        boolean blankBefore = true;
        for (var line : lines) {
            boolean begins = byGit ? GIT_SQUASHED.matcher(line).matches() : blankBefore && line.startsWith("* ");
            if (begins) {
                parts.add(new ArrayList<>());
            }
            if (!parts.isEmpty() && !(byGit && begins)) {
                var own = byGit ? (line.startsWith("    ") ? line.substring(4) : "") : line;
                parts.get(parts.size() - 1).add(begins ? line.substring(2) : own);
            }
            blankBefore = line.isBlank();
        }
        return parts;
    }

    private static List<List<String>> ownOfEach(List<List<String>> parts) {
        return parts.stream().map(CommitMessage::own).toList();
    }

    private static List<String> own(List<String> lines) {
        return AuthoredText.of(String.join("\n", beforeRevert(lines))).lines();
    }

    /** The lines in which a text speaks for itself, when it is a revert that may quote the reverted commit. */
    static List<String> beforeRevert(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (REVERTS.matcher(lines.get(i)).matches()) {
                return lines.subList(0, i);
            }
        }
        boolean revert =
                !lines.isEmpty() && REVERT_SUBJECT.matcher(lines.get(0)).matches();
        return revert ? lines.subList(0, 1) : lines;
    }
}
