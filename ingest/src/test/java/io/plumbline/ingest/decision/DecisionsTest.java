package io.plumbline.ingest.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.OriginOverrideEvent;
import io.plumbline.schema.raw.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final String DIRECTORY = "teams:\n  - { id: core }\n";

    @Test
    void aDirectoryBecomesAConfigEntryAtTheTimeItWasDecided() {
        var decision = Decision.config("directory", "main", DIRECTORY, "ada", "we grew", false, AT);

        var entry = (ConfigEntry) onlyEvent(Decisions.map(decision.raw()));

        assertThat(entry.getKind()).isEqualTo("directory");
        assertThat(entry.getId()).isEqualTo("main");
        assertThat(entry.getContent()).isEqualTo(DIRECTORY);
        assertThat(entry.getAuthor()).isEqualTo("ada");
        assertThat(entry.getReason()).isEqualTo("we grew");
        assertThat(entry.getRetracted()).isFalse();
        assertThat(entry.getMeta().getEventTime()).isEqualTo("2026-03-01T10:00:00.123Z");
        assertThat(entry.getMeta().getProvider()).isEqualTo("plumbline");
        assertThat(entry.getMeta().getEventId()).isEqualTo(decision.eventId());
    }

    @Test
    void theSameDecisionTwiceIsOneEventAndAnotherReasonIsAnother() {
        var once = Decision.config("directory", "main", DIRECTORY, "ada", "we grew", false, AT);
        var again = Decision.config("directory", "main", DIRECTORY, "ada", "we grew", false, AT);
        var other = Decision.config("directory", "main", DIRECTORY, "ada", "we shrank", false, AT);

        assertThat(again.raw()).isEqualTo(once.raw());
        assertThat(again.eventId()).isEqualTo(once.eventId()).isNotEqualTo(other.eventId());
        assertThat(other.raw().getRepo()).isEqualTo(once.raw().getRepo());
    }

    @Test
    void anOverrideBecomesAnEventOfItsPullRequest() {
        var decision =
                Decision.originOverride("github", "acme/shop", 12, "ai_agent", "cursor", "ada", "said so", false, AT);

        var event = (OriginOverrideEvent) onlyEvent(Decisions.map(decision.raw()));

        assertThat(decision.raw().getRepo()).isEqualTo("acme/shop");
        assertThat(event.getRepo()).isEqualTo("acme/shop");
        assertThat(event.getNumber()).isEqualTo(12);
        assertThat(event.getOrigin()).isEqualTo("ai_agent");
        assertThat(event.getTool()).isEqualTo("cursor");
        assertThat(event.getMeta().getProvider()).isEqualTo("github");
        assertThat(event.getMeta().getActor().getLogin()).isEqualTo("ada");
    }

    @Test
    void whatIsTakenBackNeedsNoContent() {
        var decision = Decision.config("identity-link", "m-1", "", "ada", "not me", true, AT);

        assertThat(((ConfigEntry) onlyEvent(Decisions.map(decision.raw()))).getRetracted())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "directory         | main | 'teams: [a'                     | content is not YAML",
                "directory         | main | '- a'                           | expected the fields of a directory file",
                "directory         | main | ' '                             | content is missing",
                "directory         | dept | 'teams: []'                     | cannot be the id of directory",
                "attribution-rules | main | words                           | expected the fields",
                "identity-link     | m-1  | '[\"github:ada\"]'              | at least two accounts",
                "identity-link     | m-1  | '[github:ada, nobody]'          | no account",
                "identity-link     | m 1  | '[github:ada, github:eve]'      | cannot be the id",
                "identity-link     | m-1  | 'a: b'                          | at least two accounts",
                "holidays          | main | 'a: b'                          | kind: \"holidays\" is none of",
            })
    void whatCannotBeReadIsADeadLetterWithTheReason(String kind, String id, String content, String reason) {
        var decision = Decision.config(kind, id, content, "ada", "because", false, AT);

        assertThat(Decisions.map(decision.raw()))
                .isInstanceOfSatisfying(
                        Unreadable.class, bad -> assertThat(bad.reason()).contains(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme      | 1 | ai_agent | cursor | repo",
                "acme/shop | 0 | ai_agent | cursor | number",
                "acme/shop | 1 | human    | cursor | origin: \"human\" is none of ai_agent, ai_assisted",
                "acme/shop | 1 | ai_agent | hal    | tool: \"hal\" is not in the catalogue",
            })
    void anOverrideThatSaysNothingKnownIsADeadLetter(
            String repo, int number, String origin, String tool, String reason) {
        var decision = Decision.originOverride("github", repo, number, origin, tool, "ada", "because", false, AT);

        assertThat(Decisions.map(decision.raw()))
                .isInstanceOfSatisfying(
                        Unreadable.class, bad -> assertThat(bad.reason()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{} {}", "{\"kind\":1}", "{\"kind\":\"directory\",\"kind\":\"directory\"}"})
    void whatIsNoObjectOfTextsIsADeadLetter(String payload) {
        assertThat(Decisions.map(raw("config", payload))).isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"author", "reason", "at"})
    void whoWhyAndWhenAreNeeded(String field) {
        var payload = Decision.config("directory", "main", DIRECTORY, "ada", "because", false, AT)
                .payload()
                .put(field, "");

        assertThat(Decisions.map(raw("config", payload.toString()))).isInstanceOf(Unreadable.class);
    }

    @Test
    void aDecisionOfAnUnknownKindIsKeptForLater() {
        assertThat(Decisions.map(raw("verdict", "{}"))).isInstanceOf(Unmapped.class);
    }

    @Test
    void noBytesMakeItThrow() {
        var payload = Decision.config("directory", "main", DIRECTORY, "ada", "because", false, AT)
                .payload()
                .toString();
        var random = new Random(5);
        for (int round = 0; round < 5_000; round++) {
            var text = new StringBuilder(payload);
            for (int cut = random.nextInt(6); cut >= 0; cut--) {
                text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
            }
            text.setLength(random.nextInt(text.length()) + 1);

            assertThat(Decisions.map(raw("config", text.toString()))).isNotNull();
        }
    }

    private static Object onlyEvent(Mapping mapping) {
        assertThat(mapping).isInstanceOf(Mapped.class);
        assertThat(((Mapped) mapping).events()).hasSize(1);
        return ((Mapped) mapping).events().get(0);
    }

    private static RawEvent raw(String type, String payload) {
        return new RawEvent(
                Decision.SOURCE,
                "d1",
                type,
                null,
                null,
                AT,
                Map.of(),
                ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)));
    }
}
