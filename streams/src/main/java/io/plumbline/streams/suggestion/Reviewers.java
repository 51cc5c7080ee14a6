package io.plumbline.streams.suggestion;

import io.plumbline.schema.event.Account;
import io.plumbline.streams.review.Stated;
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
        return knowledge.review().toolOf(account).or(() -> knowledge
                .attribution()
                .toolOf(account));
    }

    /** A machine that reviewed, by its login. */
    static Account machine(String login) {
        return new Account(login, null, null);
    }

    /**
     * What a root comment states of severity and category: by the event itself, else in the format of its reviewer. Read
     * once for each version of the rules and format, because facts are computed more often than comments change.
     */
    Stated stated(Comment comment) {
        var said = comment.getSaid();
        var reviewer = account(said.getAuthor());
        boolean person = kindOf(reviewer).equals(HUMAN);
        var format = knowledge.review().formatOf(toolOf(reviewer).orElse(null), person);
        var by = knowledge.review().version() + "/" + format;
        if (!by.equals(comment.getReadBy())) {
            var read = knowledge.review().read(format, said.getExcerpt());
            comment.setSeverity(said.getSeverity() == null ? read.severity() : said.getSeverity());
            comment.setCategory(said.getCategory() == null ? read.category() : said.getCategory());
            comment.setReadBy(by);
        }
        return new Stated(comment.getSeverity(), comment.getCategory());
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
