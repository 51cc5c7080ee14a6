package io.plumbline.streams.rework;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words and paths of {@code rework-rules.yaml}. Pure. */
record ReworkRules(
        List<Pattern> revertTitles,
        List<Pattern> reapplyTitles,
        List<Pattern> numberInTitle,
        List<Pattern> revertTexts,
        List<Pattern> statedTexts,
        List<Pattern> hotfixBranches,
        List<String> hotfixLabels,
        List<Pattern> unlinkedPaths) {

    static final ReworkRules STANDARD = load();

    private static final String SHA = "(?:\\b[0-9a-f]{7,40}\\b)";
    private static final String NUM = "(?:(?:[\\w.-]+(?:/[\\w.-]+)+)?[#!]\\d{1,9}\\b"
            + "|https?://[^\\s/]+/[^\\s]+/(?:pull|pulls|merge_requests)/\\d{1,9}\\b)";

    private record File(
            String version,
            List<String> revertTitles,
            List<String> reapplyTitles,
            List<String> numberInTitle,
            List<String> revertTexts,
            List<String> statedTexts,
            List<String> hotfixBranches,
            List<String> hotfixLabels,
            List<String> unlinkedPaths) {}

    boolean isHotfix(String branch, List<String> labels) {
        return (branch != null && finds(hotfixBranches, branch))
                || labels.stream().anyMatch(label -> hotfixLabels.contains(label.toLowerCase(Locale.ROOT)));
    }

    boolean isUnlinked(String path) {
        return finds(unlinkedPaths, path);
    }

    private static boolean finds(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    private static ReworkRules load() {
        try (var in = ReworkRules.class.getResourceAsStream("rework-rules.yaml")) {
            var file = new YAMLMapper().readValue(in, File.class);
            return new ReworkRules(
                    patterns(file.revertTitles()),
                    patterns(file.reapplyTitles()),
                    patterns(file.numberInTitle()),
                    patterns(file.revertTexts()),
                    patterns(file.statedTexts()),
                    patterns(file.hotfixBranches()),
                    List.copyOf(file.hotfixLabels()),
                    patterns(file.unlinkedPaths()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read rework-rules.yaml", e);
        }
    }

    private static List<Pattern> patterns(List<String> expressions) {
        return expressions.stream()
                .map(text -> text.replace("REF", "(?:" + NUM + "|" + SHA + ")")
                        .replace("NUM", NUM)
                        .replace("SHA", SHA))
                .map(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE))
                .toList();
    }
}
