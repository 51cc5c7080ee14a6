package io.plumbline.streams.deployment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The graph of commits as pushes tell it: all that a push brought, and the commit where the branch was before, are behind the
 * commit where it ended. What is stored depends only on the set of events.
 */
final class Nodes {

    /** Of one push; forges list no more. */
    private static final int MEMBERS = 2_500;

    private static final Comparator<PushEnd> BY_BEFORE =
            Comparator.comparing(PushEnd::getBefore, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Keys keys;
    private final Shelf<CommitNode> shelf;

    Nodes(Keys keys, Shelf<CommitNode> shelf) {
        this.keys = keys;
        this.shelf = shelf;
    }

    /** Null when nothing is known of it. */
    CommitNode get(String sha) {
        return shelf.get(keys.commit(sha));
    }

    /** @return commits of which something is known now that was not */
    List<String> add(News.OfCommit news) {
        var touched = new ArrayList<String>(2);
        var node = nodeAt(news.sha(), news.at());
        boolean changed = see(node, news);
        boolean end = news.sha().equals(news.after());
        if (end) {
            changed |= end(node, news);
        } else if (news.after() != null) {
            changed |= insert(node.getWithin(), news.after());
            var last = nodeAt(news.after(), news.at());
            boolean lastChanged = get(news.after()) == null;
            lastChanged |= end(last, news);
            lastChanged |= ref(last, news);
            if (lastChanged) {
                shelf.put(keys.commit(news.after()), last);
                touched.add(news.after());
            }
        }
        if (changed) {
            shelf.put(keys.commit(news.sha()), node);
            touched.add(news.sha());
        }
        return touched;
    }

    private CommitNode nodeAt(String sha, long at) {
        var known = get(sha);
        return known != null ? known : CommitNode.newBuilder().setAt(at).build();
    }

    private boolean see(CommitNode node, News.OfCommit news) {
        boolean changed = !node.getSeen();
        node.setSeen(true);
        changed |= ref(node, news);
        if (news.committedAt() != null
                && (node.getCommittedAt() == null || news.committedAt() < node.getCommittedAt())) {
            node.setCommittedAt(news.committedAt());
            changed = true;
        }
        if (news.number() != null && (node.getNumber() == null || news.number() < node.getNumber())) {
            node.setNumber(news.number());
            changed = true;
        }
        for (var sha : news.picked()) {
            changed |= insert(node.getPicked(), sha);
        }
        for (var sha : news.parents()) {
            changed |= insert(node.getParents(), sha);
        }
        return changed;
    }

    private static boolean ref(CommitNode node, News.OfCommit news) {
        boolean changed = news.ref() != null && insert(node.getRefs(), news.ref());
        if (news.at() < node.getAt()) {
            node.setAt(news.at());
            changed = true;
        }
        return changed;
    }

    private static boolean end(CommitNode node, News.OfCommit news) {
        var ends = node.getEnds();
        var end = ends.stream()
                .filter(one -> Objects.equals(one.getBefore(), news.before()))
                .findFirst()
                .orElse(null);
        boolean changed = end == null;
        if (end == null) {
            end = PushEnd.newBuilder().setBefore(news.before()).build();
            ends.add(end);
            ends.sort(BY_BEFORE);
        }
        if (news.forced() && !end.getForced()) {
            end.setForced(true);
            changed = true;
        }
        if (!news.sha().equals(news.after()) && insert(end.getMembers(), news.sha())) {
            changed = true;
            if (end.getMembers().size() > MEMBERS) {
                end.getMembers().remove(MEMBERS);
            }
        }
        return changed;
    }

    private static boolean insert(List<String> sorted, String value) {
        int place = Collections.binarySearch(sorted, value);
        if (place >= 0) {
            return false;
        }
        sorted.add(-place - 1, value);
        return true;
    }
}
