package io.plumbline.ingest.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.provenance.ProvenanceEvents;
import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.raw.RawEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvenanceLinesTest {

    private static final Instant CHANGED = Instant.parse("2026-05-01T10:00:00Z");
    private static final FileFormat.Origin ORIGIN = new FileFormat.Origin("octo/hello", CHANGED);
    private static final String NOTE = "{\"schema_version\": \"authorship/3.0.0\", \"files\": [], \"prompts\": {}}";

    @TempDir
    private Path folder;

    @Test
    void aLineThatIsTheNoteIsWrappedByteForByte() throws Exception {
        var line = "{\"commit\": \"c0ffee\",  \"schema_version\": \"authorship/3.0.0\", \"é\": \"\\u00e9\"}";

        var event = read(FileFormat.GIT_AI_NOTES, line);

        assertThat(payload(event)).isEqualTo("{\"repo\":\"octo/hello\",\"sha\":\"c0ffee\",\"note\":" + line + "}");
        assertThat(event.getSource()).isEqualTo("git");
        assertThat(event.getEventType()).isEqualTo("git_ai_note");
        assertThat(event.getRepo()).isEqualTo("octo/hello");
        assertThat(event.getReceivedAt()).isEqualTo(CHANGED);
        assertThat(event.getDeliveryId()).startsWith("octo/hello:c0ffee:");
    }

    @Test
    void aLineMayHoldTheNoteAsGitShowsIt() throws Exception {
        var text = "\"a.rs\\n  s_00000000000000::t_00000000000000 1-3\\n---\\n" + NOTE.replace("\"", "\\\"") + "\"";

        var event = read(FileFormat.GIT_AI_NOTES, "{\"note\":" + text + " ,\"commit\":\"c0ffee\"}");

        assertThat(payload(event)).isEqualTo("{\"repo\":\"octo/hello\",\"sha\":\"c0ffee\",\"note\":" + text + "}");
        assertThat(attribution(event).getSessions())
                .extracting(LineSession::getLines)
                .containsExactly(3);
    }

    @Test
    void aTraceRecordIsWrappedUnderItsIdAndTime() throws Exception {
        var line = "{\"version\":\"0.1.0\",\"id\":\"r1\",\"timestamp\":\"2026-01-23T14:30:00Z\",\"files\":[]}";

        var event = read(FileFormat.AGENT_TRACE, line);

        assertThat(payload(event)).isEqualTo("{\"repo\":\"octo/hello\",\"record\":" + line + "}");
        assertThat(event.getEventType()).isEqualTo("agent_trace");
        assertThat(event.getDeliveryId()).isEqualTo("octo/hello:r1");
        assertThat(event.getReceivedAt()).isEqualTo("2026-01-23T14:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GIT_AI_NOTES | nonsense | not JSON",
                "GIT_AI_NOTES | {\"schema_version\":\"authorship/3.0.0\"} | commit is missing",
                "GIT_AI_NOTES | {\"commit\":7} | commit is missing",
                "AGENT_TRACE | {\"timestamp\":\"2026-01-23T14:30:00Z\"} | id is missing",
                "AGENT_TRACE | {\"id\":\"r1\"} | timestamp is missing",
            })
    void aBadLineSaysWhatIsWrong(FileFormat format, String line, String reason) {
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> read(format, line))
                .withMessageStartingWith(reason);
    }

    @Test
    void withoutARepositoryNothingIsRead() {
        assertThatExceptionOfType(BadLineException.class)
                .isThrownBy(() -> FileFormat.GIT_AI_NOTES.read(
                        utf8("{\"commit\":\"c\"}"), 0, 14, new FileFormat.Origin(null, CHANGED)))
                .withMessageStartingWith("the repository is missing");
    }

    @Test
    void theSameFileImportedLaterIsTheSameRawEvents() throws Exception {
        var file =
                Files.writeString(folder.resolve("notes.jsonl"), "{\"commit\":\"c0ffee\"," + NOTE.substring(1) + "\n");

        var first = importing(file, Instant.parse("2027-01-01T00:00:00Z"));
        var later = importing(file, Instant.parse("2027-06-01T00:00:00Z"));

        assertThat(first).hasSize(1).isEqualTo(later);
    }

    /** The sums were also computed by a script of a few lines over the same file. */
    @Test
    void everyRealNoteIsRead() throws Exception {
        var events = importing(
                        SharedData.folder("data/git_ai_notes").resolve("notes_0-3.jsonl.gz"),
                        Instant.parse("2027-01-01T00:00:00Z"))
                .stream()
                .map(ProvenanceLinesTest::attribution)
                .toList();

        var sums = new TreeMap<String, long[]>();
        for (var event : events) {
            for (var session : event.getSessions()) {
                var sum = sums.computeIfAbsent(session.getTool() + " " + session.getModel(), name -> new long[5]);
                sum[0] += orNothing(session.getAccepted());
                sum[1] += orNothing(session.getOverridden());
                sum[2] += orNothing(session.getAdditions());
                sum[3] += session.getLines();
                sum[4]++;
            }
        }
        System.out.printf(
                "%n%,d notes; accepted, overridden, additions, attested lines, sessions as stated:%n%s%n",
                events.size(),
                sums.entrySet().stream()
                        .sorted(Map.Entry.<String, long[]>comparingByValue((a, b) -> Long.compare(b[0], a[0])))
                        .limit(12)
                        .map(one -> "  " + one.getKey() + " " + Arrays.toString(one.getValue()))
                        .collect(Collectors.joining("\n")));
        assertThat(events).hasSize(2_643);
        assertThat(sums.get("cursor gpt-5-codex")).startsWith(693_177, 292, 1_068_256);
        assertThat(sums.get("claude claude-sonnet-4-5-20250929")).startsWith(592_373, 1_096, 675_706);
        assertThat(sums.get("codex gpt-5.3-codex")).startsWith(183_866, 0, 43_134);
        assertThat(events.stream()
                        .mapToInt(event -> orNothing(event.getHumanLines()))
                        .sum())
                .isPositive();
    }

    private List<RawEvent> importing(Path file, Instant now) throws Exception {
        var sink = new RecordingSink(1);
        var result = new FileImport(
                        FileFormat.GIT_AI_NOTES,
                        sink,
                        folder.resolve("state"),
                        ImportListener.SILENT,
                        Clock.fixed(now, ZoneOffset.UTC))
                .ofRepository("octo/hello")
                .run(List.of(file));
        assertThat(result.badLines()).isZero();
        return sink.events;
    }

    private static LineAttributionEvent attribution(RawEvent raw) {
        return (LineAttributionEvent)
                ((Mapped) ProvenanceEvents.map(raw)).events().get(0);
    }

    private static int orNothing(Integer count) {
        return count == null ? 0 : count;
    }

    private static RawEvent read(FileFormat format, String line) throws BadLineException {
        var padded = utf8("xx" + line + "yy");
        return format.read(padded, 2, padded.length - 4, ORIGIN);
    }

    private static String payload(RawEvent event) {
        return StandardCharsets.UTF_8.decode(event.getPayload().duplicate()).toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
