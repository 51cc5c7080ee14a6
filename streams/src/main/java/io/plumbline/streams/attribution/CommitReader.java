package io.plumbline.streams.attribution;

import static io.plumbline.streams.attribution.Accounts.lower;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.metric.Origin;
import io.plumbline.streams.attribution.CommitEvidence.Finding;
import io.plumbline.streams.attribution.CommitEvidence.Person;
import io.plumbline.streams.attribution.Rules.Rule;
import io.plumbline.streams.attribution.Rules.Signal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at one commit. */
final class CommitReader {

    static final String AUTHOR = "commit-author";
    static final String COMMITTER = "commit-committer";

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_]+");

    private final Accounts accounts;
    private final List<Rule> trailerRules;
    private final List<Rule> lineRules;

    CommitReader(Rules rules, Accounts accounts) {
        this.accounts = accounts;
        this.trailerRules = rules.looking(Signal.TRAILER, Signal.SESSION_TRAILER);
        this.lineRules = rules.looking(Signal.LINE_ATTRIBUTION);
    }

    CommitEvidence read(PullRequestCommit commit) {
        // By rule and signal: a commit says a thing once, however often it is written in it.
        var findings = new LinkedHashMap<String, Finding>();
        author(commit, findings);
        committer(commit, findings);
        var message = CommitMessage.of(commit.getMessage());
        var parts = message.parts().stream().map(this::trailersIn).toList();
        var end = trailersIn(message.end());
        trailers(parts, end, findings);
        for (var session : commit.getSessions()) {
            lines(session, findings);
        }
        var applied = new LinkedHashSet<AppliedSuggestion>();
        var coAuthors = new LinkedHashSet<Person>();
        Stream.concat(parts.stream(), Stream.of(end)).flatMap(List::stream).forEach(line -> {
            if (line.reviewer() != null) {
                applied.add(new AppliedSuggestion(line.reviewer(), commit.getSha()));
            } else {
                coAuthor(line.trailer()).ifPresent(coAuthors::add);
            }
        });
        return new CommitEvidence(
                commit.getSha(),
                List.copyOf(findings.values()),
                List.copyOf(applied),
                new Person(commit.getAuthorName(), commit.getAuthorEmail(), authorAccount(commit)),
                List.copyOf(coAuthors));
    }

    /** The reviewer whose suggestion a line such as {@code Co-authored-by: Copilot <175728472+Copilot@..>} applies. */
    Optional<KnownReviewer> appliedSuggestion(String line) {
        return Trailer.of(line).flatMap(this::appliedSuggestion);
    }

    private Optional<KnownReviewer> appliedSuggestion(Trailer line) {
        return Optional.of(line).filter(Trailer::isCoAuthor).flatMap(trailer -> {
            var account = accounts.ofAddress(trailer.mail());
            if (account.isPresent()) {
                return accounts.reviewer(account.get());
            }
            // By name only with the suffix that nobody can choose.
            return lower(trailer.name()).endsWith("[bot]")
                    ? accounts.reviewer(new Account(trailer.name(), null, "Bot"))
                    : Optional.empty();
        });
    }

    /** @param reviewer whose suggestion the line applies; null for any other trailer */
    private record Line(String text, Trailer trailer, KnownReviewer reviewer) {}

    private List<Line> trailersIn(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Trailer.of(line).stream()
                        .map(trailer -> new Line(
                                line.strip(),
                                trailer,
                                appliedSuggestion(trailer).orElse(null))))
                .toList();
    }

    /** As the forge states it; else by a no-reply address. */
    private Account authorAccount(PullRequestCommit commit) {
        if (commit.getAuthorLogin() == null && commit.getAuthorId() == null) {
            return accounts.ofAddress(commit.getAuthorEmail()).orElse(null);
        }
        var login = commit.getAuthorLogin() == null ? "" : commit.getAuthorLogin();
        return new Account(login, commit.getAuthorId(), lower(login).endsWith("[bot]") ? "Bot" : null);
    }

    private void author(PullRequestCommit commit, Map<String, Finding> findings) {
        var account = authorAccount(commit);
        var shown = commit.getAuthorName() == null && commit.getAuthorEmail() == null
                ? commit.getAuthorLogin()
                : Trailer.identity(commit.getAuthorName(), commit.getAuthorEmail())
                        .value();
        if (account != null) {
            for (var rule : accounts.rulesOf(account)) {
                var number = account.getId() == null ? "" : account.getId() + " ";
                add(findings, rule, AUTHOR, "author " + number + account.getLogin(), 1);
            }
            // Whoever is known to review is not an agent by name either.
            if (accounts.reviewer(account).isPresent()) {
                return;
            }
        }
        if (commit.getAuthorName() == null && commit.getAuthorEmail() == null) {
            return;
        }
        var identity = Trailer.identity(commit.getAuthorName(), commit.getAuthorEmail());
        for (var rule : trailerRules) {
            if (identity.identifies(rule)) {
                add(findings, rule, AUTHOR, "author " + shown, 1);
            }
        }
    }

    /** Who commits for somebody else has taken part. */
    private void committer(PullRequestCommit commit, Map<String, Finding> findings) {
        if (commit.getCommitterLogin() == null || commit.getCommitterLogin().equals(commit.getAuthorLogin())) {
            return;
        }
        var account = new Account(commit.getCommitterLogin(), null, null);
        if (accounts.reviewer(account).isEmpty()) {
            for (var rule : accounts.rulesOf(account)) {
                add(findings, rule, COMMITTER, "committer " + account.getLogin(), 1);
            }
        }
    }

    private void trailers(List<List<Line>> parts, List<Line> end, Map<String, Finding> findings) {
        for (var rule : trailerRules) {
            String line = null;
            int carrying = 0;
            for (var part : parts) {
                var found = matching(part, rule);
                line = line == null ? found : line;
                carrying += found == null ? 0 : 1;
            }
            if (line == null) {
                line = matching(end, rule);
                // The list at the end does not say of which commits; of one at least.
                carrying = 1;
            }
            if (line != null) {
                add(findings, rule, rule.signal().id(), line, (double) carrying / parts.size());
            }
        }
    }

    private static String matching(List<Line> lines, Rule rule) {
        return lines.stream()
                .filter(line -> line.reviewer() == null && line.trailer().matches(rule))
                .map(Line::text)
                .findFirst()
                .orElse(null);
    }

    private void lines(LineSession session, Map<String, Finding> findings) {
        if (session.getLines() <= 0) {
            return;
        }
        var tool = session.getTool() == null
                ? ""
                : BETWEEN_WORDS.matcher(lower(session.getTool()).strip()).replaceAll("-");
        var named =
                lineRules.stream().filter(rule -> rule.values().contains(tool)).findFirst();
        var rule = named.or(() -> lineRules.stream()
                .filter(any -> any.values().contains("*") && !any.except().contains(tool))
                .findFirst());
        rule.ifPresent(one -> add(
                findings,
                one,
                Signal.LINE_ATTRIBUTION.id(),
                "lines attested to " + (tool.isEmpty() ? "an unnamed tool" : session.getTool())
                        + (session.getModel() == null ? "" : " (" + session.getModel() + ")"),
                1));
    }

    private Optional<Person> coAuthor(Trailer line) {
        return Optional.of(line)
                .filter(Trailer::isCoAuthor)
                .filter(trailer -> trailerRules.stream().noneMatch(trailer::matches))
                .map(trailer -> new Person(
                        trailer.name(),
                        trailer.mail(),
                        accounts.ofAddress(trailer.mail()).orElse(null)))
                .filter(person -> !lower(person.name()).endsWith("[bot]"))
                .filter(person -> person.account() == null || !accounts.isMachine(person.account()));
    }

    private static void add(Map<String, Finding> findings, Rule rule, String signal, String value, double share) {
        if (rule.origin() != Origin.AUTOMATION_BOT) {
            findings.putIfAbsent(
                    rule.id() + " " + signal, new Finding(rule.id(), signal, BodyReader.cut(value), share));
        }
    }
}
