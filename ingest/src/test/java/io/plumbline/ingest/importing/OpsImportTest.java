package io.plumbline.ingest.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.raw.OpsGlance;
import io.plumbline.schema.raw.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpsImportTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Instant FETCHED = Instant.parse("2026-05-01T10:00:00Z");
    private static final String RESOLVED =
            "{\"event\":{\"id\":\"01BZ\",\"event_type\":\"incident.resolved\",\"occurred_at\":\"2026-01-02T03:00:00.500Z\",\"data\":{\"id\":\"Q1\"}}}";

    @TempDir
    private Path folder;

    private final RecordingSink sink = new RecordingSink(1);

    @Test
    void aBodyOfAWebhookIsTheSameRawEventFromAFile() throws Exception {
        run(FileFormat.PAGERDUTY, "bodies.ndjson", RESOLVED + "\n");

        var webhook = OpsGlance.at("pagerduty", RESOLVED.getBytes(StandardCharsets.UTF_8));
        var stored = sink.events.get(0);
        assertThat(stored.getSource()).isEqualTo("pagerduty");
        assertThat(stored.getDeliveryId()).isEqualTo(webhook.deliveryId()).isEqualTo("01BZ");
        assertThat(stored.getEventType()).isEqualTo(webhook.eventType()).isEqualTo("incident.resolved");
        assertThat(stored.getReceivedAt()).isEqualTo(Instant.parse("2026-01-02T03:00:00.500Z"));
        assertThat(stored.getPayload()).isEqualTo(ByteBuffer.wrap(RESOLVED.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aListOverManyLinesIsOneRawEventOfTheFilesOwnTime() throws Exception {
        run(FileFormat.OPSGENIE, "incidents.json", "[\n {\n  \"id\": \"a\"\n },\n {\n  \"id\": \"b\"\n }\n]\n");

        assertThat(sink.events).hasSize(1);
        assertThat(sink.events.get(0).getEventType()).isEqualTo("document");
        assertThat(sink.events.get(0).getDeliveryId()).startsWith("sha256-");
        assertThat(sink.events.get(0).getReceivedAt()).isEqualTo(FETCHED);
    }

    @Test
    void aDeploymentIsKeptByItsRepository() throws Exception {
        run(
                FileFormat.DEPLOYMENTS,
                "deployments.ndjson",
                "{\"id\":\"1\",\"repo\":\"octo/hello\"}\n{\"id\":\"2\",\"repo\":\"no repository\"}\n");

        assertThat(sink.events).extracting(RawEvent::getRepo).containsExactly("octo/hello", null);
    }

    @Test
    void aBadLineIsADeadLetterWithItsBytesAndTheOthersGoOn() throws Exception {
        run(FileFormat.INCIDENTS, "incidents.ndjson", "{\"id\":\"1\"}\n{\"id\":\n\"text\"\n{\"id\":\"2\"}\n");

        assertThat(sink.events).hasSize(2);
        assertThat(sink.letters)
                .extracting(letter -> StandardCharsets.UTF_8
                        .decode(letter.getPayload().duplicate())
                        .toString())
                .containsExactly("{\"id\":", "\"text\"");
        assertThat(sink.letters)
                .allSatisfy(letter -> assertThat(letter.getSource()).isEqualTo("incidents"));
    }

    @Test
    void anIdThatIsNoneIsNotTakenForOne() throws Exception {
        for (var id : List.of("\"\"", "7", "\"with space\"", "\"" + "x".repeat(129) + "\"", "{}", "null")) {
            var body = "{\"event\":{\"id\":" + id + ",\"event_type\":\"<script>\"}}";
            var glance = OpsGlance.at("pagerduty", body.getBytes(StandardCharsets.UTF_8));
            assertThat(glance.deliveryId()).as(id).startsWith("sha256-");
            assertThat(glance.eventType()).isEqualTo(OpsGlance.UNNAMED);
        }
    }

    private void run(FileFormat format, String name, String content) throws Exception {
        var file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(FETCHED));
        new FileImport(format, sink, folder.resolve("state"), ImportListener.SILENT, CLOCK).run(List.of(file));
    }
}
