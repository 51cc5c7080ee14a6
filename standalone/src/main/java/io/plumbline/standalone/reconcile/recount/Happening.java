package io.plumbline.standalone.reconcile.recount;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One event of one pull request.
 *
 * @param deliveryId of the copy
 * @param id the same for every copy of the event (docs/adr/0004-ingest.md)
 * @param subject number of the review or comment; null for others
 * @param actor reviewer or closer; null where it does not matter
 * @param text state of a review, or the label
 * @param namesSuccessor a comment that says what replaces the pull request
 * @param shown null when the payload does not show the pull request
 * @param own the event is one of the pull request itself, not of a review, comment or thread
 * @param claim what such an event says of branches; null for others
 */
record Happening(
        int number,
        String deliveryId,
        String id,
        What what,
        long at,
        long observedAt,
        Long subject,
        Who actor,
        String text,
        boolean namesSuccessor,
        Shown shown,
        boolean own,
        Branching.Claim claim) {

    Happening(
            int number,
            String deliveryId,
            String id,
            What what,
            long at,
            long observedAt,
            Long subject,
            Who actor,
            String text,
            boolean namesSuccessor,
            Shown shown) {
        this(number, deliveryId, id, what, at, observedAt, subject, actor, text, namesSuccessor, shown, false, null);
    }

    Boolean draft() {
        return shown == null ? null : shown.draft();
    }

    /** Only events of the pull request itself state its sizes. */
    Shown.Sizes sizes() {
        return own && shown != null ? shown.sizes() : new Shown.Sizes(null, null, null, null);
    }

    Happening seenAt(long time) {
        return new Happening(
                number, deliveryId, id, what, at, time, subject, actor, text, namesSuccessor, shown, own, claim);
    }

    /** Time of the pull request's last update as this payload knows it. */
    long updatedAt() {
        return shown == null || shown.updatedAt() == null
                ? at
                : shown.updatedAt().toEpochMilli();
    }

    long stated() {
        var sizes = sizes();
        return Stream.of(
                        subject,
                        actor,
                        text,
                        draft(),
                        sizes.additions(),
                        sizes.deletions(),
                        sizes.changedFiles(),
                        sizes.commits())
                .filter(Objects::nonNull)
                .count();
    }

    Instant time() {
        return Instant.ofEpochMilli(at);
    }
}
