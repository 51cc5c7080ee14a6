package io.plumbline.streams.attribution;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.metric.Origin;
import io.plumbline.streams.attribution.Rules.KnownAccount;
import io.plumbline.streams.attribution.Rules.Rule;
import io.plumbline.streams.attribution.Rules.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides who wrote a pull request: pure, and the same answer for the same pull request and rule version.
 *
 * <p>The strongest evidence names the tool (ties: the earlier rule); all evidence is kept. Without evidence the origin is
 * unknown with confidence 0: there is no "human". Rules and their sources: {@code attribution-rules.yaml}, metrics.md 8.2.
 */
public final class Attribution {

    private static final int VALUE_LENGTH = 200;
    private static final Pattern REQUESTED_BY = Pattern.compile(
            "^[\\s*_-]*requested by:?[*_]*:?\\s*(?:\\[)?@([a-z0-9](?:[a-z0-9-]{0,38}))\\b.*$",
            Pattern.CASE_INSENSITIVE);

    private final Rules rules;
    private final Map<Long, List<Rule>> rulesById = new HashMap<>();
    private final Map<String, List<Rule>> rulesByLogin = new HashMap<>();
    private final Set<Long> machineIds = new HashSet<>();
    private final Set<String> machineLogins = new HashSet<>();
    private final List<Rule> trailerRules;

    private Attribution(Rules rules) {
        this.rules = rules;
        for (var rule : rules.rules()) {
            for (var account : rule.accounts()) {
                if (account.id() != null) {
                    rulesById
                            .computeIfAbsent(account.id(), id -> new ArrayList<>())
                            .add(rule);
                }
                if (account.login() != null) {
                    var same = rulesByLogin.computeIfAbsent(lower(account.login()), login -> new ArrayList<>());
                    if (!same.contains(rule)) {
                        same.add(rule);
                    }
                }
                know(account);
            }
        }
        rules.reviewers().forEach(this::know);
        this.trailerRules = rules.rules().stream()
                .filter(rule -> rule.signal() == Signal.TRAILER || rule.signal() == Signal.SESSION_TRAILER)
                .toList();
    }

    /** By the rules in this jar. */
    public static Attribution standard() {
        try (var in = Attribution.class.getResourceAsStream("attribution-rules.yaml")) {
            return new Attribution(Rules.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read attribution-rules.yaml", e);
        }
    }

    /**
     * By the user's own rules, in the form of {@code attribution-rules.yaml}.
     *
     * @throws IllegalArgumentException when they cannot be used; the message names the rule and the reason
     */
    public static Attribution withRules(InputStream yaml) {
        return new Attribution(Rules.read(yaml));
    }

    public String ruleVersion() {
        return rules.version();
    }

    /**
     * @param author null when the source does not say
     * @param headRef null when the source does not say
     * @param body null when there is none
     */
    public Authorship of(Account author, String headRef, String body, List<String> labels) {
        var text = AuthoredText.of(body);
        var found = new ArrayList<Found>();
        if (author != null) {
            account(author, found);
        }
        trailers(text.lines(), trailerRules, found);
        trailers(
                text.quotedCommit(),
                rules.rules().stream()
                        .filter(rule -> rule.signal() == Signal.QUOTED_COMMIT)
                        .toList(),
                found);
        var own = text.lowerCase();
        var branch = headRef == null ? "" : lower(headRef);
        for (var rule : rules.rules()) {
            switch (rule.signal()) {
                case BODY ->
                    rule.values().stream()
                            .filter(own::contains)
                            .findFirst()
                            .ifPresent(value -> found.add(new Found(rule, Signal.BODY.id(), lineWith(text, value))));
                case BRANCH ->
                    rule.values().stream()
                            .filter(branch::startsWith)
                            .findFirst()
                            .ifPresent(value -> found.add(new Found(rule, Signal.BRANCH.id(), headRef)));
                case LABEL ->
                    labels.stream()
                            .filter(label -> rule.values().contains(lower(label)))
                            .findFirst()
                            .ifPresent(label -> found.add(new Found(rule, Signal.LABEL.id(), label)));
                default -> {
                    // Looked at above.
                }
            }
        }
        return decide(found, accountable(author, text));
    }

    /** A machine account: by type, by GitHub's reserved suffix, or known to the rules as agent, automation or reviewer. */
    public boolean isMachine(Account account) {
        return "Bot".equals(account.getType())
                || lower(account.getLogin()).endsWith("[bot]")
                || (account.getId() == null
                        ? machineLogins.contains(lower(account.getLogin()))
                        : machineIds.contains(account.getId()));
    }

    /** The forge says it is a user's account, and nothing speaks for a machine. Unknown type: not known to be a person. */
    public boolean isPerson(Account account) {
        return "User".equals(account.getType()) && !isMachine(account);
    }

    /** The tool that acts under this account; empty for people, automation bots and pure reviewers. */
    public Optional<String> toolOf(Account account) {
        return rulesOf(account).stream()
                .map(Rule::tool)
                .filter(tool -> tool != null)
                .findFirst();
    }

    private void know(KnownAccount account) {
        if (account.id() != null) {
            machineIds.add(account.id());
        }
        if (account.login() != null) {
            machineLogins.add(lower(account.login()));
        }
    }

    /** A stated number decides alone: a reviewer that shares its login with an agent is not that agent. */
    private List<Rule> rulesOf(Account account) {
        if (account.getId() != null
                && (rulesById.containsKey(account.getId()) || machineIds.contains(account.getId()))) {
            return rulesById.getOrDefault(account.getId(), List.of());
        }
        return rulesByLogin.getOrDefault(lower(account.getLogin()), List.of());
    }

    private void account(Account author, List<Found> found) {
        boolean byId = author.getId() != null && rulesById.containsKey(author.getId());
        for (var rule : rulesOf(author)) {
            found.add(new Found(
                    rule,
                    byId ? "account-id" : "account-login",
                    byId ? author.getId() + " " + author.getLogin() : author.getLogin()));
        }
    }

    private static void trailers(List<String> lines, List<Rule> rules, List<Found> found) {
        var seen = new HashSet<String>();
        for (var line : lines) {
            var trailer = Trailer.of(line);
            if (trailer.isPresent()) {
                for (var rule : rules) {
                    if (trailer.get().matches(rule) && seen.add(rule.id())) {
                        found.add(new Found(rule, rule.signal().id(), line.strip()));
                    }
                }
            }
        }
    }

    private Authorship decide(List<Found> found, Account accountable) {
        if (found.isEmpty()) {
            return new Authorship(Origin.UNKNOWN, null, 0, List.of(), rules.version(), accountable);
        }
        found.sort(Comparator.comparingDouble((Found one) -> -one.rule().weight())
                .thenComparingInt(one -> rules.rules().indexOf(one.rule())));
        var strongest = found.get(0).rule();
        boolean agent = found.stream()
                .anyMatch(one -> one.rule().group().equals(strongest.group())
                        && one.rule().origin() == Origin.AI_AGENT);
        return new Authorship(
                agent ? Origin.AI_AGENT : strongest.origin(),
                strongest.tool(),
                strongest.weight(),
                found.stream().map(Found::evidence).toList(),
                rules.version(),
                accountable);
    }

    /** The person who opened it; for a machine's pull request the login in its line "Requested by: @login". */
    private Account accountable(Account author, AuthoredText text) {
        if (author == null || isPerson(author)) {
            return author;
        }
        return Stream.of(author)
                .filter(this::isMachine)
                .flatMap(machine -> text.lines().stream())
                .map(REQUESTED_BY::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(match -> new Account(match.group(1), null, null))
                .findFirst()
                .orElse(null);
    }

    private static String lineWith(AuthoredText text, String lowerCaseValue) {
        return text.lines().stream()
                .filter(line -> lower(line).contains(lowerCaseValue))
                .findFirst()
                .orElse(lowerCaseValue)
                .strip();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private record Found(Rule rule, String signal, String value) {

        Evidence evidence() {
            int end = Math.min(VALUE_LENGTH, value.length());
            // Half of a surrogate pair is not a character.
            if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
                end--;
            }
            return new Evidence(rule.id(), signal, value.substring(0, end), rule.weight());
        }
    }
}
