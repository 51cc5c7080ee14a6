package io.plumbline.streams.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which changes the texts of an incident name as its cause. Pure.
 *
 * <p>Texts are read sentence by sentence; what stands between the mention before and a mention tells what is said of it. A
 * change that is named as cause counts; one that is only linked counts as long as nothing is named; one that is denied, or
 * that is told to be the remedy, does not. Of one change the newest word counts.
 */
final class Statements {

    static final String PULL = "pull";
    static final String COMMIT = "commit";
    static final String DEPLOYMENT = "deployment";

    private static final int MOST = 100;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;])\\s+|\\R+");
    private static final Pattern CONNECTOR =
            Pattern.compile("[\\s,&+*`<(\\[-]*(and|or|plus|as well as)?[\\s,`<(\\[-]*");
    private static final Pattern NOT_A_CHANGE =
            Pattern.compile("(?:incident|incidents|issue|issues|ticket|tickets|inc|case|alert)[\\s:-]*$");
    private static final Pattern MENTION = Pattern.compile(
            "https?://[^\\s/]+/(?<pullRepo>[\\w.-]+(?:/[\\w.-]+)+?)(?:/-)?/(?:pull|pulls|pull-requests|merge_requests)/(?<pullNumber>\\d{1,9})\\b"
                    + "|https?://[^\\s/]+/[\\w./-]+?/commit/(?<commitUrl>[0-9a-f]{7,40})\\b"
                    + "|(?<otherUrl>https?://\\S+)"
                    + "|\\bdeployments?(?:\\s+id)?[\\s#:/]+(?<deployment>[A-Za-z0-9_-]*\\d[A-Za-z0-9_-]*)\\b"
                    + "|(?<![\\w/&])(?<shortRepo>[\\w.-]+/[\\w.-]+)?[#!](?<shortNumber>\\d{1,9})\\b"
                    + "|\\b(?<sha>(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40})\\b");

    private enum Saying {
        CAUSE,
        DENIAL,
        REMEDY,
        LINK
    }

    private record Said(String kind, String value, Saying saying, String words) {}

    private final IncidentRules rules;
    private final String repo;
    private final Map<String, Statement> stated = new LinkedHashMap<>();
    private final Map<String, Saying> excluded = new LinkedHashMap<>();

    /** @param repo what {@code #12} belongs to; null: unknown, and such mentions mean nothing */
    Statements(IncidentRules rules, String repo) {
        this.rules = rules;
        this.repo = repo;
    }

    /** Texts in the order of time. */
    void read(String text, long at) {
        if (text != null) {
            said(text).forEach(said -> add(said, at));
        }
    }

    /** At most 100, by kind and value. */
    List<Statement> all() {
        return stated.values().stream()
                .sorted(Comparator.comparing(Statement::getKind).thenComparing(Statement::getValue))
                .limit(MOST)
                .toList();
    }

    private void add(Said said, long at) {
        var key = said.kind() + " " + said.value();
        var before = stated.get(key);
        switch (said.saying()) {
            case CAUSE -> {
                excluded.remove(key);
                if (before == null || !before.getExplicit()) {
                    stated.put(key, new Statement(said.kind(), said.value(), true, said.words(), at));
                }
            }
            case DENIAL -> {
                stated.remove(key);
                excluded.put(key, Saying.DENIAL);
            }
            case REMEDY -> {
                if (before == null || !before.getExplicit()) {
                    stated.remove(key);
                    excluded.put(key, Saying.REMEDY);
                }
            }
            case LINK -> {
                if (before == null && !excluded.containsKey(key)) {
                    stated.put(key, new Statement(said.kind(), said.value(), false, "", at));
                }
            }
        }
    }

    private List<Said> said(String text) {
        var all = new ArrayList<Said>();
        var heading = "";
        for (var sentence : SENTENCE_END.split(text)) {
            var lower = sentence.toLowerCase(Locale.ROOT);
            var mention = MENTION.matcher(sentence);
            int from = 0;
            boolean found = false;
            Said last = null;
            while (mention.find()) {
                var kind = kind(mention);
                var value = kind == null ? null : value(kind, mention);
                var before = lower.substring(from, mention.start());
                if (value == null
                        || (mention.group("shortNumber") != null
                                && NOT_A_CHANGE.matcher(before).find())) {
                    continue;
                }
                int next = mention.end();
                var said = last != null && CONNECTOR.matcher(before).matches()
                        ? new Said(kind, value, last.saying(), last.words())
                        : judged(kind, value, heading + " " + before, lower.substring(next));
                all.add(said);
                last = said;
                from = next;
                found = true;
            }
            if (!found && isHeading(sentence)) {
                heading = lower;
            }
        }
        return all;
    }

    private static boolean isHeading(String sentence) {
        var line = sentence.strip();
        return line.endsWith(":") || line.startsWith("#") || (line.startsWith("**") && line.endsWith("**"));
    }

    private Said judged(String kind, String value, String before, String after) {
        int comma = after.indexOf(',');
        var behind = comma < 0 ? after : after.substring(0, comma);
        if (last(rules.denial(), before) != null || last(rules.denial(), behind) != null) {
            return new Said(kind, value, Saying.DENIAL, "");
        }
        var cause = last(rules.cause(), before);
        var remedy = last(rules.remedy(), before);
        if (cause != null && (remedy == null || end(before, cause) > end(before, remedy))) {
            return new Said(kind, value, Saying.CAUSE, cause);
        }
        return new Said(kind, value, remedy == null ? Saying.LINK : Saying.REMEDY, "");
    }

    /** The phrase that ends last, the longest of several. */
    private static String last(List<String> phrases, String text) {
        String best = null;
        for (var phrase : phrases) {
            if (text.contains(phrase)
                    && (best == null
                            || end(text, phrase) > end(text, best)
                            || (end(text, phrase) == end(text, best) && phrase.length() > best.length()))) {
                best = phrase;
            }
        }
        return best;
    }

    private static int end(String text, String phrase) {
        return text.lastIndexOf(phrase) + phrase.length();
    }

    private static String kind(java.util.regex.Matcher mention) {
        if (mention.group("pullNumber") != null || mention.group("shortNumber") != null) {
            return PULL;
        }
        if (mention.group("commitUrl") != null || mention.group("sha") != null) {
            return COMMIT;
        }
        return mention.group("deployment") == null ? null : DEPLOYMENT;
    }

    private String value(String kind, java.util.regex.Matcher mention) {
        if (kind.equals(COMMIT)) {
            return mention.group("commitUrl") == null ? mention.group("sha") : mention.group("commitUrl");
        }
        if (kind.equals(DEPLOYMENT)) {
            return mention.group("deployment");
        }
        if (mention.group("pullNumber") != null) {
            return mention.group("pullRepo") + "#" + mention.group("pullNumber");
        }
        var named = mention.group("shortRepo") == null ? repo : mention.group("shortRepo");
        return named == null ? null : named + "#" + mention.group("shortNumber");
    }
}
