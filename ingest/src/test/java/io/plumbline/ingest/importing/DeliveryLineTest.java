package io.plumbline.ingest.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumbline.schema.raw.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryLineTest {

    private static final String PAYLOAD =
            "{ \"action\" : \"opened\",\t\"repository\":{\"id\":1, \"full_name\":\"Acme/Doors\"},\"é\":\"\\u00e9\\ud83d {}\" }";

    @Test
    void thePayloadIsTakenByteForByteAsItStandsInTheLine() throws Exception {
        var event = read(line(PAYLOAD));

        assertThat(event.getPayload()).isEqualTo(ByteBuffer.wrap(utf8(PAYLOAD)));
        assertThat(event.getSource()).isEqualTo("github");
        assertThat(event.getDeliveryId()).isEqualTo("g-1");
        assertThat(event.getEventType()).isEqualTo("pull_request");
        assertThat(event.getAction()).isEqualTo("opened");
        assertThat(event.getRepo()).isEqualTo("Acme/Doors");
        assertThat(event.getReceivedAt()).isEqualTo("2024-05-01T10:00:00.250Z");
        assertThat(event.getHeaders()).isEqualTo(Map.of("X-GitHub-Event", "pull_request"));
    }

    @Test
    void thePlaceOfTheLineInTheBufferDoesNotMatter() throws Exception {
        for (var before : new int[] {0, 1, 7, 8_000, 100_000}) {
            var line = utf8(line(PAYLOAD));
            var buffer = new byte[before + line.length + 10];
            System.arraycopy(line, 0, buffer, before, line.length);

            var event = DeliveryLine.read(buffer, before, line.length);

            assertThat(event.getPayload()).isEqualTo(ByteBuffer.wrap(utf8(PAYLOAD)));
        }
    }

    @Test
    void aPayloadThatIsATextIsThatText() throws Exception {
        var event = read(line("\"{\\\"action\\\":\\\"opened\\\",\\\"x\\\":\\\"\\u00e9\\\"}\""));

        assertThat(event.getPayload()).isEqualTo(ByteBuffer.wrap(utf8("{\"action\":\"opened\",\"x\":\"é\"}")));
        assertThat(event.getAction()).isEqualTo("opened");
        assertThat(event.getRepo()).isNull();
    }

    @Test
    void theOrderOfTheFieldsDoesNotMatter() throws Exception {
        var event = read("{\"request\":{\"payload\":" + PAYLOAD
                + ",\"headers\":null},\"response\":{\"payload\":\"ok\"},\"delivered_at\":\"2024-05-01T10:00:00Z\","
                + "\"event\":\"push\",\"guid\":\"g-2\",\"id\":17}");

        assertThat(event.getDeliveryId()).isEqualTo("g-2");
        assertThat(event.getPayload()).isEqualTo(ByteBuffer.wrap(utf8(PAYLOAD)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | not JSON",
                "[1] | not a JSON object",
                "{} | request.payload is missing",
                "{\"guid\":\"g\",\"event\":\"e\",\"delivered_at\":\"2024-05-01T10:00:00Z\",\"request\":{\"payload\":{}}} {} | more than one",
                "{\"guid\":\"g\" | not JSON",
                "{\"event\":\"e\",\"delivered_at\":\"2024-05-01T10:00:00Z\",\"request\":{\"payload\":{}}} | guid is missing",
                "{\"guid\":17,\"event\":\"e\",\"delivered_at\":\"2024-05-01T10:00:00Z\",\"request\":{\"payload\":{}}} | guid is missing",
                "{\"guid\":\"g\",\"delivered_at\":\"2024-05-01T10:00:00Z\",\"request\":{\"payload\":{}}} | event is missing",
                "{\"guid\":\"g\",\"event\":\"e\",\"request\":{\"payload\":{}}} | delivered_at is missing",
                "{\"guid\":\"g\",\"event\":\"e\",\"delivered_at\":\"soon\",\"request\":{\"payload\":{}}} | delivered_at is not a time",
                "{\"guid\":\"g\",\"event\":\"e\",\"delivered_at\":\"2024-05-01T10:00:00Z\",\"request\":{\"payload\":null}} | request.payload is missing",
                "{\"guid\":\"g\",\"event\":\"e\",\"delivered_at\":\"2024-05-01T10:00:00Z\",\"request\":{\"payload\":[]}} | request.payload is neither",
                "{\"guid\":\"g\",\"event\":\"e\",\"delivered_at\":\"2024-05-01T10:00:00Z\",\"request\":{\"payload\":\"x\"}} | request.payload is a text, but not JSON",
            })
    void aBadLineSaysWhatIsWrong(String line, String reason) {
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> read(line))
                .withMessageStartingWith(reason);
    }

    @Test
    void aLineOfTheArchiveIsItsOwnPayload() throws Exception {
        var line = "{\"id\":\"77\",\"type\":\"PushEvent\",\"actor\":{},\"repo\":{\"id\":5,\"name\":\"Acme/Doors\"},"
                + "\"payload\":{\"ref\":\"x\"},\"public\":true,\"created_at\":\"2024-05-01T10:00:00Z\"}";

        var event = ArchiveLine.read(utf8(line), 0, utf8(line).length);

        assertThat(event.getSource()).isEqualTo("gharchive");
        assertThat(event.getDeliveryId()).isEqualTo("77");
        assertThat(event.getEventType()).isEqualTo("PushEvent");
        assertThat(event.getRepo()).isEqualTo("Acme/Doors");
        assertThat(event.getAction()).isNull();
        assertThat(event.getReceivedAt()).isEqualTo("2024-05-01T10:00:00Z");
        assertThat(event.getPayload()).isEqualTo(ByteBuffer.wrap(utf8(line)));
    }

    private static String line(String payload) {
        return "{\"id\":1,\"guid\":\"g-1\",\"delivered_at\":\"2024-05-01T10:00:00.25Z\",\"event\":\"pull_request\","
                + "\"action\":\"opened\",\"request\":{\"headers\":{\"x-github-event\":\"pull_request\","
                + "\"X-Hub-Signature-256\":\"sha256=00\",\"Cookie\":\"c\"},\"payload\":" + payload + "}}";
    }

    private static RawEvent read(String line) throws BadLineException {
        return DeliveryLine.read(utf8(line), 0, utf8(line).length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
