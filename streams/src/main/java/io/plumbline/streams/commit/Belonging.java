package io.plumbline.streams.commit;

import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which commits belong to a pull request.
 *
 * <ul>
 *   <li>Those that a commit list names.
 *   <li>Those of a push to its branch that ended at a commit its head was at, and of the pushes before it, back to where
 *       the branch began, to a push that is not known, or to a commit that the base branch had by then: what was pushed
 *       before that belongs to an earlier pull request of the same branch, or to the base.
 *   <li>Of a push only what it brought to the repository, not what came with it from other branches by a merge or rebase;
 *       but its head counts always, unless the base had it before.
 *   <li>Never a push to its base branch (a squash or merge commit), never a push when its branch lives in a fork: a branch
 *       of that name here is another one.
 * </ul>
 *
 * After a rewrite of the branch the commits from before it still belong: they are part of the history of the pull request.
 */
final class Belonging {

    /** What is known of a commit; times in epoch milliseconds, the first of several, {@code MAX_VALUE} for none. */
    private static final class Found {
        private long pushedAt = Long.MAX_VALUE;
        private long listedAt = Long.MAX_VALUE;
        private boolean counts;
        private final List<String> texts = new ArrayList<>();

        private long at() {
            return pushedAt == Long.MAX_VALUE ? listedAt : pushedAt;
        }
    }

    private final Repository repository;
    private final CommitClaims claims;
    private final Map<String, Found> found = new HashMap<>();

    private Belonging(Repository repository, CommitClaims claims) {
        this.repository = repository;
        this.claims = claims;
    }

    /** Empty when neither a commit nor a file is known. */
    static Optional<PullRequestCommits> of(Repository repository, int number, Limits limits) {
        var claims = repository.claims(number);
        if (claims == null) {
            return Optional.empty();
        }
        var belonging = new Belonging(repository, claims);
        belonging.addListed(number);
        if (!claims.getFork()) {
            belonging.addPushed();
        }
        var commits = belonging.commits(limits.commits());
        var files = claims.getFiles() == null
                ? List.<ChangedFile>of()
                : files(claims.getFiles().getFiles());
        return commits.isEmpty() && files.isEmpty()
                ? Optional.empty()
                : Optional.of(new PullRequestCommits(repository.pullRequest(number), commits, files));
    }

    private void addListed(int number) {
        for (var listed : claims.getListed()) {
            var commit = found.computeIfAbsent(listed.getSha(), sha -> new Found());
            commit.listedAt = Math.min(commit.listedAt, listed.getAt());
            commit.counts = true;
            commit.texts.add(repository.placeOf(number, listed));
        }
    }

    private void addPushed() {
        var refs = new TreeSet<String>();
        for (var head : claims.getHeads()) {
            repository.uses(head.getSha()).getPushed().stream()
                    .filter(this::isOwnBranch)
                    .forEach(refs::add);
        }
        for (var ref : refs) {
            for (var push : pushesOf(ref)) {
                push.getCommits().forEach(commit -> add(ref, push, commit));
            }
        }
    }

    private boolean isOwnBranch(String ref) {
        return !claims.getBases().contains(ref)
                && (claims.getRefs().isEmpty() || claims.getRefs().contains(ref));
    }

    /** From the pushes that ended at its heads backwards. */
    private Set<Push> pushesOf(String ref) {
        var pushes = repository.branch(ref).getPushes();
        var own = Collections.newSetFromMap(new IdentityHashMap<Push, Boolean>());
        var open = new ArrayDeque<Push>();
        for (var push : pushes) {
            if (claims.getHeads().stream().anyMatch(head -> Branches.endedAt(push, head.getSha())) && own.add(push)) {
                open.add(push);
            }
        }
        while (!open.isEmpty()) {
            var push = open.remove();
            var before = push.getBefore();
            for (var earlier : pushes) {
                if (before != null
                        && Branches.endedAt(earlier, before)
                        && !own.contains(earlier)
                        && !baseHad(before, push.getAt())) {
                    own.add(earlier);
                    open.add(earlier);
                }
            }
        }
        return own;
    }

    private boolean baseHad(String sha, long moment) {
        return claims.getBases().stream().anyMatch(base -> Branches.hadBefore(repository.branch(base), sha, moment));
    }

    private void add(String ref, Push push, PushedSha pushed) {
        var sha = pushed.getSha();
        var commit = found.computeIfAbsent(sha, one -> new Found());
        commit.pushedAt = Math.min(commit.pushedAt, push.getAt());
        commit.counts |= pushed.getOwn()
                || (claims.getHeads().stream().anyMatch(head -> head.getSha().equals(sha))
                        // In one second with a push to the base: then it came from there.
                        && !baseHad(sha, push.getAt() + 1));
        commit.texts.add(repository.placeOf(ref, push, sha));
    }

    /** The newest, in the order of (at, sha). */
    private List<PullRequestCommit> commits(int limit) {
        return found.entrySet().stream()
                .filter(one -> one.getValue().counts)
                .sorted(Comparator.<Map.Entry<String, Found>>comparingLong(
                                one -> one.getValue().at())
                        .thenComparing(Map.Entry::getKey)
                        .reversed())
                .limit(limit)
                .sorted(Comparator.<Map.Entry<String, Found>>comparingLong(
                                one -> one.getValue().at())
                        .thenComparing(Map.Entry::getKey))
                .map(one -> commit(one.getKey(), one.getValue()))
                .toList();
    }

    private PullRequestCommit commit(String sha, Found commit) {
        var text =
                commit.texts.stream().map(repository::text).reduce(Texts::join).orElseThrow();
        return new PullRequestCommit(
                sha,
                Instant.ofEpochMilli(commit.at()),
                text.getAuthorName(),
                text.getAuthorEmail(),
                text.getAuthorLogin(),
                text.getAuthorId(),
                text.getCommitterLogin(),
                text.getMessage(),
                files(text.getFiles()),
                repository.statements(sha).stream()
                        .flatMap(statement -> statement.getSessions().stream())
                        .limit(Limits.SESSIONS)
                        .map(Belonging::session)
                        .toList(),
                text.getAuthoredAt());
    }

    private static LineSession session(Session session) {
        return new LineSession(
                session.getId(),
                session.getTool(),
                session.getModel(),
                session.getLines(),
                session.getAdditions(),
                session.getDeletions(),
                session.getAccepted(),
                session.getOverridden());
    }

    private static List<ChangedFile> files(List<FileChange> files) {
        return files.stream()
                .map(file ->
                        new ChangedFile(file.getPath(), file.getChange(), file.getAdditions(), file.getDeletions()))
                .toList();
    }
}
