package io.plumbline.ingest.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumbline.ingest.raw.RawEventProducer.Pace;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.testing.TestServices;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RawEventProducerTest {

    private static final Instant RECEIVED = Instant.parse("2024-05-01T10:00:00.123Z");

    @BeforeEach
    void freshTopics() {
        TestServices.kafka().freshTopics(List.of(fresh(Topics.RAW_EVENT), fresh(Topics.DEAD_LETTER)));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsTakenForStoredBeforeAllReplicasHaveItAndRetriesStoreItOnce(Pace pace) {
        assertThat(RawEventProducer.settings(Map.of(), pace))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
    }

    @Test
    void aRawEventIsKeyedByRepositoryOrElseByDeliveryAtTheTimeOfReceipt() throws Exception {
        try (var producer = producer()) {
            store(producer, event("d-1", "Acme/Doors", new byte[] {1}));
            store(producer, event("d-2", null, new byte[] {2}));
        }

        var records = TestServices.kafka()
                .probe(
                        Topics.RAW_EVENT.name(),
                        Topics.RAW_EVENT.keySerde().deserializer(),
                        Topics.RAW_EVENT.valueSerde().deserializer())
                .readToEnd();
        assertThat(records).extracting(record -> record.key()).containsExactly("Acme/Doors", "d-2");
        assertThat(records).extracting(record -> record.timestamp()).containsOnly(RECEIVED.toEpochMilli());
    }

    @Test
    void theLargestPayloadFitsEvenWhenItCannotBeCompressed() throws Exception {
        var noise = new byte[RawEventProducer.MAX_PAYLOAD_BYTES];
        new Random(1).nextBytes(noise);

        try (var producer = producer()) {
            store(producer, event("d-1", "Acme/Doors", noise));
            producer.send(DeadLetters.of(
                            "import",
                            "github",
                            "d-1",
                            "push",
                            "file:1",
                            "why",
                            RECEIVED,
                            Map.of(),
                            ByteBuffer.wrap(noise)))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatCannotBeStoredFailsItsStageAndThrowsNothing() {
        var producer = producer();

        var tooLarge = producer.send(event("d-1", null, new byte[Topics.MAX_RECORD_BYTES]));
        producer.close();
        var closed = producer.send(event("d-2", null, new byte[0]));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> tooLarge.toCompletableFuture().get(30, TimeUnit.SECONDS))
                .withCauseInstanceOf(RecordTooLargeException.class);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> closed.toCompletableFuture().get(30, TimeUnit.SECONDS))
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void theIdOfADeadLetterRestsOnItsStageSourceAndBytesOnly() {
        var id = letter("import", "github", "a:1", "x").getId();

        assertThat(letter("import", "github", "b:2", "x").getId()).isEqualTo(id);
        assertThat(letter("import", "github", "a:1", "y").getId()).isNotEqualTo(id);
        assertThat(letter("webhook", "github", "a:1", "x").getId()).isNotEqualTo(id);
        assertThat(letter("import", "gharchive", "a:1", "x").getId()).isNotEqualTo(id);
    }

    private static DeadLetter letter(String stage, String source, String location, String bytes) {
        var payload = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.UTF_8));
        return DeadLetters.of(stage, source, null, null, location, "why", RECEIVED, Map.of(), payload);
    }

    private static RawEventProducer producer() {
        return new RawEventProducer(
                Map.of("bootstrap.servers", TestServices.kafka().bootstrapServers()), Pace.PROMPT);
    }

    private static void store(RawEventProducer producer, RawEvent event) throws Exception {
        producer.send(event).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static RawEvent event(String deliveryId, String repo, byte[] payload) {
        return RawEvent.newBuilder()
                .setSource("github")
                .setDeliveryId(deliveryId)
                .setEventType("push")
                .setRepo(repo)
                .setReceivedAt(RECEIVED)
                .setPayload(ByteBuffer.wrap(payload))
                .build();
    }

    private static NewTopic fresh(Topic<?, ?> topic) {
        return new NewTopic(topic.name(), Optional.of(1), Optional.of((short) 1)).configs(topic.configuration());
    }
}
