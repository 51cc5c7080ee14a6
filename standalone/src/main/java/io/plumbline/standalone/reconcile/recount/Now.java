package io.plumbline.standalone.reconcile.recount;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The pull request as the forge showed it last. Events of the pull request itself show it in full; reviews, comments and
 * threads leave fields out. The view that was updated last counts, holes are filled from the last view of the other kind;
 * only "when was it closed" has no holes: not stated means open.
 */
record Now(Shown last, Shown other, long at) {

    private static final Comparator<Happening> UPDATED = Comparator.comparingLong(Happening::updatedAt)
            .thenComparingLong(Happening::at)
            .thenComparing(Happening::what)
            .thenComparing(happening -> Arrays.copyOf(Story.sha256(happening.id()), 16), Arrays::compareUnsigned)
            .thenComparing(happening -> happening.shown().stated());

    static Optional<Now> of(Collection<Happening> copies) {
        var own = newest(copies, true);
        var beside = newest(copies, false);
        if (own.isEmpty() || beside.isEmpty()) {
            return own.or(() -> beside).map(only -> new Now(only.shown(), null, only.at()));
        }
        // Of the same moment, the full view says more.
        boolean ownIsLast = Comparator.comparingLong(Happening::updatedAt)
                        .thenComparingLong(Happening::at)
                        .compare(own.get(), beside.get())
                >= 0;
        var last = ownIsLast ? own.get() : beside.get();
        var other = ownIsLast ? beside.get() : own.get();
        return Optional.of(new Now(last.shown(), other.shown(), last.at()));
    }

    private static Optional<Happening> newest(Collection<Happening> copies, boolean own) {
        return copies.stream()
                .filter(one -> one.shown() != null && one.own() == own)
                .max(UPDATED);
    }

    private <T> T either(Function<Shown, T> field) {
        var value = field.apply(last);
        return value == null && other != null ? field.apply(other) : value;
    }

    Long forgeId() {
        return either(Shown::forgeId);
    }

    String title() {
        return last.title();
    }

    String body() {
        return either(Shown::body);
    }

    String htmlUrl() {
        return either(Shown::htmlUrl);
    }

    Who author() {
        return either(Shown::author);
    }

    String headRef() {
        return either(Shown::headRef);
    }

    String headSha() {
        return either(Shown::headSha);
    }

    String baseRef() {
        return either(Shown::baseRef);
    }

    List<String> labels() {
        return last.labels();
    }

    boolean draft() {
        return Boolean.TRUE.equals(either(Shown::draft));
    }

    boolean merged() {
        return mergedAt() != null || Boolean.TRUE.equals(either(Shown::merged));
    }

    boolean closed() {
        return last.closed() || merged();
    }

    Instant createdAt() {
        return last.createdAt();
    }

    Instant updatedAt() {
        return last.updatedAt() == null ? Instant.ofEpochMilli(at) : last.updatedAt();
    }

    Instant closedAt() {
        return last.closedAt() == null && merged() ? mergedAt() : last.closedAt();
    }

    Instant mergedAt() {
        return either(Shown::mergedAt);
    }

    Who mergedBy() {
        return either(Shown::mergedBy);
    }

    String mergeCommitSha() {
        return either(Shown::mergeCommitSha);
    }
}
