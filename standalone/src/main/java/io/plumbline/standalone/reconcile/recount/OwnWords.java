package io.plumbline.standalone.reconcile.recount;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The lines of a text that are its author's: neither in a fenced block, nor quoted with {@code >}, nor inside blockquote or
 * pre (metrics.md 8.2: "a quoted trailer inside a fenced block is not authorship").
 *
 * @param lines as written
 * @param lastBlock lines of a fenced block without a language that ends the text; empty when it ends otherwise
 */
record OwnWords(List<String> lines, List<String> lastBlock) {

    private static final Pattern FENCE = Pattern.compile("\\s*(```+|~~~+)\\s*(.*)");
    private static final Pattern OPENING = Pattern.compile("(?i)<(blockquote|pre)\\b");
    private static final Pattern CLOSING = Pattern.compile("(?i)</(blockquote|pre)\\s*>");

    private static final Pattern REVERTS = Pattern.compile("(?i)\\s*this reverts (commit|merge|pull request)\\b.*");
    private static final Pattern REVERT_SUBJECT = Pattern.compile("(?i)(revert|reapply)\\s*(\\([^)]*\\))?!?:?\\s+\".*");

    static OwnWords of(String text) {
        var own = new ArrayList<String>();
        List<String> last = List.of();
        List<String> block = null;
        String fence = "";
        boolean plain = false;
        long depth = 0;
        for (var line : text == null ? List.<String>of() : text.lines().toList()) {
            var mark = FENCE.matcher(line);
            boolean isMark = mark.matches();
            if (block != null) {
                if (isMark && mark.group(1).startsWith(fence) && mark.group(2).isBlank()) {
                    last = plain ? block : List.of();
                    block = null;
                } else {
                    block.add(line);
                }
            } else if (isMark
                    && !(mark.group(1).charAt(0) == '`' && mark.group(2).indexOf('`') >= 0)) {
                fence = mark.group(1);
                plain = mark.group(2).isBlank();
                block = new ArrayList<>();
            } else {
                long opened = OPENING.matcher(line).results().count();
                if (depth == 0 && opened == 0 && !line.strip().startsWith(">")) {
                    own.add(line);
                }
                depth = Math.max(
                        0, depth + opened - CLOSING.matcher(line).results().count());
                last = line.isBlank() ? last : List.of();
            }
        }
        return new OwnWords(own, last);
    }

    /** A revert quotes what it reverts: from the words that say so on, or after its subject, nothing is its own. */
    List<String> beforeRevert() {
        for (int i = 0; i < lines.size(); i++) {
            if (REVERTS.matcher(lines.get(i)).matches()) {
                return lines.subList(0, i);
            }
        }
        return !lines.isEmpty() && REVERT_SUBJECT.matcher(lines.get(0)).matches() ? lines.subList(0, 1) : lines;
    }

    String lowerCase() {
        return String.join("\n", lines).toLowerCase(Locale.ROOT);
    }

    /** Last paragraph of a commit message (subject, blank line, ..) that ends the text. */
    List<String> quotedTrailers() {
        var message = new ArrayList<>(lastBlock);
        while (!message.isEmpty() && message.get(message.size() - 1).isBlank()) {
            message.remove(message.size() - 1);
        }
        int start = message.size();
        while (start > 0 && !message.get(start - 1).isBlank()) {
            start--;
        }
        return start < 2 || message.get(0).isBlank() ? List.of() : message.subList(start, message.size());
    }
}
