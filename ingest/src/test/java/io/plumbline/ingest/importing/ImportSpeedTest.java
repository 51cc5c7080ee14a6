package io.plumbline.ingest.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.ingest.raw.RawEventProducer.Pace;
import io.plumbline.ingest.raw.RawSink;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topics;
import io.plumbline.testing.TestServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Megabytes a second of real payloads; the bound is far below what we see, so that a busy machine does not fail. */
class ImportSpeedTest {

    private static final long FILE_BYTES = 200_000_000;

    @TempDir
    private Path folder;

    @Test
    void readingAndSlicingKeepsUpWithADisk() throws Exception {
        var file = deliveries();
        var discarding = new RawSink() {
            @Override
            public CompletionStage<Void> send(RawEvent event) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletionStage<Void> send(DeadLetter letter) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void flush() {
                assertThat(file).exists();
            }
        };
        run("warm-up", file, discarding);
        var sliced = run("reading and slicing", file, discarding);

        TestServices.kafka()
                .freshTopics(List.of(new NewTopic(Topics.RAW_EVENT.name(), Optional.of(2), Optional.of((short) 1))
                        .configs(Topics.RAW_EVENT.configuration())));
        var kafka =
                Map.<String, Object>of("bootstrap.servers", TestServices.kafka().bootstrapServers());
        try (var producer = new RawEventProducer(kafka, Pace.BULK)) {
            run("into Kafka, acknowledged", file, producer);
        }

        assertThat(sliced).isGreaterThan(50);
    }

    private double run(String what, Path file, RawSink sink) throws ImportException {
        var result = new FileImport(
                        FileFormat.GITHUB_DELIVERIES,
                        sink,
                        folder.resolve("state"),
                        ImportListener.SILENT,
                        Clock.systemUTC())
                .run(List.of(file));
        var seconds = result.elapsed().toNanos() / 1e9;
        var rate = result.bytes() / 1e6 / seconds;
        System.out.printf(
                "%s: %.0f MB/s, %.0f events/s (%d events, %.0f MB)%n",
                what, rate, result.events() / seconds, result.events(), result.bytes() / 1e6);
        return rate;
    }

    private Path deliveries() throws IOException {
        var payloads = SharedData.octokitExamples().stream()
                .map(raw -> new String(raw.getPayload().array(), StandardCharsets.UTF_8))
                .toList();
        var file = folder.resolve("deliveries.ndjson");
        try (var writer = Files.newBufferedWriter(file)) {
            var written = 0L;
            for (var i = 0; written < FILE_BYTES; i++) {
                var payload = payloads.get(i % payloads.size());
                writer.write("{\"guid\":\"g-" + i + "\",\"delivered_at\":\"2024-05-01T10:00:00Z\",\"event\":\"push\","
                        + "\"request\":{\"headers\":{\"X-GitHub-Event\":\"push\"},\"payload\":" + payload + "}}\n");
                written += payload.length();
            }
        }
        return file;
    }
}
