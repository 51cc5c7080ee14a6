package io.plumbline.streams.attribution;

import io.plumbline.schema.metric.Origin;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules in force, checked and compiled; {@link RuleFile} reads them.
 *
 * @param reviewers machines whose co-author trailer is an applied suggestion
 * @param machines other accounts that are no persons
 * @param requesters words before the login of the person who asked an agent for the work, lower case
 */
record Rules(
        String version,
        List<Rule> rules,
        List<KnownReviewer> reviewers,
        List<KnownAccount> machines,
        List<String> requesters) {

    /** How a rule looks at a pull request or a commit. */
    enum Signal {
        ACCOUNT("account"),
        SESSION_TRAILER("session-trailer"),
        LINE_ATTRIBUTION("line-attribution"),
        TRAILER("trailer"),
        BODY("body"),
        BRANCH("branch"),
        LABEL("label"),
        QUOTED_COMMIT("quoted-commit");

        private final String id;

        Signal(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /** An account by login, numeric id, or both; null = not stated. */
    record KnownAccount(String login, Long id) {}

    /**
     * One rule; which of the fields are set depends on the signal.
     *
     * @param tool null for automation bots
     * @param values lower case
     * @param except lower case; what {@code *} among the values leaves out
     * @param authorOrigin origin when the identity is a commit's author instead of its co-author
     * @param added by the user, on top of the rules in this jar
     */
    record Rule(
            String id,
            String tool,
            Origin origin,
            Origin authorOrigin,
            Signal signal,
            double weight,
            List<KnownAccount> accounts,
            List<String> values,
            List<String> except,
            Pattern key,
            Pattern value,
            Pattern name,
            Pattern mail,
            boolean noMail,
            boolean added) {

        /** Evidence of one group competes as one; automation bots are a group without a tool. */
        String group() {
            return tool == null ? origin.id() : tool;
        }
    }

    /** Rules with one of these signals, in their order. */
    List<Rule> looking(Signal... signals) {
        var wanted = Set.of(signals);
        return rules.stream().filter(rule -> wanted.contains(rule.signal())).toList();
    }
}
