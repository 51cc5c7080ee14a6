package io.plumbline.streams.suggestion;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.streams.review.ReviewRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** What one record of any of the input topics says of a pull request, reduced to what the rules need. */
sealed interface News {

    /** @param comment what this one event says of it */
    record OfComment(Comment comment) implements News {}

    /** @param comment the thread's first one, of which the thread tells where it stands and who has voted */
    record OfThread(Comment comment) implements News {}

    /** @param push to the branch after the pull request was opened */
    record OfPush(Push push) implements News {}

    /** @param pull replaces what was known */
    record OfPull(Pull pull) implements News {}

    /**
     * Replaces what was known.
     *
     * @param files of the whole pull request with their sizes; empty when not known
     */
    record OfCommits(List<Commit> commits, List<Sized> files) implements News {}

    /** The pull request is to be forgotten. */
    record OfErasure() implements News {}

    static News of(ReviewCommentEvent event) {
        if (event == null) {
            return new OfErasure();
        }
        var rules = ReviewRules.standard();
        var seen = sight(event.getMeta());
        var body = event.getBody();
        var said = new Said();
        said.setUpdatedAt(millis(event.getUpdatedAt() == null ? event.getCreatedAt() : event.getUpdatedAt()));
        said.setSeen(seen);
        said.setReplyTo(event.getInReplyTo());
        said.setAuthor(who(event.getAuthor()));
        said.setPath(event.getPath());
        said.setLine(event.getOriginalLine() == null ? event.getLine() : event.getOriginalLine());
        said.setBlock(event.getSuggestion());
        said.setSeverity(ReviewRules.severity(event.getSeverity()));
        said.setCategory(ReviewRules.category(event.getCategory()));
        said.setExcerpt(event.getInReplyTo() == null ? ReviewRules.excerpt(body) : null);
        said.setDress(event.getInReplyTo() == null ? rules.dress(body) : null);
        said.setStatement(event.getInReplyTo() == null ? null : rules.statement(body));
        said.setAddressed(rules.isAddressed(body));
        var comment = comment(event.getCommentId());
        comment.setCreatedAt(millis(event.getCreatedAt()));
        comment.setSaid(said);
        comment.setDeleted(event.getAction().equals("deleted") ? seen : null);
        if (event.getOriginalLine() != null && event.getLine() == null) {
            comment.setOutdated(seen);
        } else if (event.getLine() != null) {
            comment.setInPlaceAt(seen.getAt());
        }
        comment.setVotes(votes(seen, event.getUpvotes(), event.getDownvotes()));
        return new OfComment(comment);
    }

    static News of(ReviewThreadEvent event) {
        if (event == null) {
            return new OfErasure();
        }
        if (event.getCommentIds().isEmpty()) {
            return null;
        }
        var seen = sight(event.getMeta());
        var comment = comment(event.getCommentIds().get(0));
        if (Boolean.TRUE.equals(event.getOutdated())) {
            comment.setOutdated(seen);
        } else if (Boolean.FALSE.equals(event.getOutdated())) {
            comment.setInPlaceAt(seen.getAt());
        }
        comment.setVotes(votes(seen, event.getUpvotes(), event.getDownvotes()));
        comment.setTurn(new Turn(
                seen, event.getAction().equals("resolved"), who(event.getMeta().getActor())));
        return new OfThread(comment);
    }

    static News of(PullRequestEvent event) {
        if (event == null) {
            return new OfErasure();
        }
        if (!event.getAction().equals("synchronize")) {
            return null;
        }
        return new OfPush(new Push(sight(event.getMeta()), event.getAfterSha(), event.getForced()));
    }

    static News of(PullRequestFact fact) {
        if (fact == null) {
            return new OfErasure();
        }
        return new OfPull(new Pull(
                who(fact.getAuthor()),
                fact.getOrigin(),
                fact.getTool(),
                fact.getTeam(),
                millis(fact.getOpenedAt()),
                millis(fact.getMergedAt()),
                millis(fact.getClosedAt()),
                fact.getOutcome(),
                fact.getZone(),
                fact.getTaskType(),
                fact.getAreas(),
                lines(fact.getAdditions(), fact.getDeletions()),
                fact.getAiReviewers(),
                fact.getHumanReviews() > 0));
    }

    /** Half a size is none. */
    private static Integer lines(Integer additions, Integer deletions) {
        return additions == null || deletions == null ? null : Math.addExact(additions, deletions);
    }

    private static List<Sized> sizes(List<ChangedFile> files) {
        var sizes = new ArrayList<Sized>(files.size());
        for (var file : files) {
            var lines = lines(file.getAdditions(), file.getDeletions());
            if (lines == null) {
                return List.of();
            }
            sizes.add(new Sized(file.getPath(), lines));
        }
        sizes.sort(Comparator.comparing(Sized::getPath).thenComparing(Sized::getLines));
        return List.copyOf(sizes);
    }

    static News of(PullRequestCommits commits) {
        if (commits == null) {
            return new OfCommits(List.of(), List.of());
        }
        var inOrder = new ArrayList<>(commits.getCommits());
        inOrder.sort(Comparator.comparing(PullRequestCommit::getAt).thenComparing(PullRequestCommit::getSha));
        var earlier = new HashSet<List<Object>>();
        var all = new ArrayList<Commit>(inOrder.size());
        for (int start = 0; start < inOrder.size(); ) {
            int end = start + 1;
            while (end < inOrder.size()
                    && inOrder.get(end).getAt().equals(inOrder.get(start).getAt())) {
                end++;
            }
            var push = inOrder.subList(start, end);
            var contents = push.stream().map(News::content).toList();
            // A rebase pushes all that was there once more under other hashes. One commit alone that repeats another
            // proves nothing: the browser calls every change of a file "Update file".
            boolean rebase = !earlier.isEmpty() && contents.containsAll(earlier);
            for (int i = 0; i < push.size(); i++) {
                all.add(commit(push.get(i), rebase && earlier.contains(contents.get(i))));
            }
            earlier.addAll(contents);
            start = end;
        }
        return new OfCommits(List.copyOf(all), sizes(commits.getFiles()));
    }

    private static List<Object> content(PullRequestCommit commit) {
        return List.of(String.valueOf(commit.getAuthorEmail()), commit.getMessage(), changes(commit));
    }

    private static List<Change> changes(PullRequestCommit commit) {
        return commit.getFiles().stream()
                .map(file -> new Change(file.getPath(), file.getChange().equals("removed")))
                .distinct()
                .toList();
    }

    private static Commit commit(PullRequestCommit commit, boolean rewritten) {
        var mail = commit.getAuthorEmail();
        return new Commit(
                commit.getSha(),
                millis(commit.getAt()),
                commit.getAuthorLogin(),
                commit.getAuthorId(),
                mail == null ? null : mail.toLowerCase(Locale.ROOT),
                commit.getCommitterLogin(),
                CoAuthors.of(commit.getMessage()),
                changes(commit),
                rewritten);
    }

    private static Comment comment(long id) {
        return Comment.newBuilder().setId(id).build();
    }

    private static Votes votes(Sight seen, Integer up, Integer down) {
        return up == null && down == null ? null : new Votes(seen, up == null ? 0 : up, down == null ? 0 : down);
    }

    private static Sight sight(EventMeta meta) {
        return new Sight(meta.getEventTime().toEpochMilli(), meta.getEventId());
    }

    private static Who who(Account account) {
        return account == null ? null : new Who(account.getLogin(), account.getId(), account.getType());
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
