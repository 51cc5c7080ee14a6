package io.plumbline.streams.loader;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How the records of one topic become rows of one table; a topic may have several, each for a table of its own. */
interface Rows {

    String topic();

    /** Without the database. */
    String table();

    /** Every column of the table, in the order of its DDL and of {@link #write}. */
    List<String> columns();

    /**
     * Appends the record's row.
     *
     * @return false when the record is not a row (a tombstone where nothing can be deleted)
     * @throws RuntimeException when the bytes cannot be read; what was appended by then is taken back by the caller
     */
    boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row);

    /** Falls as the time of observation grows, so that ReplacingMergeTree keeps the first observation. */
    static long firstWins(java.time.Instant observedAt) {
        return Long.MAX_VALUE - observedAt.toEpochMilli();
    }

    /** Grows with every record of a key, so that ReplacingMergeTree keeps the last. */
    static long lastWins(ConsumerRecord<?, ?> record) {
        return record.offset() + 1;
    }
}
