package io.plumbline.streams.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which commits are behind one commit and not behind another: back from both, the newest first, until all that is left is
 * behind the other one. Deterministic; it looks at the commits between both, not at the history before them.
 */
final class Walk {

    /**
     * @param commits those of which something is known, by hash
     * @param looked all hashes that were looked at, known or not
     */
    record Found(Map<String, CommitNode> commits, Set<String> looked) {}

    private static final int NEW = 1;
    private static final int OLD = 2;
    private static final int LIMIT = 20_000;

    private static final class Seen {
        private final String sha;
        private final CommitNode node;
        private int colour;
        private boolean open;
        private boolean tooOld;

        Seen(String sha, CommitNode node) {
            this.sha = sha;
            this.node = node;
        }

        long at() {
            return node.getAt();
        }

        String sha() {
            return sha;
        }
    }

    private final Nodes nodes;
    private final long floor;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Set<String> looked = new TreeSet<>();
    private final PriorityQueue<Seen> queue = new PriorityQueue<>(
            java.util.Comparator.comparingLong(Seen::at).reversed().thenComparing(Seen::sha));
    private int openNew;
    private int openOld;
    private long oldestNew = Long.MAX_VALUE;

    private Walk(Nodes nodes, long floor) {
        this.nodes = nodes;
        this.floor = floor;
    }

    /**
     * @param until null = nothing is behind it
     * @param floor commits pushed before this moment do not count, unless the graph shows that they are not behind
     *     {@code until}; epoch milliseconds
     */
    static Found between(Nodes nodes, String from, String until, long floor) {
        var walk = new Walk(nodes, floor);
        walk.colour(from, NEW);
        if (until != null) {
            walk.colour(until, OLD);
        }
        walk.go();
        var commits = new TreeMap<String, CommitNode>();
        for (var one : walk.seen.values()) {
            if (one.colour == NEW && !one.tooOld && one.node != null) {
                commits.put(one.sha, one.node);
            }
        }
        return new Found(commits, walk.looked);
    }

    private void go() {
        while (!queue.isEmpty()
                && seen.size() < LIMIT
                && (openNew > 0 || queue.peek().at() >= oldestNew)) {
            var one = queue.poll();
            one.open = false;
            count(one.colour, -1);
            // When the way back from the other one is lost, time has to tell.
            if (one.colour == NEW && one.at() < floor && openOld == 0) {
                one.tooOld = true;
                continue;
            }
            if (one.colour == NEW) {
                oldestNew = Math.min(oldestNew, one.at());
            }
            for (var behind : behind(one)) {
                colour(behind, one.colour);
            }
        }
    }

    private void colour(String sha, int colour) {
        var one = seen.computeIfAbsent(sha, this::look);
        int both = one.colour | colour;
        if (both == one.colour) {
            return;
        }
        if (one.open) {
            count(one.colour, -1);
            count(both, 1);
        }
        one.colour = both;
        if (one.node != null && !one.open) {
            one.open = true;
            count(both, 1);
            queue.add(one);
        }
    }

    private void count(int colour, int difference) {
        if (colour == NEW) {
            openNew += difference;
        } else {
            openOld += difference;
        }
    }

    private Seen look(String sha) {
        looked.add(sha);
        return new Seen(sha, nodes.get(sha));
    }

    private List<String> behind(Seen one) {
        var all = new ArrayList<>(one.node.getParents());
        for (var end : one.node.getEnds()) {
            all.addAll(end.getMembers());
            if (end.getBefore() != null) {
                if (end.getForced()) {
                    all.addAll(beforeLast(end.getBefore()));
                } else {
                    all.add(end.getBefore());
                }
            }
        }
        if (one.node.getEnds().isEmpty() && one.node.getParents().isEmpty()) {
            one.node.getWithin().forEach(end -> all.addAll(earlierIn(end, one)));
        }
        return all;
    }

    /** A forced push takes the last push back: where the branch was before that one is still behind it. */
    private List<String> beforeLast(String taken) {
        looked.add(taken);
        var node = nodes.get(taken);
        if (node == null) {
            return List.of();
        }
        var before = new ArrayList<String>();
        for (var end : node.getEnds()) {
            if (end.getBefore() != null && !end.getForced()) {
                before.add(end.getBefore());
            }
        }
        return before;
    }

    /** Of a push that brought the commit on its way: where it began, and what was committed earlier. */
    private List<String> earlierIn(String end, Seen one) {
        looked.add(end);
        var last = nodes.get(end);
        var earlier = new ArrayList<String>();
        if (last == null) {
            return earlier;
        }
        for (var push : last.getEnds()) {
            if (!push.getMembers().contains(one.sha)) {
                continue;
            }
            if (push.getBefore() != null && !push.getForced()) {
                earlier.add(push.getBefore());
            }
            for (var member : push.getMembers()) {
                looked.add(member);
                if (!member.equals(one.sha) && isEarlier(member, one)) {
                    earlier.add(member);
                }
            }
        }
        return earlier;
    }

    private boolean isEarlier(String sha, Seen than) {
        var node = nodes.get(sha);
        return node != null
                && node.getCommittedAt() != null
                && than.node.getCommittedAt() != null
                && (node.getCommittedAt() < than.node.getCommittedAt()
                        || (node.getCommittedAt().equals(than.node.getCommittedAt()) && sha.compareTo(than.sha) < 0));
    }
}
