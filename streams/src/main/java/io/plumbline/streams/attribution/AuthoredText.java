package io.plumbline.streams.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The body of a pull request, split into what its author says and what it quotes. Fenced blocks, lines quoted with
 * {@code >} and the HTML elements blockquote and pre are quotations: a trailer in them is somebody else's, or an example.
 *
 * @param lines the author's own lines, as written
 * @param quotedCommit trailer lines of a whole commit message in a fenced block without a language that ends the body
 */
public record AuthoredText(List<String> lines, List<String> quotedCommit) {

    private static final Pattern FENCE = Pattern.compile("^\\s*(`{3,}|~{3,})\\s*(.*)$");
    private static final Pattern HTML_OPEN = Pattern.compile("<(blockquote|pre)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern HTML_CLOSE = Pattern.compile("</(blockquote|pre)\\s*>", Pattern.CASE_INSENSITIVE);

    /** @param body null = no text */
    public static AuthoredText of(String body) {
        if (body == null || body.isBlank()) {
            return new AuthoredText(List.of(), List.of());
        }
        var own = new ArrayList<String>();
        var block = new ArrayList<String>();
        var lastBlock = List.<String>of();
        String fence = null;
        boolean plainFence = false;
        int html = 0;
        for (var line : (Iterable<String>) body.lines()::iterator) {
            var mark = line.indexOf('`') < 0 && line.indexOf('~') < 0 ? null : FENCE.matcher(line);
            if (mark != null && !mark.matches()) {
                mark = null;
            }
            if (fence != null) {
                if (mark != null
                        && mark.group(1).startsWith(fence)
                        && mark.group(2).isBlank()) {
                    lastBlock = plainFence ? List.copyOf(block) : List.of();
                    fence = null;
                } else {
                    block.add(line);
                }
            } else if (mark != null
                    && !(mark.group(1).startsWith("`") && mark.group(2).contains("`"))) {
                fence = mark.group(1);
                plainFence = mark.group(2).isBlank();
                block.clear();
            } else {
                boolean tagged = line.indexOf('<') >= 0;
                int opened = tagged ? (int) HTML_OPEN.matcher(line).results().count() : 0;
                int closed = tagged ? (int) HTML_CLOSE.matcher(line).results().count() : 0;
                if (html == 0 && opened == 0 && !line.stripLeading().startsWith(">")) {
                    own.add(line);
                }
                html = Math.max(0, html + opened - closed);
                if (!line.isBlank()) {
                    lastBlock = List.of();
                }
            }
        }
        return new AuthoredText(List.copyOf(own), trailersOfCommit(lastBlock));
    }

    /** The author's own lines in lower case, for looking up fixed strings. */
    String lowerCase() {
        return String.join("\n", lines).toLowerCase(Locale.ROOT);
    }

    /** A commit message has a subject, a blank line, and its trailers in the last paragraph. */
    private static List<String> trailersOfCommit(List<String> block) {
        int end = block.size();
        while (end > 0 && block.get(end - 1).isBlank()) {
            end--;
        }
        int start = end;
        while (start > 0 && !block.get(start - 1).isBlank()) {
            start--;
        }
        return start < 2 || block.get(0).isBlank() ? List.of() : List.copyOf(block.subList(start, end));
    }
}
