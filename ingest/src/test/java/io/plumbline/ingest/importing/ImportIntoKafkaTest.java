package io.plumbline.ingest.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.ingest.raw.RawEventProducer.Pace;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.testing.TestServices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real broker. */
class ImportIntoKafkaTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void freshTopics() {
        TestServices.kafka().freshTopics(List.of(fresh(Topics.RAW_EVENT), fresh(Topics.DEAD_LETTER)));
    }

    @Test
    void everyLineOfTheArchiveFileIsARawEventUnderItsRepository() throws Exception {
        var file = SharedData.archiveFile();

        var result = run(FileFormat.GHARCHIVE, file);

        assertThat(result.events()).isEqualTo(800);
        assertThat(result.badLines()).isZero();
        var lines = Files.readAllLines(file);
        var records = read(Topics.RAW_EVENT);
        assertThat(records).hasSize(800);
        assertThat(records.stream().map(record -> text(record.value().getPayload())))
                .containsExactlyInAnyOrderElementsOf(lines);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo(record.value().getRepo());
            assertThat(record.timestamp())
                    .isEqualTo(record.value().getReceivedAt().toEpochMilli());
        });
    }

    @Test
    void aBadLineIsADeadLetterUnderItsId() throws Exception {
        var file = Files.writeString(folder.resolve("bad.ndjson"), "nonsense\n");

        run(FileFormat.GITHUB_DELIVERIES, file);

        var letters = read(Topics.DEAD_LETTER);
        assertThat(letters).hasSize(1);
        DeadLetter letter = letters.get(0).value();
        assertThat(letters.get(0).key()).isEqualTo(letter.getId());
        assertThat(text(letter.getPayload())).isEqualTo("nonsense");
        assertThat(letter.getLocation()).isEqualTo("bad.ndjson:1");
    }

    @Test
    void aPayloadOfTwentyFiveMegabytesArrives() throws Exception {
        var payload = "{\"x\":\"" + "y".repeat(25 * 1024 * 1024) + "\"}";
        var file = Files.writeString(folder.resolve("large"), line(1, payload));

        run(FileFormat.GITHUB_DELIVERIES, file);

        assertThat(read(Topics.RAW_EVENT).get(0).value().getPayload().remaining())
                .isEqualTo(payload.length());
    }

    /** Twice as far as one kill: the second process is killed as well, the third import finishes. */
    @Test
    void afterKillNineTheImportGoesOnAndEveryLineIsThere() throws Exception {
        var count = 400_000;
        var file = folder.resolve("many.ndjson");
        try (var writer = Files.newBufferedWriter(file)) {
            for (var i = 0; i < count; i++) {
                writer.write(line(i, "{\"n\":" + i + ",\"filling\":\"" + "abcdefghij".repeat(10) + "\"}"));
            }
        }

        var first = killAfter(60_000, file);
        var second = killAfter(60_000, file);
        var resumed = run(FileFormat.GITHUB_DELIVERIES, file);

        var records = read(Topics.RAW_EVENT);
        var ids = new HashSet<String>();
        records.forEach(record -> ids.add(record.value().getDeliveryId()));
        System.out.printf(
                "killed after %d and %d events; resumed with %d of %d lines left; %d records, %d of them twice%n",
                first, second, resumed.lines(), count, records.size(), records.size() - ids.size());
        assertThat(ids).hasSize(count);
        assertThat(resumed.lines()).isLessThan(count);
    }

    /** Gives the number of events that the process had sent when it last said so. */
    private long killAfter(long events, Path file) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledImport.class.getName(),
                        TestServices.kafka().bootstrapServers(),
                        state().toString(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var sent = 0L;
            for (var line = output.readLine(); line != null && sent < events; line = output.readLine()) {
                if (line.startsWith("events ")) {
                    sent = Long.parseLong(line.substring("events ".length()));
                }
            }
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            // 128 + 9: it had not finished by itself.
            assertThat(process.exitValue()).isEqualTo(137);
            return sent;
        }
    }

    private ImportResult run(FileFormat format, Path file) throws ImportException {
        var kafka =
                Map.<String, Object>of("bootstrap.servers", TestServices.kafka().bootstrapServers());
        try (var producer = new RawEventProducer(kafka, Pace.BULK)) {
            return new FileImport(format, producer, state(), ImportListener.SILENT, Clock.systemUTC())
                    .run(List.of(file));
        }
    }

    private Path state() {
        return folder.resolve("state");
    }

    private static <V> List<ConsumerRecord<String, V>> read(Topic<String, V> topic) {
        return TestServices.kafka()
                .probe(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readToEnd();
    }

    private static NewTopic fresh(Topic<?, ?> topic) {
        return new NewTopic(topic.name(), Optional.of(2), Optional.of((short) 1)).configs(topic.configuration());
    }

    private static String line(int number, String payload) {
        return "{\"guid\":\"g-" + number + "\",\"delivered_at\":\"2024-05-01T10:00:00Z\",\"event\":\"push\","
                + "\"request\":{\"payload\":" + payload + "}}\n";
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
