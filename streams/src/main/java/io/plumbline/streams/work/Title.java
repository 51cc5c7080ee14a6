package io.plumbline.streams.work;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the form of a title says, before its words do.
 *
 * @param reverts it takes another change back, in the words of forges and git
 * @param prefix the known type word before the colon (or in a leading tag, or before the slash of a branch name that became
 *     a title), lower case; null when there is none
 * @param rest the title without tags, ticket keys and emoji in front
 */
record Title(boolean reverts, String prefix, String rest) {

    /** {@code type(scope)!: ..}, {@code type!(scope): ..}, {@code type/other: ..}. */
    private static final Pattern CONVENTIONAL = Pattern.compile(
            "^([A-Za-z][A-Za-z_-]*)(?:\\s*[/,&+|]\\s*[A-Za-z_-]+)*\\s*!?\\s*(?:\\([^)]*\\))?\\s*!?\\s*[:\uFF1A]\\s*\\S.*");

    private static final Pattern BRANCH = Pattern.compile("^([A-Za-z]+)/(\\S.*)");
    private static final Pattern TAG =
            Pattern.compile("^[\\[\u3010]\\s*`?([^\\]\u3011]*?)`?\\s*[\\]\u3011]\\s*[:-]?\\s*");
    /** Ticket keys, issue numbers, emoji and their short codes, marks of unfinished work, an agent's branch name. */
    private static final Pattern IN_FRONT = Pattern.compile(
            "^(?:\\(?(?:[A-Z][A-Z0-9]*-\\d+|#\\d+|GH-\\d+)\\)?[\\s:,|-]+|:[a-z_]+:\\s*|(?i:wip|draft|codex|cursor|claude|copilot|devin)(?:[:/]|\\s+-)\\s*"
                    + "|[^\\p{L}\\p{N}\\[\u3010(\"'`#:]+|:\\s+)");

    private static final Pattern REVERT = Pattern.compile(
            "^revert(?:s|ed|ing)?\\s+(?:[\"'\u201C`#]|pr\\b|pull request\\b|commits?\\b|[0-9a-f]{7,40}\\b).*",
            Pattern.CASE_INSENSITIVE);
    /** Taken back twice, a change is there again. */
    private static final Pattern REAPPLIED = Pattern.compile(
            "^(?:revert\\s+\"revert|reapply|reland)\\s+[\"\u201C](.+?)[\"\u201D]*$", Pattern.CASE_INSENSITIVE);

    static Title read(String title, Set<String> prefixes) {
        String rest = title.strip();
        String tagged = null;
        for (int cut = 0; cut < 8; cut++) {
            Matcher reapplied = REAPPLIED.matcher(rest);
            if (reapplied.matches()) {
                rest = reapplied.group(1).strip();
                continue;
            }
            if (REVERT.matcher(rest).matches()) {
                return new Title(true, null, rest);
            }
            var prefix = known(CONVENTIONAL.matcher(rest), prefixes);
            if (prefix == null) {
                prefix = known(BRANCH.matcher(rest), prefixes);
            }
            if (prefix != null) {
                return new Title(false, prefix, rest);
            }
            var tag = TAG.matcher(rest);
            if (tag.lookingAt() && tag.end() < rest.length()) {
                var word = tag.group(1).toLowerCase(Locale.ROOT);
                tagged = tagged == null && prefixes.contains(word) ? word : tagged;
                rest = rest.substring(tag.end());
                continue;
            }
            var front = IN_FRONT.matcher(rest);
            if (!front.lookingAt() || front.end() == rest.length()) {
                break;
            }
            rest = rest.substring(front.end());
        }
        return new Title(false, tagged, rest);
    }

    private static String known(Matcher form, Set<String> prefixes) {
        if (!form.matches()) {
            return null;
        }
        var word = form.group(1).toLowerCase(Locale.ROOT);
        return prefixes.contains(word) ? word : null;
    }
}
