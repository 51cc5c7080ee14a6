package io.plumbline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.importing.FileFormat;
import io.plumbline.ingest.importing.FileImport;
import io.plumbline.ingest.importing.ImportListener;
import io.plumbline.ingest.raw.RawSink;
import io.plumbline.ingest.webhook.Webhook;
import io.plumbline.ingest.webhook.WebhookServer;
import io.plumbline.ingest.webhook.WebhookSettings;
import io.plumbline.ingest.webhook.WebhookSource;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One delivery, posted by GitHub and imported from a file, is one raw event. */
class SameDeliveryTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-05-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String PAYLOAD =
            "{\"action\":\"opened\", \"pull_request\":{\"number\":7,\"title\":\"Tür \\ud83d\",\"state\":\"open\","
                    + "\"created_at\":\"2024-05-01T10:00:00Z\"},\"repository\":{\"full_name\":\"Acme/Doors\"}}";

    @TempDir
    private Path folder;

    @Test
    void aDeliveryIsTheSameRawEventByWebhookAndByFile() throws Exception {
        var posted = post();
        var imported = importLine();

        assertThat(imported.getSource()).isEqualTo(posted.getSource());
        assertThat(imported.getDeliveryId()).isEqualTo(posted.getDeliveryId());
        assertThat(imported.getEventType()).isEqualTo(posted.getEventType());
        assertThat(imported.getAction()).isEqualTo(posted.getAction());
        assertThat(imported.getRepo()).isEqualTo(posted.getRepo());
        assertThat(imported.getPayload()).isEqualTo(posted.getPayload());
        assertThat(posted.getHeaders()).containsAllEntriesOf(imported.getHeaders());
        // Only the moment of receipt is another.
        assertThat(GitHubEvents.map(RawEvent.newBuilder(imported)
                        .setReceivedAt(posted.getReceivedAt())
                        .build()))
                .isEqualTo(GitHubEvents.map(posted));
    }

    private static RawEvent post() throws Exception {
        var sink = new ListSink();
        var settings = WebhookSettings.withSecrets(List.of()).withUnsignedFromLoopback();
        try (var server =
                WebhookServer.start(new Webhook(WebhookSource.GITHUB, settings, sink, CLOCK), "127.0.0.1", 0)) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.port() + WebhookSource.GITHUB.path()))
                    .header("Content-Type", "application/json")
                    .header("X-GitHub-Event", "pull_request")
                    .header("X-GitHub-Delivery", "0b989ba4-242f-11e5-81e1-c7b6966d2516")
                    .POST(BodyPublishers.ofString(PAYLOAD))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(202);
        }
        return sink.events.get(0);
    }

    private RawEvent importLine() throws Exception {
        var line = "{\"id\":12345678,\"guid\":\"0b989ba4-242f-11e5-81e1-c7b6966d2516\","
                + "\"delivered_at\":\"2024-05-01T10:00:01Z\",\"event\":\"pull_request\",\"action\":\"opened\","
                + "\"request\":{\"headers\":{\"X-GitHub-Delivery\":\"0b989ba4-242f-11e5-81e1-c7b6966d2516\","
                + "\"X-GitHub-Event\":\"pull_request\",\"X-Hub-Signature-256\":\"sha256=00\"},\"payload\":" + PAYLOAD
                + "},\"response\":{\"headers\":{},\"payload\":\"ok\"}}";
        var file = Files.writeString(folder.resolve("deliveries.ndjson"), line);
        var sink = new ListSink();
        new FileImport(FileFormat.GITHUB_DELIVERIES, sink, folder.resolve("state"), ImportListener.SILENT, CLOCK)
                .run(List.of(file));
        return sink.events.get(0);
    }

    private static final class ListSink implements RawSink {

        private final List<RawEvent> events = new ArrayList<>();
        private final List<DeadLetter> letters = new ArrayList<>();

        @Override
        public CompletionStage<Void> send(RawEvent event) {
            events.add(event);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> send(DeadLetter letter) {
            letters.add(letter);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void flush() {
            assertThat(letters).isEmpty();
        }
    }
}
