package io.plumbline.streams.suggestion;

/** What became of a review comment, strongest first (metrics.md 4.2; tier E, a judge, is not computed). */
enum Tier {
    /** Applied: a later commit names the reviewer as co-author. */
    A,
    /** A later push changed the commented lines. */
    B,
    /** Resolved by a person, with a later push to the file. */
    C,
    /** Acknowledged without a change of the code that we know of. */
    D,
    /** Rejected: voted down, declined, resolved without a push, or the pull request ended with the line unchanged. */
    R,
    /** Undecided: the pull request is open, the file is gone, or nothing tells. */
    X
}
