package io.plumbline.streams.attribution;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.streams.attribution.Rules.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Decides who wrote a pull request: pure, and the same answer for the same pull request and rule version.
 *
 * <p>The strongest evidence names the tool (ties: what the pull request itself says before its commits, then the earlier
 * rule); all evidence is kept. Without evidence the origin is unknown with confidence 0: there is no "human". Rules and
 * their sources: {@code attribution-rules.yaml}, metrics.md 8.2.
 */
public final class Attribution {

    private final Rules rules;
    private final Accounts accounts;
    private final BodyReader bodies;
    private final CommitReader commits;
    private final Decision decision;

    private Attribution(Rules rules) {
        this.rules = rules;
        this.accounts = new Accounts(rules);
        this.bodies = new BodyReader(rules);
        this.commits = new CommitReader(rules, accounts);
        this.decision = new Decision(rules, accounts);
    }

    /** By the rules in this jar. */
    public static Attribution standard() {
        return new Attribution(standardRules());
    }

    /**
     * By the rules in this jar and the user's: further {@code rules}, {@code disable}d standard ones, {@code reviewers},
     * {@code machines} and {@code requesters}. The version is the standard one, a plus sign, and the user's; a user's
     * file without a version gets one from its content.
     *
     * @param additionsYaml null or blank = none
     * @throws IllegalArgumentException when they cannot be used; the message names the rule and the reason
     */
    public static Attribution standardWith(String additionsYaml) {
        return new Attribution(RuleFile.add(standardRules(), additionsYaml));
    }

    /**
     * By the user's own rules alone, in the form of {@code attribution-rules.yaml}.
     *
     * @throws IllegalArgumentException when they cannot be used; the message names the rule and the reason
     */
    public static Attribution withRules(InputStream yaml) {
        return new Attribution(RuleFile.read(yaml));
    }

    public String ruleVersion() {
        return rules.version();
    }

    /** The rules in force, in their order. */
    public List<RuleSummary> rules() {
        return rules.rules().stream()
                .map(rule -> new RuleSummary(
                        rule.id(),
                        rule.tool(),
                        rule.origin().id(),
                        rule.signal().id(),
                        rule.weight(),
                        rule.added()))
                .toList();
    }

    /**
     * Without commits.
     *
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
        return decide(new Signs(author, headRef, body, labels, List.of()));
    }

    /** By all that is known; the order of commits and labels does not matter. */
    public Authorship decide(Signs signs) {
        return decision.of(signs);
    }

    /** What the rules see in a body, and who it says has requested the work; null = no body. */
    public BodyEvidence read(String body) {
        return bodies.read(body);
    }

    /** What the rules see in a commit: its author, its trailers, its line attribution. */
    public CommitEvidence readCommit(PullRequestCommit commit) {
        return commits.read(commit);
    }

    /**
     * The reviewer whose suggestion was applied, by the co-author trailer that forges write then.
     *
     * @param trailerLine one line of a commit message
     */
    public Optional<KnownReviewer> appliedSuggestionBy(String trailerLine) {
        return commits.appliedSuggestion(trailerLine);
    }

    /** A machine account: by type, by GitHub's reserved suffix, or known to the rules as agent, automation or reviewer. */
    public boolean isMachine(Account account) {
        return accounts.isMachine(account);
    }

    /** The forge says it is a user's account, and nothing speaks for a machine. Unknown type: not known to be a person. */
    public boolean isPerson(Account account) {
        return accounts.isPerson(account);
    }

    /** The tool that acts under this account; empty for people, automation bots and pure reviewers. */
    public Optional<String> toolOf(Account account) {
        return accounts.rulesOf(account).stream()
                .map(Rule::tool)
                .filter(tool -> tool != null)
                .findFirst();
    }

    private static Rules standardRules() {
        try (var in = Attribution.class.getResourceAsStream("attribution-rules.yaml")) {
            return RuleFile.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read attribution-rules.yaml", e);
        }
    }
}
