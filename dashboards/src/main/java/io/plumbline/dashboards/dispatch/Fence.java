package io.plumbline.dashboards.dispatch;

/**
 * Stands right before the point from which on a message may be delivered. A sender that was stopped for longer than its lease
 * and wakes up learns here that somebody else has the message now.
 */
public interface Fence {

    /** False = stop, nothing may leave. True is remembered: from now on the fate of the message is open until told. */
    boolean pass();
}
