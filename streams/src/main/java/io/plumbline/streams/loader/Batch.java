package io.plumbline.streams.loader;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Rows of consecutive records of one partition, on their way into one table. */
final class Batch {

    private final TopicPartition partition;
    private final Rows mapping;
    private final RowBinaryWriter writer = new RowBinaryWriter();
    private final long startedNanos;
    private final long firstOffset;
    private long lastOffset;
    private int rows;

    Batch(TopicPartition partition, Rows mapping, long firstOffset, long startedNanos) {
        this.partition = partition;
        this.mapping = mapping;
        this.firstOffset = firstOffset;
        this.lastOffset = firstOffset;
        this.startedNanos = startedNanos;
    }

    /**
     * @throws RuntimeException when the record cannot be read; it counts as passed all the same, without a row
     */
    void add(ConsumerRecord<byte[], byte[]> record) {
        lastOffset = record.offset();
        int before = writer.size();
        boolean written = false;
        try {
            written = mapping.write(record, writer);
        } finally {
            if (written) {
                rows++;
            } else {
                writer.truncate(before);
            }
        }
    }

    /** The same after a crash as long as the same records are in it; ClickHouse takes it once. */
    String token() {
        return partition.topic() + "-" + partition.partition() + "-" + firstOffset + ".." + lastOffset;
    }

    TopicPartition partition() {
        return partition;
    }

    Rows mapping() {
        return mapping;
    }

    RowBinaryWriter writer() {
        return writer;
    }

    long startedNanos() {
        return startedNanos;
    }

    long nextOffset() {
        return lastOffset + 1;
    }

    int rows() {
        return rows;
    }

    int bytes() {
        return writer.size();
    }
}
