package io.plumbline.streams.commit;

import java.util.ArrayList;
import java.util.List;

/** What is stored of one repository. */
final class Repository {

    private final String key;
    private final Shelves shelves;

    /** @param key {@code provider:owner/name} */
    Repository(String key, Shelves shelves) {
        this.key = key;
        this.shelves = shelves;
    }

    String pullRequest(int number) {
        return key + "#" + number;
    }

    /** Empty when nothing was pushed there. */
    CommitBranch branch(String ref) {
        var branch = shelves.branches().get(key + "\n" + ref);
        return branch == null ? new CommitBranch(false, new ArrayList<>()) : branch;
    }

    void put(String ref, CommitBranch branch) {
        shelves.branches().put(key + "\n" + ref, branch);
    }

    /** Null when there is none. */
    CommitClaims claims(int number) {
        return shelves.claims().get(pullRequest(number));
    }

    void put(int number, CommitClaims claims) {
        shelves.claims().put(pullRequest(number), claims);
    }

    void deleteClaims(int number) {
        shelves.claims().delete(pullRequest(number));
    }

    /** Empty when it occurs nowhere. */
    CommitUses uses(String sha) {
        var uses = shelves.uses().get(key + "\n" + sha);
        return uses == null ? new CommitUses(List.of(), List.of(), List.of(), List.of()) : uses;
    }

    void put(String sha, CommitUses uses) {
        var place = key + "\n" + sha;
        if (uses.getHeads().isEmpty()
                && uses.getListed().isEmpty()
                && uses.getPushed().isEmpty()
                && uses.getBegun().isEmpty()) {
            shelves.uses().delete(place);
        } else {
            shelves.uses().put(place, uses);
        }
    }

    /** Empty when nothing is attributed. */
    List<Statement> statements(String sha) {
        var known = shelves.statements().get(key + "\n" + sha);
        return known == null ? List.of() : known.getStatements();
    }

    void put(String sha, List<Statement> statements) {
        shelves.statements().put(key + "\n" + sha, new CommitStatements(statements));
    }

    /** Where the text of a commit lies that was pushed. */
    String placeOf(String ref, Push push, String sha) {
        return key + "\n" + ref + "\n" + push.getAt() + "\n" + push.getBefore() + "\n" + push.getAfter() + "\n" + sha;
    }

    /** Where the text of a commit lies that was listed. */
    String placeOf(int number, ListedSha listed) {
        return key + "\n#" + number + "\n" + listed.getAt() + "\n" + listed.getSha();
    }

    /** Null when there is none. */
    CommitText text(String place) {
        return shelves.texts().get(place);
    }

    /** @return whether it says more than what was there */
    boolean addText(String place, CommitText text) {
        var known = shelves.texts().get(place);
        var joined = known == null ? text : Texts.join(known, text);
        if (joined.equals(known)) {
            return false;
        }
        shelves.texts().put(place, joined);
        return true;
    }

    void deleteText(String place) {
        shelves.texts().delete(place);
    }
}
