package io.plumbline.streams.rework;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the mentions of a change mean among those that are known of its repository. Pure but for reading them.
 *
 * <ul>
 *   <li>A hash means the pull request that was merged by it, else whose head it was, else the first that has the commit; or
 *       the pushed commit that takes something back and has that hash.
 *   <li>A number means that pull request. A title, only when neither hash nor number means anything, the latest change of
 *       exactly that title.
 *   <li>Always one that was there before, on the same branch: a cherry-pick that is taken back on a release branch is still
 *       on the main branch. What a text only states to have broken something may have done so on another branch.
 *   <li>A pushed commit means nothing where it came with a pull request, which then means it.
 * </ul>
 */
final class Resolving {

    static final String BY_SHA = "body_sha";
    static final String BY_NUMBER = "mention";
    static final String BY_TITLE = "title";
    static final String STATED = "stated";

    private static final int TITLES = 100;

    private final Links links;

    Resolving(Links links) {
        this.links = links;
    }

    /** By key. */
    List<Target> targets(String key, Change change) {
        var by = new Speaker(key, standing(key, change));
        var targets = new TreeMap<String, String>();
        for (var mention : change.getMentions()) {
            if (mention.getKind().equals(Mentions.SHA)) {
                add(targets, bySha(by, mention.getValue(), true), BY_SHA);
            }
        }
        for (var mention : change.getMentions()) {
            if (mention.getKind().equals(Mentions.NUMBER)) {
                add(targets, byNumber(by, mention.getValue(), true), BY_NUMBER);
            }
        }
        for (var mention : change.getMentions()) {
            if (mention.getKind().equals(Mentions.TITLE) && targets.isEmpty()) {
                add(targets, byTitle(by, mention.getValue()), BY_TITLE);
            }
        }
        // Only pull requests correct; a pushed commit takes back or is nothing to us.
        if (Keys.isPullRequest(key)) {
            for (var mention : change.getMentions()) {
                if (mention.getKind().equals(Mentions.STATED_NUMBER)) {
                    add(targets, byNumber(by, mention.getValue(), false), STATED);
                } else if (mention.getKind().equals(Mentions.STATED_SHA)) {
                    add(targets, bySha(by, mention.getValue(), false), STATED);
                }
            }
        }
        return targets.entrySet().stream()
                .map(target -> new Target(target.getKey(), target.getValue()))
                .toList();
    }

    private static void add(Map<String, String> targets, String target, String how) {
        if (target != null) {
            targets.putIfAbsent(target, how);
        }
    }

    /** A change that names others, and where it stands by itself. */
    private record Speaker(String key, List<Place> places) {}

    private record Candidate(String key, String rank, long at) {}

    private String bySha(Speaker by, String sha, boolean sameBranch) {
        return links.bySha(sha).stream()
                .filter(found -> !found.change().equals(by.key()))
                .map(found -> candidate(found, by, sameBranch))
                .filter(Objects::nonNull)
                .min(Comparator.comparing(Candidate::rank)
                        .thenComparingLong(Candidate::at)
                        .thenComparing(Candidate::key))
                .map(Candidate::key)
                .orElse(null);
    }

    private Candidate candidate(Links.Found found, Speaker by, boolean sameBranch) {
        var known = links.get(found.change());
        return known != null && precedes(found.change(), known.getChange(), by, sameBranch)
                ? new Candidate(
                        found.change(),
                        found.value(),
                        known.getChange().getPlaces().get(0).getAt())
                : null;
    }

    private String byNumber(Speaker by, String number, boolean sameBranch) {
        var target = Keys.pullRequest(Integer.parseInt(number));
        var known = target.equals(by.key()) ? null : links.get(target);
        return known != null && precedes(target, known.getChange(), by, sameBranch) ? target : null;
    }

    private String byTitle(Speaker by, String title) {
        long until = by.places().stream().mapToLong(Place::getAt).max().orElse(-1);
        for (var found : links.byTitle(title, until, TITLES)) {
            var known = found.change().equals(by.key()) ? null : links.get(found.change());
            if (known != null
                    && known.getChange().getTitle().equals(title)
                    && precedes(found.change(), known.getChange(), by, true)) {
                return found.change();
            }
        }
        return null;
    }

    private boolean precedes(String key, Change change, Speaker by, boolean sameBranch) {
        return standing(key, change).stream().anyMatch(earlier -> by.places().stream()
                .filter(later -> earlier.getAt() <= later.getAt())
                .anyMatch(later -> !sameBranch || sameBranch(key, earlier, by.key(), later)));
    }

    /** A branch that is not known may be any; of pull requests only, because commits are pushed to many. */
    private static boolean sameBranch(String key, Place one, String otherKey, Place other) {
        boolean merged = Keys.isPullRequest(key) && Keys.isPullRequest(otherKey);
        boolean unknown = one.getRef() == null || other.getRef() == null;
        return unknown ? merged : one.getRef().equals(other.getRef());
    }

    /** When it took something back that this change is: its earliest time on the same branch. */
    static long at(Change later, Change earlier) {
        return later.getPlaces().stream()
                .filter(place -> earlier.getPlaces().stream()
                        .anyMatch(before -> before.getRef() == null
                                || place.getRef() == null
                                || before.getRef().equals(place.getRef())))
                .mapToLong(Place::getAt)
                .min()
                .orElseGet(() -> later.getPlaces().get(0).getAt());
    }

    /** Where a change is by itself: of a pushed commit only the branches to which no pull request brought it. */
    private List<Place> standing(String key, Change change) {
        if (Keys.isPullRequest(key)) {
            return change.getPlaces();
        }
        return change.getPlaces().stream()
                .filter(place -> !cameWithPullRequest(change, place))
                .toList();
    }

    private boolean cameWithPullRequest(Change commit, Place place) {
        if (commit.getNumber() != null && isBase(Keys.pullRequest(commit.getNumber()), place)) {
            return true;
        }
        return brought(links.bySha(commit.getId()), place, false)
                || (place.getAfter() != null && brought(links.bySha(place.getAfter()), place, true));
    }

    private boolean brought(List<Links.Found> found, Place place, boolean merge) {
        return found.stream()
                .anyMatch(one -> Keys.isPullRequest(one.change())
                        && (!merge || links.isMerge(one))
                        && isBase(one.change(), place));
    }

    private boolean isBase(String pullRequest, Place place) {
        var known = links.get(pullRequest);
        if (known == null) {
            return false;
        }
        var base = known.getChange().getPlaces().get(0).getRef();
        return base == null || base.equals(place.getRef());
    }

    /** Whether one brings the other back: by taking back what took it back, at any depth. */
    boolean restores(String change, String other, Set<String> seen) {
        return reaches(change, other, false, seen);
    }

    private boolean reaches(String change, String other, boolean directly, Set<String> seen) {
        var known = seen.add(change) ? links.get(change) : null;
        if (known == null) {
            return false;
        }
        for (var target : known.getTargets()) {
            if (target.getHow().equals(STATED)) {
                continue;
            }
            if (target.getKey().equals(other) ? directly : reaches(target.getKey(), other, !directly, seen)) {
                return true;
            }
        }
        return false;
    }
}
