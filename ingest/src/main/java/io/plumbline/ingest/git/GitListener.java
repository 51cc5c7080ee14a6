package io.plumbline.ingest.git;

import java.time.Duration;

/** Told how reading a clone goes, on the reading thread. Methods should be quick. */
public interface GitListener {

    GitListener SILENT = new GitListener() {};

    /**
     * Every 256 commits.
     *
     * @param read of {@code total}
     * @param sent of these, because they had not been sent before
     */
    default void progress(int read, int total, int sent, Duration elapsed) {}

    /** Something to know about the clone; reading goes on. */
    default void warning(String text) {}
}
