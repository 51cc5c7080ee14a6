package io.plumbline.streams.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.streams.SharedData;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What reviewers on real pull requests state, and how much of it is read. The data have reviews and comments in the
 * conversation, no comments on lines; but reviews repeat findings in the same formats: CodeRabbit's outside of the diff, those
 * that Copilot suppressed, and Bugbot's earlier layout. Each is cut out and read as a comment of its own.
 */
class ReviewFormatsOnRealDataTest {

    private static final Pattern FINDING = Pattern.compile(
            // CodeRabbit: `12-15`: _⚠️ Potential issue_, with or without a severity behind it.
            "^[>\\s]*(?<rabbit>`\\d+(-\\d+)?`: _[^\\n]+)$"
                    // Copilot's suppressed comments: * text, below **path:line**.
                    + "|^\\*\\*[^*\\n]+:\\d+\\*\\*\\n(?<copilot>\\* [^\\n]+)$"
                    + "|(?<bugbot><h3>Bug: [^\\n]+|\\*\\*(High|Medium|Low) Severity\\*\\*)",
            Pattern.MULTILINE);

    private static final Pattern MARK = Pattern.compile(
            "[🔴🟠🟡🔵⚪]|\\[nit(pick)?\\]|\\*\\*(High|Medium|Low) Severity\\*\\*|_🧹 Nitpick|_🛠️ Refactor");

    /** What was seen of one reviewer. */
    private static final class Row {
        int texts;
        int findings;
        int marked;
        int severities;
        int categories;
    }

    @Test
    void whateverARealReviewerMarksIsRead() {
        var rules = ReviewRules.standard();
        var rows = new TreeMap<String, Row>();
        var unread = new ArrayList<String>();
        int texts = 0;
        for (var review : reviews()) {
            var tool = rules.toolOf(new Account(review.get(0), null, "Bot"));
            if (tool.isEmpty()) {
                continue;
            }
            texts++;
            var row = rows.computeIfAbsent(tool.get(), name -> new Row());
            row.texts++;
            var found = FINDING.matcher(review.get(1));
            while (found.find()) {
                var text = found.group("rabbit") != null
                        ? found.group("rabbit")
                        : found.group("copilot") != null ? found.group("copilot") : found.group("bugbot");
                var stated = rules.read(rules.formatOf(tool.get(), false), ReviewRules.excerpt(text));
                boolean marked = MARK.matcher(text).find();
                row.findings++;
                row.marked += marked ? 1 : 0;
                row.severities += stated.severity() == null ? 0 : 1;
                row.categories += stated.category() == null ? 0 : 1;
                if (marked == stated.equals(Stated.NOTHING)) {
                    unread.add(tool.get() + ": " + text);
                }
            }
        }
        System.out.printf(
                "%-20s %7s %9s %7s %9s %9s%n", "reviewer", "texts", "findings", "marked", "severity", "category");
        rows.forEach((tool, row) -> System.out.printf(
                "%-20s %7d %9d %7d %9d %9d%n",
                tool, row.texts, row.findings, row.marked, row.severities, row.categories));

        assertThat(texts).isGreaterThan(900);
        assertThat(rows.get("github-copilot").severities).as("nitpicks").isPositive();
        assertThat(rows.get("cursor").severities)
                .as("Bugbot's earlier layout states no severity")
                .isZero();
        assertThat(unread).as("marked and not read, or read without a mark").isEmpty();
    }

    private static List<List<String>> reviews() {
        var all = new ArrayList<List<String>>();
        for (var file : List.of(
                "Claude_Code/pr_reviews.csv",
                "Cursor/pr_reviews.csv",
                "OpenAI_Codex/pr_reviews.csv",
                "Claude_Code/pr_comments.csv",
                "Cursor/pr_comments.csv")) {
            for (var row : SharedData.csv("aidev/AIDev-pop/" + file)) {
                all.add(List.of(row.get("user"), row.get("body") == null ? "" : row.get("body")));
            }
        }
        return all;
    }
}
