package io.plumbline.streams.pullrequest;

import io.plumbline.streams.attribution.AuthoredText;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a text says that another pull request replaces this one; quotations do not count. */
final class Supersession {

    private static final Pattern STATEMENT =
            Pattern.compile("\\b(?:superseded by|replaced by|in favou?r of)\\s*:?\\s+(?:(?:pr|pull request)\\s+)?"
                    + "(?:\\[?#\\d+|[\\w.-]+/[\\w.-]+#\\d+|\\[?https?://\\S+/(?:pull|merge_requests)/\\d+)");

    /** Nearly every text fails here already. */
    private static final Pattern HINT = Pattern.compile("(?i:superseded|replaced|in favou?r)");

    private Supersession() {}

    /** @param text null = no text */
    static boolean statedIn(String text) {
        if (text == null || !HINT.matcher(text).find()) {
            return false;
        }
        return AuthoredText.of(text).lines().stream()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .anyMatch(line -> STATEMENT.matcher(line).find());
    }
}
