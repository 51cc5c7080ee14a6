package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the rules see in one commit (docs/attribution.md): its author and committer, the trailers of its message, the
 * sessions its lines are attested to.
 *
 * @param all each rule once for each place it was seen in
 * @param author account; null = not known
 * @param authorMail null = not stated
 * @param coAuthors persons only
 */
record Marks(List<Mark> all, Who author, String authorMail, List<CoAuthor> coAuthors) {

    static final String AUTHOR = "commit-author";
    static final String COMMITTER = "commit-committer";

    private static final String REVIEWS_SUFFIX = "[bot]";
    private static final Pattern SQUASHED_BY_GIT = Pattern.compile("commit [0-9a-f]{40}");

    /** @param share of the commit that it speaks for: less than 1 where a message puts several together */
    record Mark(JsonNode rule, String where, double share) {}

    /** @param account null when the address names none */
    record CoAuthor(Who account, String mail) {}

    static Marks of(Branching.Commit commit, Signals signals) {
        var said = commit.said();
        var author = said.authorLogin() == null && said.authorId() == null
                ? signals.accountOf(said.authorMail())
                : account(said.authorLogin() == null ? "" : said.authorLogin(), said.authorId());
        var marks = new ArrayList<Mark>();
        if (author != null) {
            signals.accountRules(author).forEach(rule -> see(marks, rule, AUTHOR, 1));
        }
        boolean named = said.authorName() != null || said.authorMail() != null;
        if (named && (author == null || !signals.reviews(author))) {
            var name = said.authorName() == null ? "" : said.authorName().strip();
            var identity = new Mention("co-authored-by", name, name, said.authorMail());
            signals.trailerRules().stream()
                    .filter(rule ->
                            !rule.hasNonNull("value") && (said.authorMail() != null || !rule.hasNonNull("mail")))
                    .filter(rule -> identity.fits(rule))
                    .forEach(rule -> see(marks, rule, AUTHOR, 1));
        }
        var committer = said.committerLogin();
        if (committer != null && !committer.equals(said.authorLogin())) {
            var account = new Who(committer, null, null);
            if (!signals.reviews(account)) {
                signals.accountRules(account).forEach(rule -> see(marks, rule, COMMITTER, 1));
            }
        }
        var coAuthors = new ArrayList<CoAuthor>();
        trailers(said.message(), signals, marks, coAuthors);
        for (var session : commit.sessions()) {
            lines(session, signals, marks);
        }
        return new Marks(marks, author, said.authorMail(), coAuthors);
    }

    /** Of dependency and release bots commits say nothing. */
    private static void see(List<Mark> marks, JsonNode rule, String where, double share) {
        if (!rule.path("origin").asText().equals("automation_bot")
                && marks.stream()
                        .noneMatch(known ->
                                known.rule().equals(rule) && known.where().equals(where))) {
            marks.add(new Mark(rule, where, share));
        }
    }

    private static void trailers(String message, Signals signals, List<Mark> marks, List<CoAuthor> coAuthors) {
        var end = new ArrayList<String>();
        var parts = parts(message.lines().toList(), end);
        var mentions = new ArrayList<List<Mention>>();
        parts.forEach(part -> mentions.add(mentions(part, signals, coAuthors)));
        var last = mentions(end, signals, coAuthors);
        for (var rule : signals.trailerRules()) {
            long carrying = mentions.stream()
                    .filter(part -> part.stream().anyMatch(one -> one.fits(rule)))
                    .count();
            // The list at the end of a squash speaks of one of them at least.
            boolean atEnd = last.stream().anyMatch(one -> one.fits(rule));
            if (carrying > 0 || atEnd) {
                see(marks, rule, rule.path("signal").asText(), (double) Math.max(1, carrying) / parts.size());
            }
        }
    }

    /** Trailers that are not applied suggestions. */
    private static List<Mention> mentions(List<String> lines, Signals signals, List<CoAuthor> coAuthors) {
        var mentions = new ArrayList<Mention>();
        for (var line : own(lines)) {
            var mention = Mention.of(line);
            if (mention == null) {
                continue;
            }
            boolean coAuthor = mention.key().equalsIgnoreCase("co-authored-by");
            var account = signals.accountOf(mention.mail());
            boolean isBot = lower(mention.name()).endsWith(REVIEWS_SUFFIX);
            if (coAuthor
                    && (account != null
                            ? signals.reviews(account)
                            : isBot && signals.reviews(new Who(mention.name(), null, "Bot")))) {
                continue;
            }
            mentions.add(mention);
            boolean isTool = signals.trailerRules().stream().anyMatch(rule -> mention.fits(rule));
            if (coAuthor && !isTool && !isBot && (account == null || !signals.isMachine(account))) {
                coAuthors.add(new CoAuthor(account, mention.mail()));
            }
        }
        return mentions;
    }

    /** What a revert quotes is not its own, nor what is fenced or quoted. */
    private static List<String> own(List<String> lines) {
        var before = new OwnWords(lines, List.of()).beforeRevert();
        return OwnWords.of(String.join("\n", before)).lines();
    }

    /** The messages that a squash has put together; an ordinary message is one. */
    private static List<List<String>> parts(List<String> lines, List<String> end) {
        int dashes = lines.lastIndexOf("---------");
        if (dashes > 0) {
            var parts = new ArrayList<List<String>>();
            for (int i = 1; i < dashes; i++) {
                boolean begins = lines.get(i).startsWith("* ")
                        && (i == 1 || lines.get(i - 1).isBlank());
                if (begins) {
                    parts.add(new ArrayList<>());
                }
                if (!parts.isEmpty()) {
                    parts.get(parts.size() - 1).add(begins ? lines.get(i).substring(2) : lines.get(i));
                }
            }
            if (!parts.isEmpty()) {
                end.addAll(lines.subList(dashes + 1, lines.size()));
                return parts;
            }
        }
        if (!lines.isEmpty() && lines.get(0).startsWith("Squashed commit of the following")) {
            var parts = new ArrayList<List<String>>();
            for (var line : lines) {
                if (SQUASHED_BY_GIT.matcher(line).matches()) {
                    parts.add(new ArrayList<>());
                } else if (!parts.isEmpty()) {
                    parts.get(parts.size() - 1).add(line.startsWith("    ") ? line.substring(4) : "");
                }
            }
            if (!parts.isEmpty()) {
                return parts;
            }
        }
        return List.of(lines);
    }

    private static void lines(Noted.Session session, Signals signals, List<Mark> marks) {
        var tool = lower(session.tool()).strip().replaceAll("[\\s_]+", "-");
        var rules = signals.rules("line-attribution");
        rules.stream()
                .filter(rule -> Signals.names(rule, "values").contains(tool))
                .findFirst()
                .or(() -> rules.stream()
                        .filter(rule -> Signals.names(rule, "values").contains("*")
                                && !Signals.names(rule, "except").contains(tool))
                        .findFirst())
                .ifPresent(rule -> see(marks, rule, "line-attribution", 1));
    }

    private static Who account(String login, Long id) {
        return new Who(login, id, lower(login).endsWith(REVIEWS_SUFFIX) ? "Bot" : null);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
