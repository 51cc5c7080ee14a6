package io.plumbline.streams.loader;

import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/** One partition: the batch that is being filled, and the one before it that is being inserted. */
final class Lane {

    private final TopicPartition partition;
    private final List<Rows> mappings;
    private Batch filling;
    private Batch inserting;
    private Future<Boolean> insert;
    private boolean paused;
    private long loaded;

    /** @param loaded offset up to which everything had landed before */
    Lane(TopicPartition partition, List<Rows> mappings, long loaded) {
        this.loaded = loaded;
        this.partition = partition;
        this.mappings = mappings;
    }

    Batch filling(long offset, long nanos) {
        if (filling == null) {
            filling = new Batch(partition, mappings, offset, nanos);
        }
        return filling;
    }

    Batch filling() {
        return filling;
    }

    /** Hands the filled batch over. */
    Batch take() {
        inserting = filling;
        filling = null;
        return inserting;
    }

    void inserting(Future<Boolean> running) {
        insert = running;
    }

    boolean isInserting() {
        return insert != null;
    }

    Future<Boolean> insert() {
        return insert;
    }

    /** The insert was acknowledged; the offset to commit. */
    long landed() {
        loaded = inserting.nextOffset();
        insert = null;
        inserting = null;
        return loaded;
    }

    /** Nothing to insert lay before this offset. */
    void passed(long offset) {
        loaded = offset;
    }

    TopicPartition partition() {
        return partition;
    }

    boolean isPaused() {
        return paused;
    }

    void paused(boolean now) {
        paused = now;
    }

    long loaded() {
        return loaded;
    }
}
