package io.plumbline.streams.pullrequest;

import io.plumbline.streams.attribution.AuthoredText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a text says that another pull request replaces this one; quotations do not count. */
final class Supersession {

    private static final Pattern STATEMENT =
            Pattern.compile("\\b(?:superseded by|replaced by|in favou?r of)\\s*:?\\s+(?:(?:pr|pull request)\\s+)?"
                    + "(?:\\[?#\\d+|[\\w.-]+/[\\w.-]+#\\d+|\\[?https?://\\S+/(?:pull|merge_requests)/\\d+)");

    /** Nearly every text has none of them, and looking for a word is cheaper than an expression. */
    private static final List<String> HINTS = List.of("superseded by", "replaced by", "in favour of", "in favor of");

    private Supersession() {}

    /** @param text null = no text */
    static boolean statedIn(String text) {
        if (text == null) {
            return false;
        }
        var lower = text.toLowerCase(Locale.ROOT);
        if (HINTS.stream().noneMatch(lower::contains)) {
            return false;
        }
        return AuthoredText.of(lower).lines().stream()
                .anyMatch(line -> STATEMENT.matcher(line).find());
    }
}
