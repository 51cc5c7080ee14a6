package io.plumbline.streams.pullrequest;

import java.time.Instant;
import java.util.List;

/**
 * How long a pull request was an open draft, over all spells; time in which it was closed is left out.
 *
 * @param millis of the spells that ended; wall clock
 * @param since begin of the spell that goes on; null when it is no open draft
 */
record Drafts(long millis, Instant since) {

    /**
     * Being made ready or a draft decides; where no event says so, what events show. Before the first that tells, it was
     * what that one changed or showed.
     *
     * @param moments in order of time
     * @param endedAt null while it is open
     */
    static Drafts of(List<Moment> moments, Instant openedAt, Instant endedAt) {
        var spells = new Spells(openedAt.toEpochMilli());
        moments.forEach(spells::tell);
        return spells.end(endedAt);
    }

    private static final class Spells {

        private Boolean draft;
        private boolean open = true;
        private long since;
        private long stated = Long.MIN_VALUE;
        private long millis;

        Spells(long openedAt) {
            this.since = openedAt;
        }

        void tell(Moment moment) {
            boolean explicit = Kind.READY_FOR_REVIEW.is(moment) || Kind.CONVERTED_TO_DRAFT.is(moment);
            var shown = explicit ? Boolean.valueOf(Kind.CONVERTED_TO_DRAFT.is(moment)) : moment.getDraft();
            if (shown != null) {
                if (draft == null) {
                    draft = explicit ? Boolean.valueOf(!shown) : shown;
                }
                // What else is told of the same second may have been sent before the change.
                if (explicit || moment.getAt() > stated) {
                    become(shown, moment.getAt());
                }
                stated = explicit ? moment.getAt() : stated;
            }
            if (Kind.CLOSED.is(moment) && open) {
                stop(moment.getAt());
                open = false;
            } else if (Kind.REOPENED.is(moment)) {
                since = open ? since : moment.getAt();
                open = true;
            }
        }

        private void become(boolean now, long at) {
            if (now == draft) {
                return;
            }
            stop(at);
            draft = now;
            since = at;
        }

        private void stop(long at) {
            if (open && Boolean.TRUE.equals(draft)) {
                millis += Math.max(0, at - since);
            }
        }

        Drafts end(Instant endedAt) {
            if (endedAt != null) {
                // Closed by what a snapshot says; no event told of it.
                stop(endedAt.toEpochMilli());
                return new Drafts(millis, null);
            }
            boolean goesOn = Boolean.TRUE.equals(draft) && open;
            return new Drafts(millis, goesOn ? Instant.ofEpochMilli(since) : null);
        }
    }
}
