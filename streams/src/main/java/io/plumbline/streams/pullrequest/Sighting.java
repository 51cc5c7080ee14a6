package io.plumbline.streams.pullrequest;

/**
 * One delivery of one event, reduced to what the rules need.
 *
 * @param snapshot null when the event shows none
 * @param body of the pull request, not yet read; null when the snapshot states none
 * @param full the snapshot comes from an event of the pull request itself, not from a review, comment or thread
 */
record Sighting(String provider, String repo, int number, Moment moment, Snapshot snapshot, String body, boolean full)
        implements Input {}
