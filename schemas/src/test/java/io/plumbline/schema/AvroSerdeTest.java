package io.plumbline.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.AvroSerde;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

    private final AvroSerde<RawEvent> serde = AvroSerde.of(RawEvent.class);

    @Test
    void whatIsWrittenIsRead() {
        var event = RawEvent.newBuilder()
                .setSource("github")
                .setDeliveryId("6f0e2f8e-0000-4000-8000-000000000001")
                .setEventType("pull_request")
                .setAction("opened")
                .setRepo("octo/hello")
                .setReceivedAt(Instant.parse("2026-03-29T01:30:00.123Z"))
                .setHeaders(Map.of("X-GitHub-Event", "pull_request"))
                .setPayload(ByteBuffer.wrap("{\"grüße\":1}".getBytes(StandardCharsets.UTF_8)))
                .build();

        assertThat(serde.fromBytes(serde.toBytes(event))).isEqualTo(event);
    }

    @Test
    void aTombstoneStaysNull() {
        assertThat(serde.serializer().serialize("t", null)).isNull();
        assertThat(serde.deserializer().deserialize("t", (byte[]) null)).isNull();
    }

    @Test
    void foreignBytesAreRefusedWithAClearMessage() {
        assertThatThrownBy(() -> serde.fromBytes("{\"json\": true}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("RawEvent");
        assertThatThrownBy(() -> serde.fromBytes(new byte[0])).isInstanceOf(SerializationException.class);
    }
}
