package io.plumbline.streams.loader;

import io.plumbline.streams.loader.LoaderProgress.PartitionProgress;
import java.time.Instant;
import java.util.List;

/** What {@link LoaderProgress} shows, gathered from the loader's threads. */
final class LoaderStatus {

    private long rows;
    private long letters;
    private Instant lastInsertAt;
    private Instant failingSince;
    private String lastError;
    private List<PartitionProgress> partitions = List.of();

    synchronized void inserted(int more, Instant at) {
        rows += more;
        lastInsertAt = at;
        failingSince = null;
        lastError = null;
    }

    synchronized void failed(String error, Instant at) {
        failingSince = failingSince == null ? at : failingSince;
        lastError = error;
    }

    synchronized void deadLetter() {
        letters++;
    }

    synchronized void partitions(List<PartitionProgress> now) {
        partitions = List.copyOf(now);
    }

    synchronized Instant failingSince() {
        return failingSince;
    }

    synchronized LoaderProgress progress() {
        return new LoaderProgress(rows, letters, lastInsertAt, failingSince, lastError, partitions);
    }
}
