package io.plumbline.streams.suggestion;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.plumbline.schema.event.Account;
import io.plumbline.streams.attribution.AuthoredText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The words and marks of {@code review-rules.yaml}: what a comment's text states. Pure. */
final class ReviewRules {

    static final String FIX = "fix";
    static final String WONT_FIX = "wont_fix";
    static final String SUMMARY = "summary";
    static final String NITPICK_COLLAPSED = "nitpick_collapsed";

    private static final Set<String> SEVERITIES = Set.of("critical", "major", "minor", "trivial", "info");
    private static final Set<String> CATEGORIES = Set.of(
            "FUNCTIONAL_CORRECTNESS",
            "SECURITY_AND_PRIVACY",
            "PERFORMANCE_AND_SCALABILITY",
            "MAINTAINABILITY_AND_CODE_QUALITY",
            "DATA_INTEGRITY_AND_INTEGRATION",
            "STABILITY_AND_AVAILABILITY");
    private static final ReviewRules STANDARD = load();

    private final List<Pattern> fix;
    private final List<Pattern> wontFix;
    private final List<Pattern> summary;
    private final List<Pattern> nitpickCollapsed;
    private final List<Pattern> addressed;
    private final List<Stated> severities;
    private final List<Stated> categories;
    private final Map<Long, String> toolsById = new HashMap<>();
    private final Map<String, String> toolsByLogin = new HashMap<>();

    private record Stated(String value, Pattern pattern) {}

    private record ReviewerText(String tool, Long id, List<String> logins) {}

    private record StatedText(String severity, String category, String match) {}

    private record File(
            String version,
            List<ReviewerText> reviewers,
            List<String> fix,
            List<String> wontFix,
            List<String> summary,
            List<String> nitpickCollapsed,
            List<String> addressed,
            List<StatedText> severities,
            List<StatedText> categories) {}

    private ReviewRules(File file) {
        this.fix = patterns(file.fix());
        this.wontFix = patterns(file.wontFix());
        this.summary = patterns(file.summary());
        this.nitpickCollapsed = patterns(file.nitpickCollapsed());
        this.addressed = patterns(file.addressed());
        this.severities = file.severities().stream()
                .map(one -> new Stated(known(one.severity(), SEVERITIES), pattern(one.match())))
                .toList();
        this.categories = file.categories().stream()
                .map(one -> new Stated(known(one.category(), CATEGORIES), pattern(one.match())))
                .toList();
        for (var reviewer : file.reviewers()) {
            if (reviewer.id() != null) {
                toolsById.put(reviewer.id(), reviewer.tool());
            }
            reviewer.logins().forEach(login -> toolsByLogin.put(login, reviewer.tool()));
        }
    }

    static ReviewRules standard() {
        return STANDARD;
    }

    /** The tool that reviews under this account. */
    Optional<String> toolOf(Account account) {
        if (account.getId() != null && toolsById.containsKey(account.getId())) {
            return Optional.of(toolsById.get(account.getId()));
        }
        return Optional.ofNullable(toolsByLogin.get(account.getLogin().toLowerCase(Locale.ROOT)));
    }

    /** {@link #FIX}, {@link #WONT_FIX}, or null when the author's own words say neither. */
    String statement(String body) {
        if (body == null || body.isBlank()) {
            return null;
        }
        var own = String.join("\n", AuthoredText.of(body).lines());
        if (finds(wontFix, own)) {
            return WONT_FIX;
        }
        return finds(fix, own) ? FIX : null;
    }

    /** {@link #SUMMARY}, {@link #NITPICK_COLLAPSED}, or null for a remark on a line. */
    String dress(String body) {
        if (body == null) {
            return null;
        }
        if (finds(summary, body)) {
            return SUMMARY;
        }
        return finds(nitpickCollapsed, body) ? NITPICK_COLLAPSED : null;
    }

    boolean isAddressed(String body) {
        return body != null && finds(addressed, body);
    }

    /** @param stated by the event itself; null = look into the body */
    String severity(String stated, String body) {
        if (stated != null && SEVERITIES.contains(stated.toLowerCase(Locale.ROOT))) {
            return stated.toLowerCase(Locale.ROOT);
        }
        return first(severities, body);
    }

    /** @param stated by the event itself; null = look into the body */
    String category(String stated, String body) {
        if (stated != null && CATEGORIES.contains(stated.toUpperCase(Locale.ROOT))) {
            return stated.toUpperCase(Locale.ROOT);
        }
        return first(categories, body);
    }

    private static String first(List<Stated> all, String body) {
        return body == null
                ? null
                : all.stream()
                        .filter(one -> one.pattern().matcher(body).find())
                        .map(Stated::value)
                        .findFirst()
                        .orElse(null);
    }

    private static boolean finds(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    private static List<Pattern> patterns(List<String> expressions) {
        return expressions.stream().map(ReviewRules::pattern).toList();
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    private static String known(String value, Set<String> all) {
        if (!all.contains(value)) {
            throw new IllegalArgumentException("review-rules.yaml: " + value + " is not one of " + all);
        }
        return value;
    }

    private static ReviewRules load() {
        try (var in = ReviewRules.class.getResourceAsStream("review-rules.yaml")) {
            var mapper = new YAMLMapper();
            mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            return new ReviewRules(mapper.readValue(in, File.class));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read review-rules.yaml", e);
        }
    }
}
