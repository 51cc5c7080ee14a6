package io.plumbline.streams.attribution;

import io.plumbline.schema.event.Account;
import java.util.List;

/**
 * What the rules found in a commit, so that its message need not be kept.
 *
 * @param author as the commit states it
 * @param coAuthors persons named in co-author trailers; no machine that the rules know
 */
public record CommitEvidence(
        String sha,
        List<Finding> findings,
        List<AppliedSuggestion> appliedSuggestions,
        Person author,
        List<Person> coAuthors) {

    /**
     * @param rule id
     * @param signal commit-author, commit-committer, trailer, session-trailer or line-attribution
     * @param value what matched, at most 200 characters
     * @param share of the commit that it speaks for, in (0, 1]: below 1 when the message concatenates several commits
     */
    public record Finding(String rule, String signal, String value, double share) {}

    /**
     * @param mail null when not stated
     * @param account by the source or by a no-reply address; null when neither names one
     */
    public record Person(String name, String mail, Account account) {}
}
