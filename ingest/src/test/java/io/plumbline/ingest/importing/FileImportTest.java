package io.plumbline.ingest.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumbline.ingest.importing.ImportListener.BadLine;
import io.plumbline.ingest.importing.ImportListener.Progress;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.schema.raw.DeadLetter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImportTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final Notes notes = new Notes();

    @Test
    void aBadLineIsReportedKeptAndDoesNotStopTheImport() throws Exception {
        var file = write("deliveries.ndjson", line(1) + "\nnonsense\n\n" + line(2) + "\n{\"guid\":\"g\"}");
        var sink = new RecordingSink(1);

        var result = run(sink, file);

        assertThat(result.finished()).isTrue();
        assertThat(result.lines()).isEqualTo(5);
        assertThat(result.events()).isEqualTo(2);
        assertThat(result.badLines()).isEqualTo(2);
        assertThat(sink.deliveryIds()).containsExactly("g-1", "g-2");
        assertThat(notes.bad).extracting(BadLine::file).containsOnly(file);
        assertThat(notes.bad).extracting(BadLine::line).containsExactly(2L, 5L);
        assertThat(sink.letters)
                .extracting(DeadLetter::getLocation)
                .containsExactly("deliveries.ndjson:2", "deliveries.ndjson:5");
        assertThat(sink.letters.get(0).getPayload()).isEqualTo(ByteBuffer.wrap(utf8("nonsense")));
        assertThat(sink.letters.get(0).getStage()).isEqualTo("import");
    }

    @Test
    void theSameBadBytesHaveTheSameIdWhereverTheyStand() throws Exception {
        var sink = new RecordingSink(1);

        run(sink, write("a", "nonsense\n"), write("b", line(1) + "\nnonsense"));

        assertThat(sink.letters)
                .extracting(DeadLetter::getId)
                .hasSize(2)
                .containsOnly(sink.letters.get(0).getId());
    }

    @Test
    void gzippedFilesAreUnpackedWhateverTheirNameAndHoweverManyMembersTheyHave() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.write(gzip(line(1) + "\n" + line(2)));
        bytes.write(gzip("\n" + line(3) + "\n"));
        var file = Files.write(folder.resolve("noextension"), bytes.toByteArray());
        var sink = new RecordingSink(1);

        var result = run(sink, file);

        assertThat(sink.deliveryIds()).containsExactly("g-1", "g-2", "g-3");
        assertThat(result.bytes()).isEqualTo(bytes.size());
        assertThat(notes.last().bytesDone()).isEqualTo(bytes.size());
    }

    @Test
    void aGzipFileThatEndsEarlyIsImportedAsFarAsItGoesAndThenAnError() throws Exception {
        var whole = gzip(lines(0, 20_000));
        var file = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        var sink = new RecordingSink(1);

        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> run(sink, file))
                .withMessageContaining("cut.gz");

        assertThat(sink.events).isNotEmpty();
    }

    @Test
    void aDirectoryStandsForItsFilesInTheOrderOfTheirNames() throws Exception {
        write("b.json", line(2));
        write("a.json", line(1));
        write(".hidden", line(3));
        Files.createDirectory(folder.resolve("inner"));
        var sink = new RecordingSink(1);

        run(sink, folder);

        assertThat(sink.deliveryIds()).containsExactly("g-1", "g-2");
    }

    @Test
    void aMissingFileIsSaidBeforeAnythingStarts() throws Exception {
        var sink = new RecordingSink(1);
        var there = write("a", line(1));

        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> run(sink, there, folder.resolve("missing.ndjson")))
                .withMessageContaining("There is no file")
                .withMessageContaining("missing.ndjson");

        assertThat(sink.records()).isZero();
    }

    @Test
    void aFinishedImportForgetsWhereItWasAndImportsAgain() throws Exception {
        var file = write("a", lines(0, 10));
        var sink = new RecordingSink(1);

        run(sink, file);
        run(sink, file);

        assertThat(sink.events).hasSize(20);
        assertThat(checkpoints()).isEmpty();
    }

    @Test
    void twoFilesOfTheSameContentAreBothImported() throws Exception {
        var sink = new RecordingSink(1);

        run(sink, write("a", lines(0, 5)), write("b", lines(0, 5)));

        assertThat(sink.events).hasSize(10);
    }

    @Test
    void aStoppedImportGoesOnExactlyWhereItStopped() throws Exception {
        var random = new Random(3);
        for (var round = 0; round < 30; round++) {
            var count = 1 + random.nextInt(15_000);
            var gzipped = random.nextBoolean();
            var file = folder.resolve("round-" + round);
            Files.write(file, gzipped ? gzip(lines(0, count)) : utf8(lines(0, count)));
            var sink = new RecordingSink(round);
            var importer = importer(sink);
            var stopAt = 1 + random.nextInt(count);
            sink.afterEach(() -> {
                if (sink.records() == stopAt) {
                    importer.stop();
                }
            });

            var stopped = importer.run(List.of(file));
            assertThat(stopped.finished()).isFalse();
            // Moved in between: the content is the identity, not the place.
            var moved = Files.move(file, folder.resolve("moved-" + round));
            var resumed = run(sink, moved);

            assertThat(resumed.finished()).isTrue();
            assertThat(resumed.events()).isEqualTo(count - stopAt);
            assertThat(sink.deliveryIds())
                    .isEqualTo(IntStream.range(0, count).mapToObj(i -> "g-" + i).toList());
            assertThat(checkpoints()).isEmpty();
        }
    }

    @Test
    void lineNumbersGoOnAfterAResume() throws Exception {
        var file = write("a", line(1) + "\n" + line(2) + "\nnonsense\n");
        var sink = new RecordingSink(1);
        var importer = importer(sink);
        sink.afterEach(importer::stop);
        importer.run(List.of(file));

        run(new RecordingSink(1), file);

        assertThat(notes.resumedAfter).containsExactly(1L);
        assertThat(notes.bad).extracting(BadLine::line).containsExactly(3L);
    }

    /** The death of the process: nothing is flushed, nothing saved, acknowledgements are lost at random. */
    @Test
    void afterAKillEachLineIsSentAtLeastOnce() throws Exception {
        var random = new Random(5);
        for (var round = 0; round < 20; round++) {
            var count = 10_000 + random.nextInt(10_000);
            var file = write("round-" + round, lines(0, count));
            var killed = new RecordingSink(round);
            var killAt = 1 + random.nextInt(count);
            killed.afterEach(() -> {
                if (killed.records() == killAt) {
                    throw new AssertionError("kill -9");
                }
            });
            try {
                run(killed, file);
            } catch (AssertionError expected) {
                assertThat(expected).hasMessage("kill -9");
            }
            var second = new RecordingSink(round);

            run(second, file);

            // What had been sent but not acknowledged may be lost with the process, so it must come again.
            var ids = new HashSet<>(killed.acknowledged);
            ids.addAll(second.deliveryIds());
            assertThat(ids).hasSize(count);
            assertThat(checkpoints()).isEmpty();
        }
    }

    @Test
    void whenKafkaRefusesTheImportEndsAndTheNextOneSendsWhatWasRefused() throws Exception {
        var file = write("a", lines(0, 9_000));
        var refusing = new RecordingSink(1).failFrom(6_000);

        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> run(refusing, file))
                .withMessageContaining("Kafka did not store all lines");
        var second = new RecordingSink(1);
        run(second, file);

        assertThat(second.deliveryIds().get(0)).isEqualTo("g-6000");
        assertThat(second.events).hasSize(3_000);
    }

    @Test
    void filesThatWereDoneBeforeTheInterruptionAreNotSentAgain() throws Exception {
        var first = write("a", lines(0, 5));
        var second = write("b", lines(5, 10));
        var sink = new RecordingSink(1);
        var importer = importer(sink);
        sink.afterEach(() -> {
            if (sink.records() == 7) {
                importer.stop();
            }
        });
        importer.run(List.of(first, second));

        var result = run(sink, first, second);

        assertThat(result.finished()).isTrue();
        assertThat(notes.skipped).containsExactly(first);
        assertThat(sink.deliveryIds())
                .isEqualTo(IntStream.range(0, 10).mapToObj(i -> "g-" + i).toList());
        assertThat(checkpoints()).isEmpty();
    }

    @Test
    void aLineOfSixtyFourMegabytesIsImported() throws Exception {
        // Escapes make a line six times as long as the text in it.
        var text = "\\u00e9".repeat((64 * 1024 * 1024 - 1_000) / 6);
        var payload = "\"{\\\"x\\\":\\\"" + text + "\\\"}\"";
        var file = write("a", line(1) + "\n" + line(2).replace("{\"n\":2}", payload) + "\n" + line(3));
        var sink = new RecordingSink(1);

        run(sink, file);

        assertThat(notes.bad).isEmpty();
        assertThat(sink.deliveryIds()).containsExactly("g-1", "g-2", "g-3");
        assertThat(sink.events.get(1).getPayload().remaining()).isGreaterThan(20_000_000);
    }

    @Test
    void aPayloadThatNoRecordCanHoldIsADeadLetterWithItsBeginning() throws Exception {
        var payload = "{\"x\":\"" + "y".repeat(40 * 1024 * 1024) + "\"}";
        var file = write("a", line(1).replace("{\"n\":1}", payload) + "\n" + line(2));
        var sink = new RecordingSink(1);

        run(sink, file);

        assertThat(sink.deliveryIds()).containsExactly("g-2");
        assertThat(sink.letters.get(0).getPayload().remaining()).isEqualTo(RawEventProducer.MAX_PAYLOAD_BYTES);
        assertThat(sink.letters.get(0).getReason()).contains("more than").contains("cut: the first");
    }

    @Test
    void aLineThatIsTooLongIsADeadLetterAndTheNextOneIsRead() throws Exception {
        var file = write("a", "x".repeat(5_000) + "\n" + line(2) + "\n");
        var sink = new RecordingSink(1);

        new FileImport(FileFormat.GITHUB_DELIVERIES, sink, folder.resolve("state"), notes, CLOCK, 1_000)
                .run(List.of(file));

        assertThat(sink.deliveryIds()).containsExactly("g-2");
        assertThat(notes.bad)
                .extracting(BadLine::reason)
                .containsExactly("the line is longer than 1000 bytes; its beginning is kept");
        assertThat(sink.letters.get(0).getPayload().remaining()).isEqualTo(1_000);
    }

    @Test
    void progressEndsAtTheTotal() throws Exception {
        run(new RecordingSink(1), write("a", lines(0, 30_000)), write("b", lines(0, 10)));

        assertThat(notes.progress).hasSizeGreaterThan(3);
        assertThat(notes.progress).isSortedAccordingTo((a, b) -> Long.compare(a.bytesDone(), b.bytesDone()));
        assertThat(notes.last().bytesDone()).isEqualTo(notes.last().bytesTotal());
        assertThat(notes.last().events()).isEqualTo(30_010);
        assertThat(notes.last().fileNumber()).isEqualTo(2);
    }

    private ImportResult run(RecordingSink sink, Path... files) throws ImportException {
        return importer(sink).run(List.of(files));
    }

    private FileImport importer(RecordingSink sink) {
        return new FileImport(FileFormat.GITHUB_DELIVERIES, sink, folder.resolve("state"), notes, CLOCK);
    }

    private List<Path> checkpoints() throws IOException {
        try (var files = Files.list(folder.resolve("state"))) {
            return files.toList();
        }
    }

    private Path write(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), utf8(content));
    }

    private static String lines(int from, int to) {
        var lines = new StringBuilder();
        for (var i = from; i < to; i++) {
            lines.append(line(i)).append('\n');
        }
        return lines.toString();
    }

    private static String line(int number) {
        return "{\"guid\":\"g-" + number + "\",\"delivered_at\":\"2024-05-01T10:00:00Z\",\"event\":\"push\","
                + "\"request\":{\"payload\":{\"n\":" + number + "}}}";
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(utf8(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Notes implements ImportListener {
        private final List<BadLine> bad = new ArrayList<>();
        private final List<Progress> progress = new ArrayList<>();
        private final List<Long> resumedAfter = new ArrayList<>();
        private final List<Path> skipped = new ArrayList<>();

        Progress last() {
            return progress.get(progress.size() - 1);
        }

        @Override
        public void progress(Progress now) {
            progress.add(now);
        }

        @Override
        public void badLine(BadLine line) {
            bad.add(line);
        }

        @Override
        public void resumed(Path file, long line) {
            resumedAfter.add(line);
        }

        @Override
        public void skipped(Path file) {
            skipped.add(file);
        }
    }
}
