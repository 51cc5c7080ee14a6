package io.plumbline.streams.commit;

/**
 * How much is remembered, so that state is bounded. What goes is the oldest of the whole set, never the last to arrive.
 *
 * @param pushes of one branch
 * @param commits of one push, of one commit list, and of the record that is written
 * @param heads commits that the head of one pull request was at
 * @param records trace records of one commit
 */
record Limits(int pushes, int commits, int heads, int records) {

    static final Limits STANDARD = new Limits(200, 500, 500, 100);

    /** Of one commit. */
    static final int FILES_OF_COMMIT = 300;
    /** As many as GitHub lists. */
    static final int FILES_OF_PULL_REQUEST = 3_000;
    /** Characters. */
    static final int MESSAGE = 16_384;
    /** Of one commit. */
    static final int SESSIONS = 200;
}
