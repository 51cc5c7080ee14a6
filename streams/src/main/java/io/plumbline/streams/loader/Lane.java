package io.plumbline.streams.loader;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/** One partition: the batch that is being filled, and the one before it that is being inserted. */
final class Lane {

    /** In lingers. */
    private static final int LONGEST = 4;
    /** Rows that come so soon after an insert belong to the same flood. */
    private static final long AT_ONCE_NANOS = Duration.ofMillis(500).toNanos();

    private final TopicPartition partition;
    private final List<Rows> mappings;
    private Batch filling;
    private Batch inserting;
    private Future<Boolean> insert;
    private boolean paused;
    private long loaded;
    private long landedNanos;
    private int following;

    /** @param loaded offset up to which everything had landed before */
    Lane(TopicPartition partition, List<Rows> mappings, long loaded) {
        this.loaded = loaded;
        this.partition = partition;
        this.mappings = mappings;
    }

    Batch filling(long offset, long nanos) {
        if (filling == null) {
            filling = new Batch(partition, mappings, offset, nanos);
            following = inserting != null || nanos - landedNanos < AT_ONCE_NANOS ? following + 1 : 0;
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

    /**
     * Whether the batch has waited long enough: the linger for the first after a pause, so that a single event is seen
     * soon, up to {@link #LONGEST} times that while one batch follows the other, so that a flood is not cut into parts
     * that the engine then has to merge.
     */
    boolean isDue(long nanos, Duration linger) {
        return nanos - filling.startedNanos() >= linger.toNanos() * Math.min(LONGEST, 1 + following);
    }

    /** The insert was acknowledged; the offset to commit. */
    long landed(long nanos) {
        landedNanos = nanos;
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
