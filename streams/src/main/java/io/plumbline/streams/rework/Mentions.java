package io.plumbline.streams.rework;

import io.plumbline.streams.attribution.AuthoredText;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which other changes a text says to take back, or to mend. Pure; by {@code rework-rules.yaml}. */
final class Mentions {

    static final String SHA = "sha";
    static final String NUMBER = "number";
    static final String TITLE = "title";
    static final String STATED_SHA = "stated_sha";
    static final String STATED_NUMBER = "stated_number";

    /** Of one text; a list of hundreds is a release, not a revert. */
    static final int MENTIONS = 50;

    private static final int TEXT = 65_536;
    private static final int SUBJECT = 1_000;
    private static final Comparator<Mention> ORDER =
            Comparator.comparing(Mention::getKind).thenComparing(Mention::getValue);
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<repo>[\\w.-]+(?:/[\\w.-]+)+)?[#!](?<number>\\d{1,9})\\b"
                    + "|https?://[^\\s/]+/(?<urlRepo>[^\\s]+?)/(?:-/)?(?:pull|pulls|merge_requests)/(?<urlNumber>\\d{1,9})\\b"
                    + "|\\b(?<sha>[0-9a-f]{7,40})\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OWN_NUMBER = Pattern.compile("\\s*\\([#!](\\d{1,9})\\)\\s*$");
    private static final Pattern QUOTED_NUMBER = Pattern.compile("\\s*\\([#!]\\d{1,9}\\)(?=\"+$)");

    private final String repo;
    private final ReworkRules rules;
    private final LinkedHashSet<Mention> found = new LinkedHashSet<>();

    private Mentions(String repo, ReworkRules rules) {
        this.repo = repo;
        this.rules = rules;
    }

    /** @param repo owner/name: what is named in other repositories is left out */
    static List<Mention> ofTitle(String repo, String title) {
        var mentions = new Mentions(repo, ReworkRules.STANDARD);
        mentions.title(title);
        mentions.texts(mentions.rules.statedTexts(), title, true);
        return mentions.sorted();
    }

    /** @param body null = none */
    static List<Mention> ofBody(String repo, String body) {
        var mentions = new Mentions(repo, ReworkRules.STANDARD);
        var text = String.join("\n", AuthoredText.of(cut(body, TEXT)).lines());
        mentions.texts(mentions.rules.revertTexts(), text, false);
        mentions.texts(mentions.rules.statedTexts(), text, true);
        return mentions.sorted();
    }

    /**
     * Of a commit message. Squashed messages hold those of their commits: what one of them takes back and a later one brings
     * back is left out, and only the subject counts as a title.
     */
    static List<Mention> ofMessage(String repo, String message) {
        var mentions = new Mentions(repo, ReworkRules.STANDARD);
        var sections = Section.of(cut(message, TEXT));
        sections.get(0).ifStanding(text -> mentions.title(subject(message)));
        for (var section : sections) {
            section.ifStanding(text -> {
                mentions.texts(mentions.rules.revertTexts(), text, false);
                mentions.texts(mentions.rules.statedTexts(), text, true);
            });
        }
        return mentions.sorted();
    }

    static String subject(String message) {
        return cut(message.lines().findFirst().orElse("").strip(), SUBJECT);
    }

    /** What two titles have in common that are the same but for numbers: the subject of a squash ends with one. */
    static String bare(String title) {
        var bare = OWN_NUMBER.matcher(title.strip()).replaceFirst("");
        return QUOTED_NUMBER.matcher(bare).replaceAll("");
    }

    /** The number at the end of a subject, as a squash of that pull request has it; null = none. */
    static Integer ownNumber(String subject) {
        var number = OWN_NUMBER.matcher(subject);
        return number.find() ? Integer.valueOf(number.group(1)) : null;
    }

    /** Sorted and each once. */
    static List<Mention> union(Collection<Mention> one, Collection<Mention> other) {
        var all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all.stream().sorted(ORDER).toList();
    }

    static boolean takesBack(Mention mention) {
        return !mention.getKind().startsWith("stated");
    }

    /** What a quoted revert or its undoing is called by the change that takes it back; null = it takes back nothing. */
    static String takenBack(String title) {
        var rules = ReworkRules.STANDARD;
        var plain = OWN_NUMBER.matcher(title.strip()).replaceFirst("");
        for (var pattern : rules.reapplyTitles()) {
            var match = pattern.matcher(plain);
            if (match.find()) {
                return bare("Revert \"" + match.group("title") + "\"");
            }
        }
        for (var pattern : rules.revertTitles()) {
            var match = pattern.matcher(plain);
            if (match.find()) {
                return pattern.pattern().contains("?<title>") ? bare(match.group("title")) : null;
            }
        }
        return null;
    }

    private void title(String title) {
        var plain = OWN_NUMBER.matcher(cut(title, SUBJECT).strip()).replaceFirst("");
        for (var pattern : rules.reapplyTitles()) {
            var match = pattern.matcher(plain);
            if (match.find()) {
                add(TITLE, bare("Revert \"" + match.group("title") + "\""));
                return;
            }
        }
        for (var pattern : rules.revertTitles()) {
            var match = pattern.matcher(plain);
            if (!match.find()) {
                continue;
            }
            if (pattern.pattern().contains("?<refs>")) {
                references(match.group("refs"), false);
            } else {
                var taken = match.group("title").strip();
                add(TITLE, bare(taken));
                numberIn(taken);
            }
            return;
        }
    }

    private void numberIn(String title) {
        for (var pattern : rules.numberInTitle()) {
            var match = pattern.matcher(title);
            if (match.find()) {
                add(NUMBER, match.group("refs"));
                return;
            }
        }
    }

    private void texts(List<Pattern> patterns, String text, boolean stated) {
        for (var pattern : patterns) {
            var match = pattern.matcher(text);
            while (match.find()) {
                references(match.group("refs"), stated);
            }
        }
    }

    private void references(String text, boolean stated) {
        var match = REFERENCE.matcher(text);
        while (match.find()) {
            var sha = match.group("sha");
            if (sha != null) {
                add(stated ? STATED_SHA : SHA, sha.toLowerCase(Locale.ROOT));
                continue;
            }
            var number = match.group("number") == null ? match.group("urlNumber") : match.group("number");
            var where = match.group("number") == null ? match.group("urlRepo") : match.group("repo");
            if (where == null || where.equalsIgnoreCase(repo)) {
                add(stated ? STATED_NUMBER : NUMBER, number);
            }
        }
    }

    private void add(String kind, String value) {
        if (!value.isEmpty() && found.size() < MENTIONS) {
            boolean number = kind.equals(NUMBER) || kind.equals(STATED_NUMBER);
            found.add(new Mention(kind, number ? Integer.toString(Integer.parseInt(value)) : value));
        }
    }

    private List<Mention> sorted() {
        return found.stream().sorted(ORDER).toList();
    }

    private static String cut(String text, int length) {
        return text == null ? "" : text.length() <= length ? text : text.substring(0, length);
    }
}
