package io.plumbline.streams.loader;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Rows of consecutive records of one partition, on their way into one table or several. */
final class Batch {

    /** What goes into one table. */
    static final class Part {

        private final Rows mapping;
        private final RowBinaryWriter writer = new RowBinaryWriter();
        private int rows;

        private Part(Rows mapping) {
            this.mapping = mapping;
        }

        /** False when the record is no row of this table. */
        private boolean add(ConsumerRecord<byte[], byte[]> record) {
            if (!mapping.write(record, writer)) {
                return false;
            }
            rows++;
            return true;
        }

        Rows mapping() {
            return mapping;
        }

        RowBinaryWriter writer() {
            return writer;
        }

        int rows() {
            return rows;
        }
    }

    private final TopicPartition partition;
    private final List<Part> parts;
    private final long startedNanos;
    private final long firstOffset;
    private long lastOffset;

    Batch(TopicPartition partition, List<Rows> mappings, long firstOffset, long startedNanos) {
        this.partition = partition;
        this.parts = mappings.stream().map(Part::new).toList();
        this.firstOffset = firstOffset;
        this.lastOffset = firstOffset;
        this.startedNanos = startedNanos;
    }

    /**
     * @throws RuntimeException when the record cannot be read; it counts as passed all the same, without a row in any
     *     table
     */
    void add(ConsumerRecord<byte[], byte[]> record) {
        lastOffset = record.offset();
        var sizes = parts.stream().mapToInt(part -> part.writer.size()).toArray();
        var rows = parts.stream().mapToInt(Part::rows).toArray();
        boolean read = false;
        try {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).add(record)) {
                    parts.get(i).writer.truncate(sizes[i]);
                }
            }
            read = true;
        } finally {
            for (int i = 0; !read && i < parts.size(); i++) {
                parts.get(i).writer.truncate(sizes[i]);
                parts.get(i).rows = rows[i];
            }
        }
    }

    /** The same after a crash as long as the same records are in it; each table takes it once. */
    String token() {
        return partition.topic() + "-" + partition.partition() + "-" + firstOffset + ".." + lastOffset;
    }

    TopicPartition partition() {
        return partition;
    }

    List<Part> parts() {
        return parts;
    }

    long startedNanos() {
        return startedNanos;
    }

    long nextOffset() {
        return lastOffset + 1;
    }

    int rows() {
        return parts.stream().mapToInt(Part::rows).sum();
    }

    int bytes() {
        return parts.stream().mapToInt(part -> part.writer.size()).sum();
    }
}
