package io.plumbline.streams.deployment;

import io.plumbline.streams.delivery.DeliveryRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which pull requests a deployment carries: those that are behind its commit and not behind that of the successful deployment
 * before it.
 *
 * <ol>
 *   <li>{@code stated}: the source says so
 *   <li>{@code merge_sha}: the commit that merged it is among the commits in between
 *   <li>{@code commit_sha}: its last commit is (merged by fast-forward, or its branch itself is deployed)
 *   <li>{@code cherry_pick}: a commit in between says that it was picked from one of these, or its first line names the number
 *   <li>{@code chain}: the commit that merged it is known nowhere, and it was merged into the branch of the deployed commit
 *       between the two commits
 *   <li>{@code time}: the deployed commit is known nowhere; merged into a main branch after the commit deployed before and
 *       before this deployment was created
 * </ol>
 *
 * What puts an earlier state back, or deploys the same commit again, carries nothing new by chain and time.
 */
final class Carrying {

    /** A pull request and how it was found. */
    record Carried(MergedPull pull, String how) {}

    /**
     * @param unmatched the deployed commit is known nowhere
     * @param rests keys of the index and what is kept there: when to look again
     */
    record Found(List<Carried> pulls, boolean unmatched, Map<String, String> rests) {}

    /** Of one fact: the last merged. */
    private static final int PULLS = 1_000;

    /** Between the time of a merge and that of its push; forges tell whole seconds. */
    private static final long SLACK = 5_000;

    private static final Comparator<Carried> BY_MERGE = Comparator.comparing(
                    (Carried one) -> one.pull().getMergedAt())
            .thenComparing(one -> one.pull().getNumber());

    private final Keys keys;
    private final Nodes nodes;
    private final Pulls pulls;
    private final DeliveryRules rules;
    private final Folded deployment;
    private final Folded previous;
    private final Map<Integer, Carried> found = new TreeMap<>();
    private final Map<String, String> rests = new TreeMap<>();

    private Carrying(Keys keys, Nodes nodes, Pulls pulls, DeliveryRules rules, Folded deployment, Folded previous) {
        this.keys = keys;
        this.nodes = nodes;
        this.pulls = pulls;
        this.rules = rules;
        this.deployment = deployment;
        this.previous = previous;
    }

    /** @param goesBack puts an earlier state back; {@code previous}: null = the first */
    static Found of(
            Keys keys,
            Nodes nodes,
            Pulls pulls,
            DeliveryRules rules,
            Folded deployment,
            Folded previous,
            boolean goesBack) {
        var carrying = new Carrying(keys, nodes, pulls, rules, deployment, previous);
        boolean unmatched = carrying.find(goesBack);
        var all = new ArrayList<>(carrying.found.values());
        all.sort(BY_MERGE);
        var newest = all.size() > PULLS ? all.subList(all.size() - PULLS, all.size()) : all;
        return new Found(List.copyOf(newest), unmatched, carrying.rests);
    }

    private boolean find(boolean goesBack) {
        deployment.stated().forEach(number -> named(number, "stated"));
        var deployed = deployment.sha() == null ? null : look(deployment.sha());
        boolean unmatched = deployed == null;
        if (rules.environment(deployment.environment()) == DeliveryRules.Environment.EPHEMERAL
                || (previous == null && rules.first() == DeliveryRules.First.NOTHING)
                || (previous != null
                        && deployment.sha() != null
                        && deployment.sha().equals(previous.sha()))) {
            return unmatched;
        }
        var last = previous == null || previous.sha() == null ? null : look(previous.sha());
        long floor = previous == null ? firstAfter() : last == null ? previous.createdAt() : last.getAt();
        if (!unmatched) {
            between(floor, last == null ? null : previous.sha());
        }
        if (!goesBack) {
            long slack = last == null ? 0 : SLACK;
            rest(new Span(
                    floor == Long.MIN_VALUE ? floor : floor + slack,
                    unmatched ? deployment.createdAt() : deployed.getAt() + SLACK));
        }
        return unmatched;
    }

    private long firstAfter() {
        return rules.first() == DeliveryRules.First.WINDOW
                ? deployment.createdAt() - rules.window().toMillis()
                : Long.MIN_VALUE;
    }

    private CommitNode look(String sha) {
        rests.put(keys.restOnCommit(sha), "");
        return nodes.get(sha);
    }

    private void between(long floor, String until) {
        var range = Walk.between(nodes, deployment.sha(), until, floor);
        range.looked().forEach(sha -> rests.put(keys.restOnCommit(sha), ""));
        // The stronger sign first: each pull request is found once.
        for (var sha : range.commits().keySet()) {
            pulls.mergedBy(sha).forEach(pull -> add(pull, "merge_sha"));
        }
        for (var sha : range.commits().keySet()) {
            pulls.headedBy(sha).forEach(pull -> add(pull, "commit_sha"));
        }
        for (var commit : range.commits().values()) {
            for (var sha : commit.getPicked()) {
                rests.put(keys.restOnCommit(sha), "");
                pulls.mergedBy(sha).forEach(pull -> add(pull, "cherry_pick"));
                pulls.headedBy(sha).forEach(pull -> add(pull, "cherry_pick"));
            }
            if (commit.getNumber() != null) {
                named(commit.getNumber(), "cherry_pick");
            }
        }
    }

    private void named(int number, String how) {
        rests.put(keys.restOnPull(number), "");
        var pull = pulls.get(number);
        if (pull != null) {
            add(pull, how);
        }
    }

    /** What no commit tells: by the time of the merge. */
    private void rest(Span span) {
        if (span.isEmpty()) {
            return;
        }
        long first = Keys.day(span.after() == Long.MIN_VALUE ? 0 : span.after());
        long last = Keys.day(span.until());
        if (span.after() == Long.MIN_VALUE || Keys.isLong(first, last)) {
            rests.put(keys.restOnAnyDay(), span.text());
        } else {
            for (long day = first; day <= last; day++) {
                rests.put(keys.restOnDay(day), span.text());
            }
        }
        var deployed = deployment.sha() == null ? null : nodes.get(deployment.sha());
        var branches = branches(deployed);
        for (var pull : pulls.mergedIn(span)) {
            if (goesTo(branches, pull.getBaseRef()) && (deployed == null || isNowhere(pull))) {
                add(pull, deployed == null ? "time" : "chain");
            }
        }
    }

    private boolean isNowhere(MergedPull pull) {
        return pull.getMergeSha() == null || nodes.get(pull.getMergeSha()) == null;
    }

    /** Of the deployed commit; empty = the main ones. */
    private Set<String> branches(CommitNode deployed) {
        var branches = new TreeSet<String>();
        if (deployed != null) {
            branches.addAll(deployed.getRefs());
        }
        return branches;
    }

    private boolean goesTo(Set<String> branches, String base) {
        if (base == null || branches.contains(base)) {
            return true;
        }
        if (!branches.isEmpty()) {
            return false;
        }
        var ref = News.branch(deployment.ref());
        if (ref != null && rules.isMainBranch(ref)) {
            return base.equalsIgnoreCase(ref.toLowerCase(Locale.ROOT));
        }
        return base.equals(ref) || rules.isMainBranch(base);
    }

    private void add(MergedPull pull, String how) {
        found.putIfAbsent(pull.getNumber(), new Carried(pull, how));
    }
}
