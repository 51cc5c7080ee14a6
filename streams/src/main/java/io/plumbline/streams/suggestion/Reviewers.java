package io.plumbline.streams.suggestion;

import io.plumbline.schema.event.Account;
import java.util.Optional;

/** What kind of reviewer an account is, and whose a trailer is. Pure. */
final class Reviewers {

    static final String AI = "ai";
    static final String HUMAN = "human";
    static final String AUTOMATION = "automation";
    static final String UNKNOWN = "unknown";

    /** Committer of everything that is done in the browser, where suggestions are applied. */
    private static final String BROWSER = "web-flow";

    private final String provider;
    private final Knowledge knowledge;

    Reviewers(String provider, Knowledge knowledge) {
        this.provider = provider;
        this.knowledge = knowledge;
    }

    Optional<String> toolOf(Account account) {
        return ReviewRules.standard()
                .toolOf(account)
                .or(() -> knowledge.attribution().toolOf(account));
    }

    /** An account whose type nobody states is not taken for a person. */
    String kindOf(Account account) {
        if (toolOf(account).isPresent()) {
            return AI;
        }
        if (knowledge.attribution().isMachine(account)) {
            return AUTOMATION;
        }
        return knowledge.attribution().isPerson(account) ? HUMAN : UNKNOWN;
    }

    boolean isPerson(Account account) {
        return account != null && kindOf(account).equals(HUMAN);
    }

    boolean same(Account left, Account right) {
        return knowledge.directory().same(provider, left, right);
    }

    /** The reviewer wrote the pull request, under this account or as the agent of the same tool. */
    boolean wrote(Account reviewer, Pull pull) {
        if (pull.getAuthor() != null && same(reviewer, account(pull.getAuthor()))) {
            return true;
        }
        return "ai_agent".equals(pull.getOrigin())
                && pull.getTool() != null
                && toolOf(reviewer).filter(pull.getTool()::equals).isPresent();
    }

    /**
     * The trailer of a commit that names the reviewer. A person's name in a trailer may also mean that two wrote it
     * together, or that an agent names who asked for it; so for people only what was done in the browser counts, by
     * somebody who is no machine.
     */
    Optional<CoAuthor> trailerOf(Account reviewer, Commit commit) {
        boolean person = !kindOf(reviewer).equals(AI);
        if (person && (!inBrowser(commit) || isByMachine(commit))) {
            return Optional.empty();
        }
        return commit.getCoAuthors().stream()
                .filter(one -> CoAuthors.isNoReplyOf(one, reviewer)
                        || (person
                                && (CoAuthors.bearsLoginOf(one, reviewer)
                                        || knowledge.mailboxes().belongsTo(provider, reviewer, one.getMail()))))
                .findFirst();
    }

    boolean inBrowser(Commit commit) {
        return commit.getCommitterLogin() == null
                || commit.getCommitterLogin().equals(BROWSER)
                || commit.getCommitterLogin().equals("GitHub");
    }

    private boolean isByMachine(Commit commit) {
        return commit.getAuthorLogin() != null
                && knowledge.attribution().isMachine(new Account(commit.getAuthorLogin(), commit.getAuthorId(), null));
    }

    static Account account(Who who) {
        return who == null ? null : new Account(who.getLogin(), who.getId(), who.getType());
    }
}
