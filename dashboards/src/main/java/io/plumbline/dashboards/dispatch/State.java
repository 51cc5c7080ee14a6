package io.plumbline.dashboards.dispatch;

import java.util.Locale;

/** Where a message is. Nothing leads out of {@link #UNKNOWN} but a person's decision. */
public enum State {
    /** Due, not written yet. */
    PLANNED,
    /** Written; can be sent, or sent again. */
    RENDERED,
    /** Somebody with a lease is at it. */
    SENDING,
    SENT,
    /** Refused for good, or too often. */
    FAILED,
    /** The sender died, or heard nothing, after the recipient may have got it. Never sent again by itself. */
    UNKNOWN,
    /** Not sent on purpose; the reason says why. */
    SKIPPED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
