package io.plumbline.ingest.git;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What the message of a commit says in fixed words: the pull request that brought it, and the commits it reverts. */
final class CommitWords {

    /** Squashed by GitHub: at the end of the subject. Of a reverted or ported one the last is its own. */
    private static final Pattern AT_END = Pattern.compile("\\((?:#|!)(\\d{1,9})\\)\\s*$");

    /** At the begin of the subject: GitHub's, Azure's and Bitbucket's merges, and those of bots. */
    private static final List<Pattern> SUBJECTS = List.of(
            Pattern.compile("^Merge pull request #(\\d{1,9})\\b"),
            Pattern.compile("^Merged PR (\\d{1,9}):"),
            Pattern.compile("^Merged in .*\\(pull request #(\\d{1,9})\\)"),
            Pattern.compile("^(?:Auto merge of|Merge) #(\\d{1,9})\\b"));

    /** Anywhere as a line of its own. */
    private static final List<Pattern> LINES = List.of(
            Pattern.compile(
                    "^(?:PR-URL|PR|Pull[- ]Request(?:[-"
                            + " ]URL)?|GitHub-Pull-Request|Github-PR|Reviewed-on):\\s*(?:#|\\S*/(?:pull|pulls|merge_requests|pull-requests)/)(\\d{1,9})\\b",
                    Pattern.CASE_INSENSITIVE | Pattern.MULTILINE),
            Pattern.compile("^See merge request \\S*!(\\d{1,9})\\s*$", Pattern.MULTILINE),
            Pattern.compile("^(?:This closes|Closes) (?:[\\w.-]+/[\\w.-]+)?#(\\d{1,9}) from \\S+", Pattern.MULTILINE));

    private static final Pattern REVERTS =
            Pattern.compile("\\brevert(?:s|ing|ed)?\\s+commits?\\s+", Pattern.CASE_INSENSITIVE);

    private static final Pattern SHA = Pattern.compile("\\G(?:\\s*(?:,|and|&)\\s*)*([0-9a-f]{7,40})\\b");

    private CommitWords() {}

    /** Null when it names none. */
    static Integer number(String message) {
        int end = message.indexOf('\n');
        var subject = end < 0 ? message : message.substring(0, end);
        for (var pattern : SUBJECTS) {
            var found = pattern.matcher(subject);
            if (found.find()) {
                return positive(found.group(1));
            }
        }
        var atEnd = AT_END.matcher(subject);
        if (atEnd.find()) {
            return positive(atEnd.group(1));
        }
        for (var pattern : LINES) {
            var found = pattern.matcher(message);
            if (found.find()) {
                return positive(found.group(1));
            }
        }
        return null;
    }

    /** Whole or shortened hashes, in the order in which they are named. */
    static List<String> reverts(String message) {
        var shas = new LinkedHashSet<String>();
        var reverts = REVERTS.matcher(message);
        while (reverts.find()) {
            var sha = SHA.matcher(message);
            int from = reverts.end();
            while (sha.find(from)) {
                shas.add(sha.group(1));
                from = sha.end();
            }
        }
        return List.copyOf(shas);
    }

    private static Integer positive(String digits) {
        int number = Integer.parseInt(digits);
        return number == 0 ? null : Integer.valueOf(number);
    }
}
