package io.plumbline.standalone.reconcile.recount;

import java.util.Locale;
import java.util.regex.Pattern;

/** "Superseded by #12", "in favour of octo/app#3", "replaced by https://../pull/4" in somebody's own words. */
final class Succession {

    private static final Pattern REFERENCE =
            Pattern.compile("(\\[?#\\d+|[\\w.-]+/[\\w.-]+#\\d+|\\[?https?://\\S+/(pull|merge_requests)/\\d+).*");
    private static final Pattern PHRASE = Pattern.compile(
            "\\b(superseded by|replaced by|in favor of|in favour of)\\s*:?\\s+((pr|pull request)\\s+)?");

    private Succession() {}

    static boolean statedIn(String text) {
        return text != null
                && OwnWords.of(text.toLowerCase(Locale.ROOT)).lines().stream()
                        .anyMatch(line -> PHRASE.matcher(line).results().anyMatch(found -> REFERENCE
                                .matcher(line.substring(found.end()))
                                .matches()));
    }
}
