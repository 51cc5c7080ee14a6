package io.plumbline.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class EmbeddedKafkaTest {
    @TempDir
    Path directory;

    @Test
    void recordsAndCommittedOffsetsSurviveARestartOnAnotherPort() throws Exception {
        TopicPartition partition = new TopicPartition("kept", 0);
        String firstAddress;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            firstAddress = kafka.bootstrapServers();
            Clients.createTopic(firstAddress, "kept", Map.of());
            Clients.send(firstAddress, "kept", List.of("a", "b", "c"));
            try (Admin admin = Clients.admin(firstAddress)) {
                admin.alterConsumerGroupOffsets("readers", Map.of(partition, new OffsetAndMetadata(2)))
                        .all()
                        .get();
            }
        }

        try (ServerSocket portTakenBySomebodyElse = bind(portOf(firstAddress));
                EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                Admin admin = Clients.admin(kafka.bootstrapServers())) {
            assertThat(portTakenBySomebodyElse.isBound()).isTrue();
            assertThat(Clients.readToEnd(kafka.bootstrapServers(), "kept"))
                    .extracting(record -> record.value())
                    .containsExactly("a", "b", "c");
            assertThat(admin.listConsumerGroupOffsets("readers")
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .containsEntry(partition, new OffsetAndMetadata(2));
        }
    }

    @Test
    void listensOnLoopbackOnlyAndOnThePortAskedFor() throws Exception {
        int free;
        try (ServerSocket probe = bind(0)) {
            free = probe.getLocalPort();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, free);
                Admin admin = Clients.admin(kafka.bootstrapServers())) {
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + free);
            assertThat(admin.describeCluster().nodes().get())
                    .extracting(node -> node.host() + ":" + node.port())
                    .containsExactly(kafka.bootstrapServers());
        }
    }

    @Test
    void aTakenPortIsNamedAndLeavesTheDirectoryFree() throws Exception {
        try (ServerSocket taken = bind(0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken");
        }

        EmbeddedKafka.start(directory, 0).close();
    }

    @Test
    void aSecondBrokerOfTheSameProcessOnTheDirectoryIsRefused() {
        try (EmbeddedKafka first = EmbeddedKafka.start(directory, 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0)).hasMessageContaining("is in use");

            assertThat(first.isHealthy()).isTrue();
        }
    }

    @Test
    void aRecordOfTwentyMegabytesGoesThroughUnchanged() throws Exception {
        String large = "0123456789".repeat(2_000_000);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Clients.createTopic(kafka.bootstrapServers(), "large", Map.of());
            try (KafkaProducer<String, String> producer = Clients.producer(
                    kafka.bootstrapServers(),
                    Map.of("max.request.size", 32 * 1024 * 1024, "buffer.memory", 64 * 1024 * 1024))) {
                Clients.await(producer, new ProducerRecord<>("large", large));
            }

            assertThat(Clients.readToEnd(kafka.bootstrapServers(), "large"))
                    .singleElement()
                    .satisfies(record -> assertThat(record.value().equals(large))
                            .as("the same text came back")
                            .isTrue());
        }
    }

    @Test
    void aCompactedTopicForgetsOverwrittenValuesAndKeepsTheLast() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            String bootstrap = kafka.bootstrapServers();
            Clients.createTopic(
                    bootstrap,
                    "compacted",
                    Map.of("cleanup.policy", "compact", "segment.ms", "100", "min.cleanable.dirty.ratio", "0.01"));

            try (KafkaProducer<String, String> producer = Clients.producer(bootstrap, Map.of())) {
                for (int round = 0; round < 5; round++) {
                    for (String key : List.of("x", "y")) {
                        Clients.await(producer, new ProducerRecord<>("compacted", key, key + round));
                    }
                }
                long deadline = System.nanoTime() + Clients.PATIENCE.toNanos();
                List<String> left;
                do {
                    assertThat(System.nanoTime()).as("compacted in time").isLessThan(deadline);
                    // The active segment is never compacted; a record now and then makes it roll.
                    Clients.await(producer, new ProducerRecord<>("compacted", "tick", "tick"));
                    left = Clients.readToEnd(bootstrap, "compacted").stream()
                            .map(record -> record.value())
                            .filter(value -> !value.equals("tick"))
                            .toList();
                } while (left.size() > 2);

                assertThat(left).containsExactly("x4", "y4");
            }
        }
    }

    @Test
    void aTopicNobodyCreatedDoesNotAppearByBeingUsed() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                Admin admin = Clients.admin(kafka.bootstrapServers())) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("mispelt"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void stopsWithinSecondsWhileClientsAreConnected() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        Clients.createTopic(kafka.bootstrapServers(), "busy", Map.of());
        Clients.send(kafka.bootstrapServers(), "busy", List.of("one"));
        try (KafkaConsumer<String, String> consumer = Clients.consumer(kafka.bootstrapServers())) {
            consumer.assign(List.of(new TopicPartition("busy", 0)));
            assertThat(consumer.poll(Duration.ofSeconds(30))).hasSize(1);

            long before = System.nanoTime();
            kafka.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aBrokenDiskMakesTheBrokerUnhealthyAndLeavesTheProcessAlive() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        CompletableFuture<Throwable> toldLate = new CompletableFuture<>();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            kafka.onFailure(told::complete);
            assertThat(kafka.isHealthy()).isTrue();

            breakDiskUnder(kafka);

            assertThat(told.get(30, TimeUnit.SECONDS)).isInstanceOf(EmbeddedKafkaException.class);
            kafka.onFailure(toldLate::complete);
            assertThat(toldLate).isCompleted();
            assertThat(kafka.isHealthy()).isFalse();
        }
    }

    /** Puts a file where the log directory was, so that the next topic cannot get its files. */
    private void breakDiskUnder(EmbeddedKafka kafka) throws Exception {
        Path log = directory.resolve("log");
        Files.move(log, directory.resolve("moved-away"));
        Files.createFile(log);
        try (Admin admin = Clients.admin(kafka.bootstrapServers())) {
            admin.createTopics(List.of(new NewTopic("unlucky", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }
}
