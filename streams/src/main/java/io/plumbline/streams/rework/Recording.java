package io.plumbline.streams.rework;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds a notice to what is known of its repository and finds the pull requests whose fact it can change: its neighbours on
 * its paths, what it means and what means it. Never the whole repository. Pure but for the shelves.
 */
final class Recording {

    /** Merged pull requests of one repository that are compared with later ones; the oldest are let go. */
    static final int PULL_REQUESTS = 100_000;

    /** Of one pushed commit; it is on a few branches. */
    private static final int PLACES = 20;

    private final Links links;
    private final LineAges lines;
    private final Resolving resolving;
    private final int limit;
    private final Set<String> touched = new TreeSet<>();

    private Recording(Links links, LineAges lines, int limit) {
        this.links = links;
        this.lines = lines;
        this.resolving = new Resolving(links);
        this.limit = limit;
    }

    /** Keys of pull requests whose fact may be another one now; of erased ones, too. */
    static Set<String> add(Links links, LineAges lines, ReworkNotice notice, int limit) {
        var recording = new Recording(links, lines, limit);
        if (notice.getLinesOf() != null) {
            recording.lines(notice);
        } else if (notice.getNumber() != null) {
            recording.pullRequest(notice);
        } else {
            recording.pushed(notice.getChange());
        }
        return recording.touched;
    }

    private void lines(ReworkNotice notice) {
        for (int number : lines.put(notice.getLinesOf(), notice.getLines())) {
            var key = Keys.pullRequest(number);
            var known = links.get(key);
            if (known != null) {
                touched.add(key);
                touchBefore(known.getChange(), true);
            }
        }
    }

    private void pullRequest(ReworkNotice notice) {
        var key = Keys.pullRequest(notice.getNumber());
        var before = links.get(key);
        var change = notice.getChange();
        touched.add(key);
        if (change == null) {
            if (before != null) {
                replace(key, before, null);
                links.count(links.count() - 1);
            }
            return;
        }
        var next = before == null
                ? KnownChange.newBuilder().setChange(change).build()
                : KnownChange.newBuilder(before).setChange(change).build();
        next.setDescription(notice.getDescription());
        if (before != null && before.getChange().equals(change)) {
            links.put(key, next);
            return;
        }
        replace(key, before, next);
        if (before == null) {
            links.count(links.count() + 1);
            letGo();
        }
    }

    /** The oldest. Their facts stay as they were told last. */
    private void letGo() {
        for (int known = links.count(); known > limit; known--) {
            var oldest = links.byAge(1).get(0);
            var facts = new TreeSet<>(touched);
            replace(oldest.change(), links.get(oldest.change()), null);
            // Later ones lose nothing that is told of them: what was before them is no part of their facts.
            touched.retainAll(facts);
            touched.remove(oldest.change());
            links.count(known - 1);
        }
    }

    /** A pushed commit may come to several branches, and to one of them by several pushes: the first counts. */
    private void pushed(Change commit) {
        var key = Keys.commit(commit.getId());
        var before = links.get(key);
        if (before == null) {
            replace(key, null, KnownChange.newBuilder().setChange(commit).build());
            return;
        }
        var places = new ArrayList<>(before.getChange().getPlaces());
        for (var place : commit.getPlaces()) {
            var known = places.stream()
                    .filter(one -> Objects.equals(one.getRef(), place.getRef()))
                    .findFirst()
                    .orElse(null);
            if (known == null) {
                places.add(place);
            } else if (Pushes.ORDER.compare(place, known) < 0) {
                places.set(places.indexOf(known), place);
            }
        }
        var merged = Change.newBuilder(before.getChange())
                .setPlaces(places.stream().sorted(Pushes.ORDER).limit(PLACES).toList())
                .build();
        if (!merged.equals(before.getChange())) {
            replace(
                    key,
                    before,
                    KnownChange.newBuilder(before).setChange(merged).build());
        }
    }

    /** @param before null = new; {@code after} null = gone */
    private void replace(String key, KnownChange before, KnownChange after) {
        var meanings = new TreeSet<String>();
        if (before != null) {
            look(key, before.getChange(), meanings);
            touchMeant(key, new TreeSet<>());
            links.unindex(before.getChange());
        }
        if (after == null) {
            links.target(key, before, List.of());
            links.delete(key);
        } else {
            links.index(after.getChange());
            links.put(key, after);
            look(key, after.getChange(), meanings);
            meanings.add(key);
        }
        for (var one : meanings) {
            resolve(one);
        }
        touchMeant(key, new TreeSet<>());
    }

    /** What is beside a change as things stand: neighbours on its paths, and changes whose mentions may mean another one. */
    private void look(String key, Change change, Set<String> meanings) {
        meanings.addAll(links.mentioning(change));
        if (Keys.isPullRequest(key)) {
            touchBefore(change, change.getKind() != null || lines.knows(Keys.number(key)));
            for (var commit : links.pushedWith(change)) {
                meanings.add(commit);
                meanings.addAll(links.mentioning(links.get(commit).getChange()));
            }
        }
    }

    private void resolve(String key) {
        var known = links.get(key);
        if (known == null) {
            return;
        }
        var targets = resolving.targets(key, known.getChange());
        if (targets.equals(known.getTargets())) {
            return;
        }
        touchMeant(key, new TreeSet<>());
        links.target(key, known, targets);
        links.put(key, known);
        touchMeant(key, new TreeSet<>());
    }

    /** All that it takes back, and what that took back: whether a revert stands changes the facts below it. */
    private void touchMeant(String key, Set<String> seen) {
        var known = seen.add(key) ? links.get(key) : null;
        if (known == null) {
            return;
        }
        for (var target : known.getTargets()) {
            touch(target.getKey());
            touchMeant(target.getKey(), seen);
        }
    }

    /**
     * The ones before it on its paths that it can correct. One that mends nothing changes the facts of others only by taking
     * a place among the next of them.
     */
    private void touchBefore(Change change, boolean mends) {
        long at = Rework.mergedAt(change);
        long window = Rework.WINDOW.toMillis();
        for (var path : change.getPaths()) {
            var before = links.byPathBackwards(path, at - window, at - 1, Rework.NEXT);
            int after = mends || before.isEmpty()
                    ? Rework.NEXT
                    : links.byPath(path, at, at + window, Rework.NEXT).size();
            for (int place = 0; place < before.size(); place++) {
                if (mends || place + after >= Rework.NEXT) {
                    touch(before.get(place).change());
                }
            }
        }
    }

    private void touch(String key) {
        if (Keys.isPullRequest(key)) {
            touched.add(key);
        }
    }
}
