package io.plumbline.dashboards.alert;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

/**
 * A working agreement of a team and where it is told when it is broken.
 *
 * @param accountId whose rights it has, at each look
 * @param threshold broken beyond this
 * @param clearsAt kept again only within this, so that a value at the limit does not tell every hour
 * @param minimum units without which nothing is concluded
 * @param target mail address or URL
 * @param secret signs webhooks; empty for others
 * @param told what its readers were told last
 * @param sequence number of messages so far
 * @param reading of the last look, in words; empty = not looked yet
 */
record Agreement(
        long id,
        long accountId,
        String team,
        Rule rule,
        double threshold,
        double clearsAt,
        int windowDays,
        int minimum,
        Channel channel,
        String target,
        String secret,
        LocalTime quietFrom,
        LocalTime quietUntil,
        ZoneId zone,
        boolean paused,
        Instant snoozedUntil,
        State state,
        State told,
        int sequence,
        String reading,
        Instant checkedAt) {

    /** Where messages go. */
    enum Channel {
        EMAIL,
        SLACK,
        WEBHOOK;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it stands. */
    enum State {
        KEPT,
        BROKEN,
        /** Never had enough to be looked at. */
        UNKNOWN;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String source() {
        return AlertCourier.SORT + ":" + id;
    }

    /**
     * How it stands after a look. Too few units, or people, change nothing: a quiet week neither breaks nor mends.
     */
    State after(Reading found) {
        if (!found.isEnough(minimum)) {
            return state;
        }
        if (rule.isBeyond(found.value(), threshold)) {
            return State.BROKEN;
        }
        if (state == State.BROKEN && rule.isBeyond(found.value(), clearsAt)) {
            return State.BROKEN;
        }
        return State.KEPT;
    }

    /** Whether a state has to be told now. */
    boolean isToTell(State next, Instant now) {
        return !paused && !snoozedUntil.isAfter(now) && next != State.UNKNOWN && next != told;
    }

    /** {@code at most 8 h}. */
    String limit() {
        return (rule.isAtMost() ? "at most " : "at least ") + rule.writeLimit(threshold);
    }

    /** The target without what may be secret in it. */
    String shownTarget() {
        if (channel == Channel.EMAIL) {
            return target;
        }
        var host = java.net.URI.create(target).getHost();
        return channel.id() + " at " + host;
    }
}
