package io.plumbline.streams.deployment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The merged pull requests of a repository, by number, by commit and by time. */
final class Pulls {

    private static final String MERGE = "merge";
    private static final String HEAD = "head";

    private final Keys keys;
    private final Shelf<MergedPull> shelf;
    private final Index index;

    Pulls(Keys keys, Shelf<MergedPull> shelf, Index index) {
        this.keys = keys;
        this.shelf = shelf;
        this.index = index;
    }

    /** Null when it is not merged, or unknown. */
    MergedPull get(int number) {
        return shelf.get(keys.pull(number));
    }

    /**
     * What is known of it now, instead of what was.
     *
     * @return both, as far as they were merged; empty when nothing changed
     */
    List<MergedPull> replace(MergedPull pull) {
        var before = get(pull.getNumber());
        var now = pull.getMergedAt() == null ? null : pull;
        if (java.util.Objects.equals(before, now)) {
            return List.of();
        }
        var both = new LinkedHashSet<MergedPull>();
        if (before != null) {
            entries(before).forEach(index::delete);
            shelf.delete(keys.pull(pull.getNumber()));
            both.add(before);
        }
        if (now != null) {
            entries(now).forEach(key -> index.put(key, ""));
            shelf.put(keys.pull(now.getNumber()), now);
            both.add(now);
        }
        return List.copyOf(both);
    }

    private Set<String> entries(MergedPull pull) {
        var entries = new TreeSet<String>();
        if (pull.getMergeSha() != null) {
            entries.add(keys.ofCommit(pull.getMergeSha()) + MERGE + "\n" + pull.getNumber());
        }
        if (pull.getHeadSha() != null) {
            entries.add(keys.ofCommit(pull.getHeadSha()) + HEAD + "\n" + pull.getNumber());
        }
        entries.add(keys.merged(pull.getMergedAt()) + pull.getNumber());
        return entries;
    }

    /** Those that this commit merged. */
    List<MergedPull> mergedBy(String sha) {
        return of(keys.ofCommit(sha) + MERGE + "\n");
    }

    /** Those whose last commit this is. */
    List<MergedPull> headedBy(String sha) {
        return of(keys.ofCommit(sha) + HEAD + "\n");
    }

    /** By the time of their merge: after the one moment, not after the other. */
    List<MergedPull> mergedIn(Span span) {
        if (span.isEmpty()) {
            return List.of();
        }
        return index
                .between(
                        keys.merged(),
                        keys.merged(span.after() == Long.MIN_VALUE ? 0 : span.after() + 1),
                        keys.merged(span.until() + 1))
                .stream()
                .map(entry -> get(Integer.parseInt(Keys.last(entry.key()))))
                .toList();
    }

    private List<MergedPull> of(String prefix) {
        return index.under(prefix).stream()
                .map(entry -> get(Integer.parseInt(Keys.last(entry.key()))))
                .toList();
    }
}
