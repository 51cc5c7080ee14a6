package io.plumbline.ingest.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.importing.ImportListener.BadLine;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportImportTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Instant FETCHED = Instant.parse("2026-05-01T10:00:00Z");
    private static final String DAY = "{\"day\":\"2026-04-01\",\"code_generation_activity_count\":%d}";
    private static final String PRETTY = """

            [
              {
                "day": "2024-03-18",
                "total_suggestions_count": 8
              }
            ]
            """;

    @TempDir
    private Path folder;

    private final RecordingSink sink = new RecordingSink(1);
    private final List<BadLine> bad = new ArrayList<>();

    @Test
    void aDocumentOverManyLinesIsOneRawEvent() throws Exception {
        run(write("usage.json", PRETTY));

        assertThat(sink.events).hasSize(1);
        var event = sink.events.get(0);
        assertThat(event.getSource()).isEqualTo("copilot");
        assertThat(event.getEventType()).isEqualTo("usage");
        assertThat(event.getReceivedAt()).as("the file's own time").isEqualTo(FETCHED);
    }

    @Test
    void theSameContentIsTheSameRawEventAndOtherContentIsAnother() throws Exception {
        run(write("a.json", PRETTY), write("b.json", PRETTY), write("c.json", PRETTY.replace("8", "9")));

        assertThat(sink.deliveryIds()).hasSize(3);
        assertThat(sink.deliveryIds().get(0)).isEqualTo(sink.deliveryIds().get(1));
        assertThat(sink.deliveryIds().get(2)).isNotEqualTo(sink.deliveryIds().get(0));
    }

    @Test
    void oneDocumentALineIsReadLineByLineAndABadLineStandsAlone() throws Exception {
        run(write("users.ndjson", DAY.formatted(1) + "\n{\"day\":\n" + DAY.formatted(2)));

        assertThat(sink.events).extracting(RawEvent::getEventType).containsExactly("usage-metrics", "usage-metrics");
        assertThat(bad).extracting(BadLine::line).containsExactly(2L);
        assertThat(sink.letters.get(0).getLocation()).isEqualTo("users.ndjson:2");
    }

    @Test
    void gzippedDocumentsAreUnpacked() throws Exception {
        var file = folder.resolve("usage.json.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(PRETTY.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        run(file);

        assertThat(sink.events).hasSize(1);
    }

    @Test
    void aDocumentThatEndsInTheMiddleIsOneDeadLetterWithItsFile() throws Exception {
        run(write("cut.json", "{\n \"day_totals\": [\n"), write("good.json", PRETTY));

        assertThat(sink.events).hasSize(1);
        assertThat(sink.letters).hasSize(1);
        assertThat(sink.letters.get(0).getLocation()).isEqualTo("cut.json:1");
        assertThat(sink.letters.get(0).getReason()).startsWith("not JSON");
    }

    @Test
    void downloadLinksAreRefusedWithWhatToDo() throws Exception {
        run(write("links.json", "{\n\"download_links\": [\"https://example.com/x\"]}"));

        assertThat(sink.events).isEmpty();
        assertThat(bad).singleElement().satisfies(line -> assertThat(line.reason())
                .contains("download each link"));
    }

    @Test
    void aDocumentThatIsTooLongIsADeadLetterWithItsBeginning() throws Exception {
        var file = write("long.json", "[\n" + " ".repeat(2_000) + "]");

        new FileImport(FileFormat.COPILOT, sink, folder.resolve("state"), listener(), CLOCK, 1_000).run(List.of(file));

        assertThat(sink.letters).hasSize(1);
        assertThat(sink.letters.get(0).getReason()).contains("longer than 1000 bytes");
    }

    private void run(Path... files) throws ImportException {
        new FileImport(FileFormat.COPILOT, sink, folder.resolve("state"), listener(), CLOCK).run(List.of(files));
    }

    private ImportListener listener() {
        return new ImportListener() {
            @Override
            public void badLine(BadLine line) {
                bad.add(line);
            }
        };
    }

    private Path write(String name, String content) throws IOException {
        var file = Files.writeString(folder.resolve(name), content);
        return Files.setLastModifiedTime(file, FileTime.from(FETCHED));
    }
}
