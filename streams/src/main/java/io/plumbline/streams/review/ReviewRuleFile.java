package io.plumbline.streams.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A rule file, checked.
 *
 * @param words expressions by section: fix, wontFix, summary, nitpickCollapsed, addressed
 */
record ReviewRuleFile(
        String version, List<Reviewer> reviewers, Map<String, List<Pattern>> words, Map<String, Format> formats) {

    static final String FIX = "fix";
    static final String WONT_FIX = "wontFix";
    static final String SUMMARY = "summary";
    static final String NITPICK_COLLAPSED = "nitpickCollapsed";
    static final String ADDRESSED = "addressed";

    static final Set<String> SEVERITIES = Set.of("critical", "major", "minor", "trivial", "info");
    static final Set<String> CATEGORIES = Set.of(
            "FUNCTIONAL_CORRECTNESS",
            "SECURITY_AND_PRIVACY",
            "PERFORMANCE_AND_SCALABILITY",
            "MAINTAINABILITY_AND_CODE_QUALITY",
            "DATA_INTEGRITY_AND_INTEGRATION",
            "STABILITY_AND_AVAILABILITY");

    private static final String UNSTATED = "unstated";
    private static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

    /** @param id null = known by its logins alone, which are in lower case */
    record Reviewer(String tool, Long id, List<String> logins) {}

    private record MarkText(String severity, String category, String match) {}

    private record FormatText(String tool, List<MarkText> severities, List<MarkText> categories) {}

    private record File(
            String version,
            List<Reviewer> reviewers,
            List<String> fix,
            List<String> wontFix,
            List<String> summary,
            List<String> nitpickCollapsed,
            List<String> addressed,
            List<FormatText> formats) {}

    /** @throws IllegalArgumentException when the file cannot be used; the message names the place and the reason */
    static ReviewRuleFile read(String yaml) {
        try {
            var mapper = new YAMLMapper();
            mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            var file = mapper.readValue(yaml, File.class);
            if (file == null || file.version() == null || !file.version().matches(VERSION)) {
                throw new IllegalArgumentException("version must be given, e.g. acme-1");
            }
            var words = new LinkedHashMap<String, List<Pattern>>();
            words.put(FIX, patterns(FIX, file.fix()));
            words.put(WONT_FIX, patterns(WONT_FIX, file.wontFix()));
            words.put(SUMMARY, patterns(SUMMARY, file.summary()));
            words.put(NITPICK_COLLAPSED, patterns(NITPICK_COLLAPSED, file.nitpickCollapsed()));
            words.put(ADDRESSED, patterns(ADDRESSED, file.addressed()));
            var formats = new LinkedHashMap<String, Format>();
            for (var text : orEmpty(file.formats())) {
                var format = format(text);
                if (formats.put(format.tool(), format) != null) {
                    throw new IllegalArgumentException("The format of " + format.tool() + " is given twice");
                }
            }
            return new ReviewRuleFile(
                    file.version(),
                    orEmpty(file.reviewers()).stream()
                            .map(ReviewRuleFile::checked)
                            .toList(),
                    Map.copyOf(words),
                    Map.copyOf(formats));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot read review rules: " + e.getOriginalMessage(), e);
        }
    }

    /** These rules before those of the other file. */
    ReviewRuleFile over(ReviewRuleFile standard) {
        // What says that a comment was followed is remembered, not its text, so own words for it could not restate
        // history.
        words.forEach((section, patterns) -> {
            if (!patterns.isEmpty()) {
                throw new IllegalArgumentException(section + " cannot be changed; reviewers and formats can");
            }
        });
        var all = new ArrayList<>(standard.reviewers());
        all.addAll(reviewers);
        var together = new LinkedHashMap<>(standard.formats());
        formats.forEach((tool, own) -> together.merge(tool, own, (theirs, ours) -> ours.before(theirs)));
        return new ReviewRuleFile(
                standard.version() + "+" + version, List.copyOf(all), standard.words(), Map.copyOf(together));
    }

    private static Reviewer checked(Reviewer reviewer) {
        if (reviewer.tool() == null
                || (reviewer.id() == null && orEmpty(reviewer.logins()).isEmpty())) {
            throw new IllegalArgumentException("A reviewer needs a tool, and an id or logins: " + reviewer);
        }
        return new Reviewer(
                reviewer.tool(),
                reviewer.id(),
                orEmpty(reviewer.logins()).stream()
                        .map(login -> login.toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static Format format(FormatText text) {
        if (text == null || text.tool() == null || text.tool().isBlank()) {
            throw new IllegalArgumentException("Every format needs a tool, \"other\" or \"people\"");
        }
        return new Format(
                text.tool(),
                marks(text, "severity", text.severities(), MarkText::severity, SEVERITIES),
                marks(text, "category", text.categories(), MarkText::category, CATEGORIES));
    }

    private static List<Format.Mark> marks(
            FormatText format,
            String field,
            List<MarkText> texts,
            Function<MarkText, String> value,
            Set<String> known) {
        var marks = new ArrayList<Format.Mark>();
        for (var text : orEmpty(texts)) {
            var stated = value.apply(text);
            if (stated == null || (!known.contains(stated) && !stated.equals(UNSTATED))) {
                throw new IllegalArgumentException("Format of " + format.tool() + ": " + field + " " + stated
                        + " is none of " + known.stream().sorted().toList() + ", unstated");
            }
            marks.add(new Format.Mark(
                    stated.equals(UNSTATED) ? null : stated, pattern("Format of " + format.tool(), text.match())));
        }
        return List.copyOf(marks);
    }

    private static List<Pattern> patterns(String section, List<String> expressions) {
        return orEmpty(expressions).stream()
                .map(expression -> pattern(section, expression))
                .toList();
    }

    private static Pattern pattern(String place, String expression) {
        if (expression == null || expression.isBlank()) {
            throw new IllegalArgumentException(place + ": match must be given");
        }
        try {
            return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    place + ": " + expression + " is no regular expression: " + e.getDescription(), e);
        }
    }

    private static <T> List<T> orEmpty(List<T> given) {
        return given == null ? List.of() : given;
    }
}
