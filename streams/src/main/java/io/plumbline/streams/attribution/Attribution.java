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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    private final Map<String, Rule> rulesByName = new HashMap<>();
    private final Map<String, Integer> place = new HashMap<>();
    private final List<Rule> trailerRules;
    private final List<Rule> quotedCommitRules;
    private final List<Rule> bodyRules;
    private final List<Rule> branchRules;
    private final List<Rule> labelRules;

    private Attribution(Rules rules) {
        this.rules = rules;
        for (var rule : rules.rules()) {
            rulesByName.put(rule.id(), rule);
            place.put(rule.id(), place.size());
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
        this.trailerRules = rules.looking(Signal.TRAILER, Signal.SESSION_TRAILER);
        this.quotedCommitRules = rules.looking(Signal.QUOTED_COMMIT);
        this.bodyRules = rules.looking(Signal.BODY);
        this.branchRules = rules.looking(Signal.BRANCH);
        this.labelRules = rules.looking(Signal.LABEL);
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

    /**
     * The standard rules and a user's own.
     *
     * @throws IllegalArgumentException when they cannot be used; the message names the rule and the reason
     */
    public static Attribution standardWith(String additions) {
        return withRules(new java.io.ByteArrayInputStream(additions.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
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
        return ofRead(author, headRef, read(body), labels);
    }

    /**
     * The same with a body that was read before.
     *
     * @param body by rules that may have been others: what no rule of today stands for is left out
     */
    public Authorship ofRead(Account author, String headRef, BodyEvidence body, List<String> labels) {
        var found = new ArrayList<Found>();
        if (author != null) {
            account(author, found);
        }
        for (var finding : body.findings()) {
            var rule = rulesByName.get(finding.rule());
            if (rule != null) {
                found.add(new Found(rule, rule.signal().id(), finding.value()));
            }
        }
        var branch = headRef == null ? "" : lower(headRef);
        for (var rule : branchRules) {
            if (rule.values().stream().anyMatch(branch::startsWith)) {
                found.add(new Found(rule, Signal.BRANCH.id(), headRef));
            }
        }
        for (var label : labels) {
            for (var rule : labelRules) {
                if (rule.values().contains(lower(label))
                        && found.stream().noneMatch(one -> one.rule().id().equals(rule.id()))) {
                    found.add(new Found(rule, Signal.LABEL.id(), label));
                }
            }
        }
        return decide(found, accountable(author, body));
    }

    /** What the rules see in a body, and who it says has requested the work; null = no body. */
    public BodyEvidence read(String body) {
        if (body == null || body.isBlank()) {
            return BodyEvidence.NONE;
        }
        var text = AuthoredText.of(body);
        var findings = new ArrayList<BodyEvidence.Finding>();
        trailers(text.lines(), trailerRules, findings);
        trailers(text.quotedCommit(), quotedCommitRules, findings);
        var own = text.lowerCase();
        for (var rule : bodyRules) {
            for (var value : rule.values()) {
                if (own.contains(value)) {
                    findings.add(new BodyEvidence.Finding(rule.id(), cut(lineWith(text, value))));
                    break;
                }
            }
        }
        return new BodyEvidence(List.copyOf(findings), own.contains("requested by") ? requester(text) : null);
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

    private static void trailers(List<String> lines, List<Rule> rules, List<BodyEvidence.Finding> findings) {
        var seen = new HashSet<String>();
        for (var line : lines) {
            var trailer = Trailer.of(line);
            if (trailer.isPresent()) {
                for (var rule : rules) {
                    if (trailer.get().matches(rule) && seen.add(rule.id())) {
                        findings.add(new BodyEvidence.Finding(rule.id(), cut(line.strip())));
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
                .thenComparingInt(one -> place.get(one.rule().id())));
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

    /** The person who opened it; for a machine's pull request the one who requested it. */
    private Account accountable(Account author, BodyEvidence body) {
        if (author == null || isPerson(author)) {
            return author;
        }
        return isMachine(author) && body.requestedBy() != null ? new Account(body.requestedBy(), null, null) : null;
    }

    private static String requester(AuthoredText text) {
        return text.lines().stream()
                .map(REQUESTED_BY::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
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

    private static String cut(String value) {
        int end = Math.min(VALUE_LENGTH, value.length());
        // Half of a surrogate pair is not a character.
        if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(0, end);
    }

    private record Found(Rule rule, String signal, String value) {

        Evidence evidence() {
            return new Evidence(rule.id(), signal, cut(value), rule.weight());
        }
    }
}
