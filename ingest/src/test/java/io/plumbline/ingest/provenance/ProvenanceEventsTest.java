package io.plumbline.ingest.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.raw.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvenanceEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant RECEIVED = Instant.parse("2026-05-01T10:00:00Z");

    private static final String NOTE = """
            src/main.rs
              s_0123456789abcd::t_0000000000000a 1-10,15
              s_0123456789abcd::t_0000000000000b 9-12
              h_0123456789abcd 30-31
              abcd1234abcd1234 20
            "src/my file.rs"
              s_0123456789abcd::t_0000000000000a 1
              human 5-9
              deadbeefdeadbeef 2,3
            ---
            {"schema_version":"authorship/3.0.0","git_ai_version":"1.5.1","base_commit_sha":"b0",
             "prompts":{"abcd1234abcd1234":{"agent_id":{"tool":"cursor","id":"x","model":"gpt-5"},"messages":[],
               "total_additions":25,"total_deletions":5,"accepted_lines":40,"overriden_lines":2}},
             "sessions":{"s_0123456789abcd":{"agent_id":{"tool":"claude","id":"y","model":"claude-opus-4-6"}}},
             "humans":{"h_0123456789abcd":{"author":"Somebody"}}}
            """;

    @Test
    void aNoteIsReadFromItsText() throws Exception {
        var event = event(note(NOTE));

        assertThat(event.getRepo()).isEqualTo("octo/hello");
        assertThat(event.getSha()).isEqualTo("c0ffee");
        assertThat(event.getStandard()).isEqualTo("git-ai");
        assertThat(event.getStandardVersion()).isEqualTo("3.0.0");
        assertThat(event.getFiles()).isEqualTo(2);
        assertThat(event.getMeta().getProvider()).isEqualTo("github");
        assertThat(event.getMeta().getSource()).isEqualTo("git");
        assertThat(event.getMeta().getEventTime()).isEqualTo(RECEIVED);
        assertThat(event.getSessions())
                .containsExactly(
                        new LineSession("abcd1234abcd1234", "cursor", "gpt-5", 1, 25, 5, 40, 2),
                        // Attested, but by a session of which the note says nothing.
                        new LineSession("deadbeefdeadbeef", null, null, 2, null, null, null, null),
                        // Lines 9 and 10 are named twice and are two lines: 1-12, 15 and one in the other file.
                        new LineSession("s_0123456789abcd", "claude", "claude-opus-4-6", 14, null, null, null, null));
    }

    @Test
    void linesOfPersonsAreThoseThatAreAttestedToThem() throws Exception {
        var attested = event(note(NOTE));
        var untracked = event(note(NOTE.replace("  h_0123456789abcd 30-31\n", "")));

        assertThat(attested.getHumanLines()).isEqualTo(2);
        // The key "human" only says that no AI was seen.
        assertThat(untracked.getHumanLines()).isNull();
    }

    @Test
    void aNoteIsReadAsOneJsonObject() throws Exception {
        var event = event("{\"repo\":\"octo/hello\",\"sha\":\"c0ffee\",\"note\":{\"commit\":\"c0ffee\","
                + "\"schema_version\":\"authorship/3.0.0\",\"files\":[{\"file\":\"a.rs\",\"ranges\":"
                + "[[\"4a60f5ac951ddc7b\",\"36,246,251\"],[\"ai_agent\",\"1-3\"]]}],\"prompts\":{\"4a60f5ac951ddc7b\":"
                + "{\"section\":\"prompts\",\"tool\":\"claude\",\"model\":\"m\",\"total_additions\":2,"
                + "\"total_deletions\":2,\"accepted_lines\":3,\"overriden_lines\":0}}}}");

        assertThat(event.getSessions())
                .containsExactly(
                        new LineSession("4a60f5ac951ddc7b", "claude", "m", 3, 2, 2, 3, 0),
                        new LineSession("ai_agent", null, null, 3, null, null, null, null));
    }

    @Test
    void aNoteWithoutAttestationsAttestsNothing() throws Exception {
        var bare = "{\"schema_version\":\"authorship/3.0.0\",\"base_commit_sha\":\"x\",\"prompts\":{}}";

        for (var text : new String[] {bare, "---\n" + bare}) {
            var event = event(note(text));
            assertThat(event.getSessions()).isEmpty();
            assertThat(event.getHumanLines()).isNull();
            assertThat(event.getFiles()).isZero();
        }
    }

    @Test
    void theSameNoteIsTheSameEventAndAChangedOneIsAnother() throws Exception {
        var first = event(note(NOTE)).getMeta().getEventId();

        assertThat(event(note(NOTE)).getMeta().getEventId())
                .isEqualTo(first)
                .startsWith("line-attribution/git-ai/octo/hello/c0ffee/");
        assertThat(event(note(NOTE.replace(" 20\n", " 21\n"))).getMeta().getEventId())
                .isNotEqualTo(first);
    }

    @Test
    void aTraceRecordIsRead() throws Exception {
        var event = event(trace("""
                {"version":"0.1.0","id":"550e8400-e29b-41d4-a716-446655440000","timestamp":"2026-01-23T14:30:00+01:00",
                 "vcs":{"type":"git","revision":"c0ffee"},"tool":{"name":"cursor","version":"2.4.0"},
                 "files":[
                  {"path":"a.ts","conversations":[
                    {"url":"https://example.org/c/1","contributor":{"type":"ai","model_id":"anthropic/opus"},
                     "ranges":[{"start_line":1,"end_line":10,"content_hash":"murmur3:9f2e"},{"start_line":5,"end_line":12},
                       {"start_line":20,"end_line":20,"contributor":{"type":"ai","model_id":"openai/gpt"}}]},
                    {"contributor":{"type":"human"},"ranges":[{"start_line":30,"end_line":32}]},
                    {"ranges":[{"start_line":50,"end_line":60}]},
                    {"contributor":{"type":"unknown"},"ranges":[{"start_line":70,"end_line":71}]}]},
                  {"path":"b.ts","conversations":[
                    {"contributor":{"type":"mixed","model_id":"m"},"ranges":[{"start_line":1,"end_line":2}]}]}]}"""));

        assertThat(event.getMeta().getEventTime()).isEqualTo("2026-01-23T13:30:00Z");
        assertThat(event.getMeta().getEventId())
                .isEqualTo("line-attribution/agent-trace/octo/hello/550e8400-e29b-41d4-a716-446655440000");
        assertThat(event.getSha()).isEqualTo("c0ffee");
        assertThat(event.getStandard()).isEqualTo("agent-trace");
        assertThat(event.getStandardVersion()).isEqualTo("0.1.0");
        assertThat(event.getHumanLines()).isEqualTo(3);
        assertThat(event.getFiles()).isEqualTo(2);
        assertThat(event.getSessions())
                .containsExactly(
                        // Mixed: somebody's machine took part, but which lines are its nobody says.
                        new LineSession(
                                "550e8400-e29b-41d4-a716-446655440000", "cursor", "m", 0, null, null, null, null),
                        new LineSession(
                                "https://example.org/c/1", "cursor", "anthropic/opus", 12, null, null, null, null),
                        new LineSession("https://example.org/c/1", "cursor", "openai/gpt", 1, null, null, null, null));
    }

    @Test
    void aTraceRecordWithoutAGitRevisionIsAboutNoCommit() {
        var record = "{\"version\":\"0.1\",\"id\":\"i\",\"timestamp\":\"2026-01-23T14:30:00Z\",\"files\":[]%s}";

        assertThat(map("agent_trace", trace(record.formatted("")))).isInstanceOf(Unmapped.class);
        assertThat(map("agent_trace", trace(record.formatted(",\"vcs\":{\"type\":\"jj\",\"revision\":\"qpvuntsm\"}"))))
                .isInstanceOf(Unmapped.class);
        assertThat(map("git_log", "{}")).isEqualTo(new Unmapped("event type not mapped"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | not JSON",
                "[] | not a JSON object",
                "{} {} | not JSON",
                "{\"sha\":\"s\",\"note\":\"x\"} | repo is missing",
                "{\"repo\":\"r/r\",\"note\":\"x\"} | sha is missing",
                "{\"repo\":\"r/r\",\"sha\":7,\"note\":\"x\"} | sha is not a text",
                "{\"repo\":\"r/r\",\"sha\":\"s\"} | note is missing",
                "{\"repo\":\"r/r\",\"sha\":\"s\",\"note\":[]} | note is neither",
                "{\"repo\":\"r/r\",\"sha\":\"s\",\"note\":\"hello\"} | the note has no line ---",
                "{\"repo\":\"r/r\",\"sha\":\"s\",\"note\":\"---\\n{\"} | not JSON",
                "{\"repo\":\"r/r\",\"sha\":\"s\",\"note\":{}} | schema_version is missing",
                "{\"repo\":\"r/r\",\"sha\":\"s\",\"note\":{\"schema_version\":\"authorship/9.0.0\"}} | schema_version is authorship/9.0.0",
                "{\"repo\":\"r/r\",\"sha\":\"s\",\"note\":{\"schema_version\":\"authorship/3.0.0\",\"prompts\":[]}} | prompts is not an object",
                "{\"repo\":\"r/r\",\"sha\":\"s\",\"note\":{\"schema_version\":\"authorship/3.0.0\",\"files\":[{\"file\":\"f\",\"ranges\":[[\"s_0\",\"4-1\"]]}]}} | lines 4 to 1 are no range",
                "{\"repo\":\"r/r\",\"sha\":\"s\",\"note\":{\"schema_version\":\"authorship/3.0.0\",\"files\":[{\"file\":\"f\",\"ranges\":[[\"human\",\"1,,2\"]]}]}} | no line ranges",
                "{\"repo\":\"r/r\",\"sha\":\"s\",\"note\":{\"schema_version\":\"authorship/3.0.0\",\"prompts\":{\"p\":{\"accepted_lines\":-1}}}} | accepted_lines is not a number of lines",
                "{\"repo\":\"r/r\",\"sha\":\"s\",\"note\":\"  s_0 1\\n---\\n{\\\"schema_version\\\":\\\"authorship/3.0.0\\\"}\"} | no attestation",
            })
    void aBrokenNoteSaysWhatIsWrong(String payload, String reason) {
        assertThat(map("git_ai_note", payload))
                .isInstanceOfSatisfying(Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .startsWith(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"i\"} | version is missing",
                "{\"version\":\"0.1\",\"id\":\"i\",\"timestamp\":\"soon\"} | timestamp is not a time",
                "{\"version\":\"0.1\",\"id\":\"i\",\"timestamp\":\"0001-01-01T00:00:00Z\"} | timestamp is not a time",
                "{\"version\":\"0.1\",\"id\":\"i\",\"timestamp\":\"2026-01-01T00:00:00Z\"} | files is missing",
                "{\"version\":\"0.1\",\"id\":\"i\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"files\":[1]} | files is not a list of objects",
                "{\"version\":\"0.1\",\"id\":\"i\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"files\":[{\"path\":\"p\",\"conversations\":[{\"ranges\":[{\"start_line\":1}]}]}]} | end_line is missing",
                "{\"version\":\"0.1\",\"id\":\"i\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"files\":[{\"path\":\"p\",\"conversations\":[{\"contributor\":{\"type\":\"cat\"},\"ranges\":[{}]}]}]} | contributor type is cat",
            })
    void aBrokenTraceRecordSaysWhatIsWrong(String record, String reason) {
        assertThat(map("agent_trace", trace(record)))
                .isInstanceOfSatisfying(Unreadable.class, unreadable -> assertThat(unreadable.reason())
                        .startsWith(reason));
    }

    @Test
    void noInputMakesItThrow() throws Exception {
        var whole = note(NOTE).getBytes(StandardCharsets.UTF_8);
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            var broken = whole.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }

            assertThat(ProvenanceEvents.map(raw(random.nextBoolean() ? "git_ai_note" : "agent_trace", broken)))
                    .isNotNull();
        }
    }

    private static LineAttributionEvent event(String payload) {
        var type = payload.contains("\"record\"") ? "agent_trace" : "git_ai_note";
        var mapping = map(type, payload);
        assertThat(mapping).isInstanceOf(Mapped.class);
        return (LineAttributionEvent) ((Mapped) mapping).events().get(0);
    }

    private static String note(String text) throws Exception {
        return JSON.writeValueAsString(Map.of("repo", "octo/hello", "sha", "c0ffee", "note", text));
    }

    private static String trace(String record) {
        return "{\"repo\":\"octo/hello\",\"record\":" + record + "}";
    }

    private static Mapping map(String type, String payload) {
        return ProvenanceEvents.map(raw(type, payload.getBytes(StandardCharsets.UTF_8)));
    }

    private static RawEvent raw(String type, byte[] payload) {
        return new RawEvent("git", "d", type, null, "octo/hello", RECEIVED, Map.of(), ByteBuffer.wrap(payload));
    }
}
