package io.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KafkaServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final KafkaService kafka = TestServices.kafka();

    @Test
    void everybodyInThisJvmGetsTheSameBroker() {
        assertThat(TestServices.kafka()).isSameAs(kafka);
    }

    @Test
    void freshTopicsAreEmptyEvenWhenTheyWereThereBefore() throws Exception {
        kafka.freshTopics("area.thing.v1");
        send("area.thing.v1", "old");

        kafka.freshTopics("area.thing.v1");
        send("area.thing.v1", "new");

        assertThat(kafka.probe("area.thing.v1").readToEnd())
                .extracting(ConsumerRecord::value)
                .containsExactly("new");
    }

    @Test
    void freshTopicsHaveTheSettingsAskedFor() throws Exception {
        kafka.freshTopics(List.of(
                new NewTopic("area.table.v1", 3, (short) 1).configs(Map.of("cleanup.policy", "compact")),
                new NewTopic("area.stream.v1", 1, (short) 1)));

        try (Admin admin = kafka.admin()) {
            ConfigResource table = new ConfigResource(ConfigResource.Type.TOPIC, "area.table.v1");
            assertThat(admin.describeConfigs(List.of(table))
                            .all()
                            .get()
                            .get(table)
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
            assertThat(admin.describeTopics(List.of("area.table.v1"))
                            .allTopicNames()
                            .get()
                            .get("area.table.v1")
                            .partitions())
                    .hasSize(3);
        }
    }

    @Test
    void aProbeSeesAllPartitionsAndOnlyCommittedTransactions() throws Exception {
        kafka.freshTopics(List.of(new NewTopic("area.split.v1", 3, (short) 1)));
        try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", "probe-test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int partition = 0; partition < 3; partition++) {
                producer.send(new ProducerRecord<>("area.split.v1", partition, "k", "committed " + partition))
                        .get();
            }
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("area.split.v1", 0, "k", "aborted"))
                    .get();
            producer.abortTransaction();
        }

        assertThat(kafka.probe("area.split.v1").readToEnd())
                .extracting(ConsumerRecord::value)
                .containsExactlyInAnyOrder("committed 0", "committed 1", "committed 2");
    }

    @Test
    void aProbeWaitsForRecordsAndSaysWhatItGotInstead() throws Exception {
        kafka.freshTopics("area.slow.v1");
        send("area.slow.v1", "only one");

        assertThat(kafka.probe("area.slow.v1").readAtLeast(1, PATIENCE)).hasSize(1);
        assertThatThrownBy(() -> kafka.probe("area.slow.v1").readAtLeast(2, Duration.ofMillis(300)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Waited 300 ms for: 2 records in area.slow.v1")
                .hasMessageContaining("only one");
    }

    @Test
    void clearLeavesNoTopicsAndNoGroups() throws Exception {
        kafka.freshTopics("area.left-over.v1");
        try (Admin admin = kafka.admin()) {
            admin.alterConsumerGroupOffsets(
                            "left-over", Map.of(new TopicPartition("area.left-over.v1", 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();

            kafka.clear();

            assertThat(admin.listTopics().names().get()).isEmpty();
            assertThat(admin.listGroups(ListGroupsOptions.forConsumerGroups())
                            .all()
                            .get())
                    .isEmpty();
        }
    }

    private void send(String topic, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private KafkaProducer<String, String> producer(Map<String, Object> settings) {
        Map<String, Object> all = new java.util.HashMap<>(settings);
        all.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }
}
