package io.plumbline.ingest.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Payloads as raw events, and what they tell. */
final class Told {

    static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05Z");

    private Told() {}

    static RawEvent raw(String source, String payload) {
        return new RawEvent(
                source,
                "d",
                "any",
                null,
                null,
                RECEIVED,
                Map.of(),
                ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)));
    }

    static Mapping map(String source, String payload) {
        return IncidentEvents.map(raw(source, payload));
    }

    static List<IncidentEvent> events(String source, String payload) {
        var mapping = map(source, payload);
        assertThat(mapping).isInstanceOf(Mapped.class);
        return ((Mapped) mapping)
                .events().stream().map(IncidentEvent.class::cast).toList();
    }

    /** @param path below the folder of shared data */
    static List<IncidentEvent> file(String source, String path) throws IOException {
        return events(source, text(path));
    }

    static String text(String path) throws IOException {
        var slash = path.indexOf('/');
        return Files.readString(
                SharedData.folder("data/" + path.substring(0, slash)).resolve(path.substring(slash + 1)));
    }

    static IncidentEvent only(String action, List<IncidentEvent> events) {
        var found = events.stream()
                .filter(event -> event.getAction().equals(action))
                .toList();
        assertThat(found).as(action).hasSize(1);
        return found.get(0);
    }
}
