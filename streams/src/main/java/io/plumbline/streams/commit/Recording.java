package io.plumbline.streams.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds notices to what is stored of a repository. What is stored depends only on the set of notices, never on their order
 * or number; so do the limits: of any set the newest stay.
 */
final class Recording {

    private static final Comparator<PushedSha> BY_SHA = Comparator.comparing(PushedSha::getSha);
    private static final Comparator<ListedSha> LISTED =
            Comparator.comparingLong(ListedSha::getAt).thenComparing(ListedSha::getSha);
    private static final Comparator<Head> HEADS =
            Comparator.comparingLong(Head::getAt).thenComparing(Head::getSha);
    private static final Comparator<FileList> NEWER_FILES = Comparator.comparingLong(FileList::getAt)
            .thenComparing(FileList::getEvent)
            .thenComparing(FileList::toString);
    private static final Comparator<Statement> NEWER_STATEMENT = Comparator.comparingLong(Statement::getAt)
            .thenComparing(Statement::getEvent)
            .thenComparing(Statement::toString);
    private static final Comparator<Statement> BY_RECORD =
            Comparator.comparing(Statement::getStandard).thenComparing(Statement::getRecord);

    private final Repository repository;
    private final Limits limits;
    private final Set<Integer> touched = new TreeSet<>();

    private Recording(Repository repository, Limits limits) {
        this.repository = repository;
        this.limits = limits;
    }

    /** @return pull requests whose commits or files may be others now; an erased one is not among them */
    static Set<Integer> add(Repository repository, CommitNotice notice, Limits limits) {
        var recording = new Recording(repository, limits);
        if (notice.getPushed() != null) {
            recording.pushed(notice.getPushed());
        } else if (notice.getStatement() != null) {
            recording.stated(notice.getStatement());
        } else if (notice.getErased()) {
            recording.erase(notice.getNumber());
        } else {
            recording.ofPullRequest(notice.getNumber(), notice);
        }
        return recording.touched;
    }

    private void ofPullRequest(int number, CommitNotice notice) {
        var known = repository.claims(number);
        var claims = known == null
                ? new CommitClaims(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), false, new ArrayList<>(), null, null)
                : known;
        boolean changed = known == null;
        if (notice.getClaim() != null) {
            changed |= claim(number, claims, notice.getClaim());
        }
        if (notice.getListed() != null) {
            changed |= listed(number, claims, notice.getListed());
        }
        if (notice.getFiles() != null
                && (claims.getFiles() == null || NEWER_FILES.compare(notice.getFiles(), claims.getFiles()) > 0)) {
            claims.setFiles(notice.getFiles());
            changed = true;
        }
        if (changed) {
            repository.put(number, claims);
            touched.add(number);
        }
    }

    private boolean claim(int number, CommitClaims claims, HeadClaim claim) {
        boolean changed = insert(claims.getRefs(), claim.getRef());
        changed |= insert(claims.getBases(), claim.getBase());
        if (claim.getFork() && !claims.getFork()) {
            claims.setFork(true);
            changed = true;
        }
        for (var sha : claim.getHeads()) {
            changed |= head(number, claims, new Head(sha, claim.getAt()));
        }
        return changed;
    }

    /** @return whether the heads are others now */
    private boolean head(int number, CommitClaims claims, Head head) {
        var heads = claims.getHeads();
        var known = heads.stream()
                .filter(one -> one.getSha().equals(head.getSha()))
                .findFirst()
                .orElse(null);
        if (known != null) {
            if (known.getAt() >= head.getAt()) {
                return false;
            }
            // Only which head is forgotten first depends on it, not what belongs.
            known.setAt(head.getAt());
            heads.sort(HEADS);
            repository.put(number, claims);
            return false;
        }
        heads.add(head);
        heads.sort(HEADS);
        var forgotten = heads.size() > limits.heads() ? heads.remove(0) : null;
        if (head.equals(forgotten)) {
            return false;
        }
        if (forgotten != null) {
            var uses = repository.uses(forgotten.getSha());
            uses.setHeads(without(uses.getHeads(), number));
            repository.put(forgotten.getSha(), uses);
        }
        var uses = repository.uses(head.getSha());
        uses.setHeads(with(uses.getHeads(), number));
        repository.put(head.getSha(), uses);
        uses.getPushed().forEach(this::markClaimed);
        return true;
    }

    private void markClaimed(String ref) {
        var branch = repository.branch(ref);
        if (!branch.getClaimed()) {
            branch.setClaimed(true);
            repository.put(ref, branch);
        }
    }

    private boolean listed(int number, CommitClaims claims, ListedCommit commit) {
        var listed = claims.getListed();
        var entry = new ListedSha(commit.getAt(), commit.getSha());
        int place = Collections.binarySearch(listed, entry, LISTED);
        if (place < 0) {
            if (listed.size() >= limits.commits()) {
                if (place == -1) {
                    return false;
                }
                var forgotten = listed.remove(0);
                place++;
                unlist(number, listed, forgotten);
            }
            listed.add(-place - 1, entry);
            var uses = repository.uses(entry.getSha());
            uses.setListed(with(uses.getListed(), number));
            repository.put(entry.getSha(), uses);
        }
        boolean saysMore = repository.addText(repository.placeOf(number, entry), commit.getText());
        return place < 0 || saysMore;
    }

    private void unlist(int number, List<ListedSha> left, ListedSha forgotten) {
        repository.deleteText(repository.placeOf(number, forgotten));
        if (left.stream().noneMatch(one -> one.getSha().equals(forgotten.getSha()))) {
            var uses = repository.uses(forgotten.getSha());
            uses.setListed(without(uses.getListed(), number));
            repository.put(forgotten.getSha(), uses);
        }
    }

    private void erase(int number) {
        var claims = repository.claims(number);
        if (claims == null) {
            return;
        }
        for (var head : claims.getHeads()) {
            var uses = repository.uses(head.getSha());
            uses.setHeads(without(uses.getHeads(), number));
            repository.put(head.getSha(), uses);
        }
        for (var listed : claims.getListed()) {
            unlist(number, List.of(), listed);
        }
        repository.deleteClaims(number);
    }

    private void pushed(PushedCommit commit) {
        var ref = commit.getRef();
        var branch = repository.branch(ref);
        var push = Branches.find(branch, commit);
        boolean isNew = push == null;
        if (isNew) {
            push = new Push(commit.getAt(), commit.getBefore(), commit.getAfter(), new ArrayList<>());
            if (!insert(ref, branch, push)) {
                return;
            }
        }
        if (!addCommit(ref, push, commit) && !isNew) {
            return;
        }
        index(ref, push, commit.getSha());
        for (var end : Branches.endsOf(push)) {
            if (!branch.getClaimed() && !repository.uses(end).getHeads().isEmpty()) {
                branch.setClaimed(true);
            }
        }
        repository.put(ref, branch);
        touchedBy(ref, branch, push, isNew ? Branches.shasOf(push) : List.of(commit.getSha()));
    }

    /** False when the push is older than all that are remembered. */
    private boolean insert(String ref, CommitBranch branch, Push push) {
        var pushes = branch.getPushes();
        int place = -Collections.binarySearch(pushes, push, Branches.ORDER) - 1;
        if (pushes.size() >= limits.pushes()) {
            if (place == 0) {
                return false;
            }
            forgetOldest(ref, branch);
            place--;
        }
        pushes.add(place, push);
        return true;
    }

    private void forgetOldest(String ref, CommitBranch branch) {
        var oldest = branch.getPushes().get(0);
        touchedBy(ref, branch, oldest, Branches.shasOf(oldest));
        branch.getPushes().remove(0);
        for (var sha : Branches.shasOf(oldest)) {
            if (!Branches.mentions(branch, sha)) {
                var uses = repository.uses(sha);
                uses.setPushed(without(uses.getPushed(), ref));
                repository.put(sha, uses);
            }
        }
        if (oldest.getBefore() != null && !Branches.beginsAt(branch, oldest.getBefore())) {
            var uses = repository.uses(oldest.getBefore());
            uses.setBegun(without(uses.getBegun(), ref));
            repository.put(oldest.getBefore(), uses);
        }
        oldest.getCommits().forEach(commit -> repository.deleteText(repository.placeOf(ref, oldest, commit.getSha())));
    }

    /** @return whether the push is another one now */
    private boolean addCommit(String ref, Push push, PushedCommit commit) {
        var commits = push.getCommits();
        int place = Collections.binarySearch(commits, new PushedSha(commit.getSha(), true), BY_SHA);
        boolean changed = false;
        if (place >= 0) {
            var known = commits.get(place);
            changed = commit.getOwn() && !known.getOwn();
            known.setOwn(known.getOwn() || commit.getOwn());
        } else {
            if (commits.size() >= limits.commits()) {
                if (place == -1) {
                    return false;
                }
                var forgotten = commits.remove(0);
                place++;
                repository.deleteText(repository.placeOf(ref, push, forgotten.getSha()));
            }
            commits.add(-place - 1, new PushedSha(commit.getSha(), commit.getOwn()));
            changed = true;
        }
        changed |= repository.addText(repository.placeOf(ref, push, commit.getSha()), commit.getText());
        return changed;
    }

    private void index(String ref, Push push, String sha) {
        for (var one : push.getAfter() == null ? List.of(sha) : List.of(sha, push.getAfter())) {
            var uses = repository.uses(one);
            if (!uses.getPushed().contains(ref)) {
                uses.setPushed(with(uses.getPushed(), ref));
                repository.put(one, uses);
            }
        }
        if (push.getBefore() != null) {
            var uses = repository.uses(push.getBefore());
            if (!uses.getBegun().contains(ref)) {
                uses.setBegun(with(uses.getBegun(), ref));
                repository.put(push.getBefore(), uses);
            }
        }
    }

    /** Pull requests that this push belongs to, and those whose way back ends where it brought a commit to their base. */
    private void touchedBy(String ref, CommitBranch branch, Push push, Collection<String> shas) {
        touchedFrom(branch, push);
        for (var sha : shas) {
            for (var other : repository.uses(sha).getBegun()) {
                if (!other.equals(ref)) {
                    var goesOn = repository.branch(other);
                    goesOn.getPushes().stream()
                            .filter(next -> sha.equals(next.getBefore()))
                            .forEach(next -> touchedFrom(goesOn, next));
                }
            }
            // A head that its base had before counts no more as the pull request's own.
            touched.addAll(repository.uses(sha).getHeads());
        }
    }

    private void touchedFrom(CommitBranch branch, Push push) {
        if (branch.getClaimed()) {
            for (var end : Branches.endsFrom(branch, push)) {
                touched.addAll(repository.uses(end).getHeads());
            }
        }
    }

    private void stated(Statement statement) {
        var sha = statement.getSha();
        var known = new ArrayList<>(repository.statements(sha));
        int place = Collections.binarySearch(known, statement, BY_RECORD);
        if (place >= 0) {
            if (NEWER_STATEMENT.compare(statement, known.get(place)) <= 0) {
                return;
            }
            known.set(place, statement);
        } else {
            known.add(-place - 1, statement);
            if (known.size() > limits.records()) {
                known.remove(Collections.min(known, NEWER_STATEMENT));
            }
        }
        repository.put(sha, known);
        var uses = repository.uses(sha);
        touched.addAll(uses.getListed());
        for (var ref : uses.getPushed()) {
            var branch = repository.branch(ref);
            branch.getPushes().stream()
                    .filter(push -> Branches.brought(push, sha))
                    .forEach(push -> touchedFrom(branch, push));
        }
    }

    private static boolean insert(List<String> sorted, String value) {
        int place = value == null ? 0 : Collections.binarySearch(sorted, value);
        if (place >= 0) {
            return false;
        }
        sorted.add(-place - 1, value);
        return true;
    }

    private static <T extends Comparable<T>> List<T> with(List<T> sorted, T value) {
        var all = new TreeSet<>(sorted);
        all.add(value);
        return new ArrayList<>(all);
    }

    private static <T extends Comparable<T>> List<T> without(List<T> sorted, T value) {
        var all = new TreeSet<>(sorted);
        all.remove(value);
        return new ArrayList<>(all);
    }
}
