package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CommitsTest {

    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    /** Kafka's own stand-in for a broker, which can be told to refuse. */
    private static final class Forgetful extends MockConsumer<byte[], byte[]> {

        private boolean refusing;

        private Forgetful() {
            super("earliest");
            assign(List.of(PARTITION));
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            if (refusing) {
                callback.onComplete(offsets, new RetriableCommitFailedException("away"));
            } else {
                super.commitAsync(offsets, callback);
            }
        }

        private Long committed() {
            var offset = committed(Set.of(PARTITION)).get(PARTITION);
            return offset == null ? null : offset.offset();
        }
    }

    @Test
    void aRefusedCommitIsRepeatedWithWhatHasLandedByThenAlthoughNothingMoreArrives() {
        var kafka = new Forgetful();
        var commits = new Commits(kafka);
        var lane = new Lane(PARTITION, List.of(), 0);
        var lanes = Map.of(PARTITION, lane);
        kafka.refusing = true;
        lane.passed(7);
        commits.send(new HashMap<>(Map.of(PARTITION, new OffsetAndMetadata(7))), lanes, System.nanoTime());
        assertThat(kafka.committed()).isNull();

        kafka.refusing = false;
        lane.passed(9);
        commits.send(
                new HashMap<>(),
                lanes,
                System.nanoTime() + Duration.ofSeconds(1).toNanos());

        assertThat(kafka.committed()).isEqualTo(9);
    }

    @Test
    void whatWasTakenIsNotToldAgain() {
        var kafka = new Forgetful();
        var commits = new Commits(kafka);
        var lane = new Lane(PARTITION, List.of(), 7);
        commits.send(new HashMap<>(Map.of(PARTITION, new OffsetAndMetadata(7))), Map.of(PARTITION, lane), 0);
        lane.passed(9);

        commits.send(
                new HashMap<>(), Map.of(PARTITION, lane), Duration.ofHours(1).toNanos());

        assertThat(kafka.committed()).isEqualTo(7);
    }
}
