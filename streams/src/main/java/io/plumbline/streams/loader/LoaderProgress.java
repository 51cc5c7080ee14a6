package io.plumbline.streams.loader;

import java.time.Instant;
import java.util.List;

/**
 * How far the loader is, for the pages.
 *
 * @param rows inserted since the start
 * @param deadLetters records that could not be read since the start
 * @param lastInsertAt last acknowledged insert; null before the first
 * @param failingSince first of the inserts that have failed in a row; null when all is well
 * @param lastError of them; null when all is well
 */
public record LoaderProgress(
        long rows,
        long deadLetters,
        Instant lastInsertAt,
        Instant failingSince,
        String lastError,
        List<PartitionProgress> partitions) {

    /**
     * One partition of one topic.
     *
     * @param loaded offset up to which everything is in ClickHouse
     * @param lag offsets between {@code loaded} and the end of what is committed, transaction markers included
     */
    public record PartitionProgress(String topic, int partition, long loaded, long lag) {}

    /** About how many records are in Kafka and not yet in ClickHouse; a second old at most. */
    public long lag() {
        return partitions.stream().mapToLong(PartitionProgress::lag).sum();
    }
}
