package io.plumbline.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left when a process with the broker in it gets SIGKILL. */
@Timeout(120)
class EmbeddedKafkaKilledTest {
    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedRecordIsThereAfterKillMinusNine() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        try (BrokerInAnotherJvm victim = BrokerInAnotherJvm.start(directory, "count")) {
            while (acknowledged.size() < 50_000) {
                acknowledged.add(acknowledgedNumber(victim.nextLine()));
            }
            victim.kill();
            for (String line = victim.nextLine(); line != null; line = victim.nextLine()) {
                if (line.endsWith(".")) {
                    acknowledged.add(acknowledgedNumber(line));
                }
            }
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Set<String> found = new HashSet<>();
            Clients.readToEnd(kafka.bootstrapServers(), BrokerInAnotherJvm.TOPIC)
                    .forEach(record -> found.add(record.value()));

            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(50_000);
            assertThat(found).containsAll(acknowledged);
        }
    }

    private static String acknowledgedNumber(String line) {
        assertThat(line).startsWith("acknowledged ").endsWith(".");
        return line.substring("acknowledged ".length(), line.length() - 1);
    }

    @Test
    void aTransactionThatWasOpenIsAbortedAndReadersGoOn() throws Exception {
        try (BrokerInAnotherJvm victim = BrokerInAnotherJvm.start(directory, "transaction")) {
            victim.awaitLine("ready");
            victim.kill();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Clients.send(kafka.bootstrapServers(), BrokerInAnotherJvm.TOPIC, List.of("after the restart"));

            List<String> seen = Clients.readUntil(
                    kafka.bootstrapServers(), BrokerInAnotherJvm.TOPIC, read -> read.contains("after the restart"));
            assertThat(seen).containsExactly("committed 1", "committed 2", "after the restart");
        }
    }

    @Test
    void aRestartedProducerTakesItsTransactionalIdBackWithoutWaitingForTheTimeout() throws Exception {
        try (BrokerInAnotherJvm victim = BrokerInAnotherJvm.start(directory, "transaction")) {
            victim.awaitLine("ready");
            victim.kill();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                KafkaProducer<String, String> successor =
                        Clients.producer(kafka.bootstrapServers(), Map.of("transactional.id", "the-one"))) {
            successor.initTransactions();
            successor.beginTransaction();
            Clients.await(successor, new ProducerRecord<>(BrokerInAnotherJvm.TOPIC, "committed 3"));
            successor.commitTransaction();

            assertThat(Clients.readToEnd(kafka.bootstrapServers(), BrokerInAnotherJvm.TOPIC))
                    .extracting(record -> record.value())
                    .containsExactly("committed 1", "committed 2", "committed 3");
        }
    }

    @Test
    void aDirectoryInUseByAnotherProcessIsRefusedUntilThatProcessIsGone() throws Exception {
        try (BrokerInAnotherJvm other = BrokerInAnotherJvm.start(directory, "hold")) {
            other.awaitLine("ready");

            assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use by another running Plumbline process");
        }

        EmbeddedKafka.start(directory, 0).close();
    }
}
