package io.plumbline.streams.attribution;

import static io.plumbline.streams.attribution.Accounts.lower;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.metric.Origin;
import io.plumbline.streams.attribution.CommitEvidence.Person;
import io.plumbline.streams.attribution.Rules.Rule;
import io.plumbline.streams.attribution.Rules.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Weighs the evidence of one pull request. */
final class Decision {

    /**
     * Commit evidence is never weaker than this, however few commits carry it, so that it stays visible: the weight that
     * metrics.md 8.2 gives the weakest of signals. PROPOSED, ours.
     */
    static final double FLOOR = 0.2;

    private static final double AGENTS_SHARE = 0.5;

    static final String HUMAN_CO_AUTHOR = "human-co-author";

    private final Rules rules;
    private final Accounts accounts;
    private final Map<String, Rule> byId = new HashMap<>();
    private final Map<String, Integer> place = new HashMap<>();
    private final Set<String> alsoReviewing = new HashSet<>();
    private final List<Rule> branchRules;
    private final List<Rule> labelRules;

    Decision(Rules rules, Accounts accounts) {
        this.rules = rules;
        this.accounts = accounts;
        this.branchRules = rules.looking(Signal.BRANCH);
        this.labelRules = rules.looking(Signal.LABEL);
        for (var rule : rules.rules()) {
            byId.put(rule.id(), rule);
            place.put(rule.id(), place.size());
            if (accounts.alsoReviews(rule)) {
                alsoReviewing.add(rule.id());
            }
        }
    }

    /** @param strength the rule's weight, for commits times their share */
    private record Found(Rule rule, Origin origin, String signal, String value, double strength, boolean ofCommits) {

        Evidence evidence() {
            return new Evidence(rule.id(), signal, BodyReader.cut(value), strength);
        }
    }

    Authorship of(Signs signs) {
        var found = own(signs);
        var ownTools = found.stream().map(one -> one.rule().tool()).collect(Collectors.toSet());
        int aiCommits = commits(signs.commits(), ownTools, found);
        found.sort(Comparator.comparingDouble((Found one) -> -one.strength())
                .thenComparing(Found::ofCommits)
                .thenComparingInt(one -> place.get(one.rule().id()))
                .thenComparing(Found::signal));
        var evidence = new ArrayList<>(found.stream().map(Found::evidence).toList());
        var accountable = accountable(signs, evidence);
        var strongest = found.isEmpty() ? null : found.get(0).rule();
        var tool = strongest == null ? null : strongest.tool();
        return new Authorship(
                strongest == null ? Origin.UNKNOWN : origin(found, strongest),
                tool,
                strongest == null ? 0 : confidence(found, strongest),
                List.copyOf(evidence),
                rules.version(),
                accountable,
                signs.commits().size(),
                aiCommits,
                appliedSuggestions(signs.commits(), tool));
    }

    private List<Found> own(Signs signs) {
        var found = new ArrayList<Found>();
        var author = signs.author();
        if (author != null) {
            boolean byId = accounts.isKnownById(author);
            for (var rule : accounts.rulesOf(author)) {
                found.add(own(
                        rule,
                        byId ? "account-id" : "account-login",
                        byId ? author.getId() + " " + author.getLogin() : author.getLogin()));
            }
        }
        for (var finding : signs.body().findings()) {
            var rule = byId.get(finding.rule());
            if (rule != null) {
                found.add(own(rule, rule.signal().id(), finding.value()));
            }
        }
        var branch = signs.headRef() == null ? "" : lower(signs.headRef());
        for (var rule : branchRules) {
            if (rule.values().stream().anyMatch(branch::startsWith)) {
                found.add(own(rule, Signal.BRANCH.id(), signs.headRef()));
            }
        }
        for (var rule : labelRules) {
            signs.labels().stream()
                    .filter(label -> rule.values().contains(lower(label)))
                    .findFirst()
                    .ifPresent(label -> found.add(own(rule, Signal.LABEL.id(), label)));
        }
        return found;
    }

    private static Found own(Rule rule, String signal, String value) {
        return new Found(rule, rule.origin(), signal, value, rule.weight(), false);
    }

    /** @return how many commits carry evidence of an AI tool */
    private int commits(List<CommitEvidence> commits, Set<String> ownTools, List<Found> found) {
        var findings = new TreeMap<String, List<CommitEvidence.Finding>>();
        int ai = 0;
        for (var commit : commits) {
            boolean any = false;
            for (var finding : commit.findings()) {
                var rule = byId.get(finding.rule());
                // What such an account commits to the work of others came out of its reviews, or from the main branch.
                if (rule != null && (!alsoReviewing.contains(rule.id()) || ownTools.contains(rule.tool()))) {
                    findings.computeIfAbsent(rule.id() + " " + finding.signal(), key -> new ArrayList<>())
                            .add(finding);
                    any = true;
                }
            }
            ai += any ? 1 : 0;
        }
        for (var same : findings.values()) {
            found.add(ofCommits(same, commits.size()));
        }
        return ai;
    }

    private Found ofCommits(List<CommitEvidence.Finding> same, int known) {
        var rule = Objects.requireNonNull(byId.get(same.get(0).rule()));
        var signal = same.get(0).signal();
        double carried = same.stream()
                .mapToDouble(CommitEvidence.Finding::share)
                .sorted()
                .sum();
        var example = same.stream()
                .collect(Collectors.groupingBy(CommitEvidence.Finding::value, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .orElseThrow()
                .getKey();
        var squashed = carried < same.size()
                ? String.format(Locale.ROOT, ", for about %.0f %% of them as squashed", 100 * carried / same.size())
                : "";
        double share = carried / known;
        return new Found(
                rule,
                share(signal.equals(CommitReader.AUTHOR) ? rule.authorOrigin() : rule.origin(), share),
                signal,
                same.size() + " of " + known + (known == 1 ? " commit" : " commits") + squashed + ": " + example,
                Math.min(rule.weight(), Math.max(FLOOR, rounded(rule.weight() * share))),
                true);
    }

    /** An agent that wrote the lesser part of the commits has assisted: the pull request is not its work. */
    private static Origin share(Origin origin, double share) {
        return origin == Origin.AI_AGENT && share < AGENTS_SHARE ? Origin.AI_ASSISTED : origin;
    }

    /** An agent when any evidence for the tool says so. */
    private static Origin origin(List<Found> found, Rule strongest) {
        boolean agent = found.stream()
                .anyMatch(one -> one.rule().group().equals(strongest.group()) && one.origin() == Origin.AI_AGENT);
        return agent ? Origin.AI_AGENT : found.get(0).origin();
    }

    /** Commits count by their share where they alone speak for the tool; beside other evidence they confirm it in full. */
    private static double confidence(List<Found> found, Rule strongest) {
        var group = found.stream()
                .filter(one -> one.rule().group().equals(strongest.group()))
                .toList();
        boolean commitsAlone = group.stream().allMatch(Found::ofCommits);
        return group.stream()
                .mapToDouble(one -> commitsAlone ? one.strength() : one.rule().weight())
                .max()
                .orElseThrow();
    }

    /** What an agent that also reviews commits to its own pull request is its work, not a suggestion. */
    private List<AppliedSuggestion> appliedSuggestions(List<CommitEvidence> commits, String tool) {
        return commits.stream()
                .flatMap(commit -> commit.appliedSuggestions().stream())
                .filter(one -> tool == null || !tool.equals(actingTool(one.reviewer())))
                .distinct()
                .sorted(Comparator.comparing(AppliedSuggestion::sha)
                        .thenComparing(
                                one -> Objects.requireNonNullElse(one.reviewer().login(), "")))
                .toList();
    }

    private String actingTool(KnownReviewer reviewer) {
        var account = new Account(Objects.requireNonNullElse(reviewer.login(), ""), reviewer.id(), "Bot");
        return accounts.rulesOf(account).stream()
                .map(Rule::tool)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * The person who opened it. For a machine's pull request whoever the body names as the one who asked for it; else the
     * person who is co-author of most of its commits (ties: the first login), which is then noted as evidence.
     */
    private Account accountable(Signs signs, List<Evidence> evidence) {
        var author = signs.author();
        if (author == null || accounts.isPerson(author)) {
            return author;
        }
        if (!accounts.isMachine(author)) {
            return null;
        }
        if (signs.body().requestedBy() != null) {
            return new Account(signs.body().requestedBy(), null, null);
        }
        var named = new TreeMap<String, List<Account>>();
        var byMail = accountsByMail(signs.commits());
        for (var commit : signs.commits()) {
            commit.coAuthors().stream()
                    .map(person -> account(person, byMail))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toMap(one -> lower(one.getLogin()), one -> one, Decision::fuller))
                    .forEach((login, account) -> named.computeIfAbsent(login, key -> new ArrayList<>())
                            .add(account));
        }
        var most = named.values().stream()
                .max(Comparator.<List<Account>>comparingInt(List::size)
                        .thenComparing(same -> lower(same.get(0).getLogin()), Comparator.<String>reverseOrder()));
        most.ifPresent(same -> evidence.add(new Evidence(
                HUMAN_CO_AUTHOR,
                "accountable-human",
                same.size() + " of " + signs.commits().size() + " commits: Co-authored-by: "
                        + same.get(0).getLogin(),
                FLOOR)));
        return most.map(same -> same.stream().reduce(Decision::fuller).orElseThrow())
                .orElse(null);
    }

    /** A person's mail address in a trailer tells the account when that person's own commits do. */
    private Map<String, Account> accountsByMail(List<CommitEvidence> commits) {
        var byMail = new HashMap<String, Account>();
        for (var commit : commits) {
            var author = commit.author();
            if (author.mail() != null && author.account() != null && !accounts.isMachine(author.account())) {
                byMail.merge(lower(author.mail()), author.account(), Decision::fuller);
            }
        }
        return byMail;
    }

    private static Account account(Person person, Map<String, Account> byMail) {
        if (person.account() != null || person.mail() == null) {
            return person.account();
        }
        return byMail.get(lower(person.mail()));
    }

    /** The one with a number; else by login, so that the order of commits does not matter. */
    private static Account fuller(Account left, Account right) {
        if ((left.getId() == null) != (right.getId() == null)) {
            return left.getId() == null ? right : left;
        }
        return left.getLogin().compareTo(right.getLogin()) <= 0 ? left : right;
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }
}
