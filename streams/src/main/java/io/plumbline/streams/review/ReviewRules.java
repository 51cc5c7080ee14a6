package io.plumbline.streams.review;

import io.plumbline.schema.event.Account;
import io.plumbline.streams.attribution.AuthoredText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words and marks of {@code review-rules.yaml}: what a comment's text states, and which tool an account is. Pure. An
 * organisation may add reviewers and formats of its own.
 */
public final class ReviewRules {

    public static final String FIX = "fix";
    public static final String WONT_FIX = "wont_fix";
    public static final String SUMMARY = "summary";
    public static final String NITPICK_COLLAPSED = "nitpick_collapsed";

    /** Format of machines without one of their own. */
    public static final String OTHER = "other";

    /** Format of people. */
    public static final String PEOPLE = "people";

    /** Vendors state severity at the top, one at the bottom; the middle is prose and need not be remembered. */
    private static final int HEAD = 400;

    private static final int TAIL = 200;

    private static final ReviewRuleFile FILE = ReviewRuleFile.read(resource());
    private static final ReviewRules STANDARD = new ReviewRules(FILE);

    private final ReviewRuleFile file;
    private final Map<Long, String> toolsById = new HashMap<>();
    private final Map<String, String> toolsByLogin = new HashMap<>();

    private ReviewRules(ReviewRuleFile file) {
        this.file = file;
        for (var reviewer : file.reviewers()) {
            if (reviewer.id() != null) {
                toolsById.put(reviewer.id(), reviewer.tool());
            }
            reviewer.logins().forEach(login -> toolsByLogin.put(login, reviewer.tool()));
        }
    }

    /** By the rules in this jar. */
    public static ReviewRules standard() {
        return STANDARD;
    }

    /**
     * By an organisation's own rules before those in this jar.
     *
     * @param yaml {@code version}, {@code reviewers} and {@code formats} in the form of {@code review-rules.yaml}; marks of a
     *     format that is there already are looked for before its own. Blank = none of its own
     * @throws IllegalArgumentException when they cannot be used; the message names the place and the reason
     */
    public static ReviewRules standardWith(String yaml) {
        return yaml == null || yaml.isBlank()
                ? STANDARD
                : new ReviewRules(ReviewRuleFile.read(yaml).over(FILE));
    }

    /** Of the rules in this jar, followed by that of the organisation's own when it has any. */
    public String version() {
        return file.version();
    }

    /** The tool that reviews under this account. */
    public Optional<String> toolOf(Account account) {
        if (account.getId() != null && toolsById.containsKey(account.getId())) {
            return Optional.of(toolsById.get(account.getId()));
        }
        return Optional.ofNullable(toolsByLogin.get(account.getLogin().toLowerCase(Locale.ROOT)));
    }

    /** {@link #FIX}, {@link #WONT_FIX}, or null when the author's own words say neither. */
    public String statement(String body) {
        if (body == null || body.isBlank()) {
            return null;
        }
        var own = String.join("\n", AuthoredText.of(body).lines());
        if (finds(ReviewRuleFile.WONT_FIX, own)) {
            return WONT_FIX;
        }
        return finds(ReviewRuleFile.FIX, own) ? FIX : null;
    }

    /** {@link #SUMMARY}, {@link #NITPICK_COLLAPSED}, or null for a remark on a line. */
    public String dress(String body) {
        if (body == null) {
            return null;
        }
        if (finds(ReviewRuleFile.SUMMARY, body)) {
            return SUMMARY;
        }
        return finds(ReviewRuleFile.NITPICK_COLLAPSED, body) ? NITPICK_COLLAPSED : null;
    }

    public boolean isAddressed(String body) {
        return body != null && finds(ReviewRuleFile.ADDRESSED, body);
    }

    /**
     * What of a comment is remembered to read its severity and category from, now and after every change of the rules: the
     * beginning and the end of its author's own words. Null when there are none.
     */
    public static String excerpt(String body) {
        var own = String.join("\n", AuthoredText.of(body).lines()).strip();
        if (own.isEmpty()) {
            return null;
        }
        return own.length() <= HEAD + TAIL ? own : own.substring(0, HEAD) + "\n" + own.substring(own.length() - TAIL);
    }

    /**
     * Which format reads the comments of a reviewer.
     *
     * @param tool null for people and for machines that are no known tool
     */
    public String formatOf(String tool, boolean person) {
        if (person) {
            return PEOPLE;
        }
        return tool != null && file.formats().containsKey(tool) ? tool : OTHER;
    }

    /**
     * What an excerpt states in a format.
     *
     * @param format of {@link #formatOf}
     * @param excerpt of {@link #excerpt}; null states nothing
     */
    public Stated read(String format, String excerpt) {
        return excerpt == null ? Stated.NOTHING : file.formats().get(format).read(excerpt);
    }

    /** As the event itself states it, in the taxonomy's own spelling; null when it is none of it. */
    public static String severity(String stated) {
        var value = stated == null ? "" : stated.toLowerCase(Locale.ROOT);
        return ReviewRuleFile.SEVERITIES.contains(value) ? value : null;
    }

    /** As {@link #severity}. */
    public static String category(String stated) {
        var value = stated == null ? "" : stated.toUpperCase(Locale.ROOT);
        return ReviewRuleFile.CATEGORIES.contains(value) ? value : null;
    }

    private boolean finds(String section, String text) {
        List<Pattern> patterns = file.words().get(section);
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    private static String resource() {
        try (var in = ReviewRules.class.getResourceAsStream("review-rules.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read review-rules.yaml", e);
        }
    }
}
