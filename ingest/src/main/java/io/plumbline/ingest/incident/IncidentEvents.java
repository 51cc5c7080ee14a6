package io.plumbline.ingest.incident;

import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.raw.RawEvent;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Maps what incident tools send and list to incident events.
 *
 * <p>The shape of the document tells what it is, never the event type that a collector noted: webhooks and lists are read
 * by the same reader, and a replay reads what was unknown before. No input makes this throw.
 */
public final class IncidentEvents {

    /** By source, which is the provider too, but for our own format, whose records may name theirs. */
    private static final Map<String, IncidentReader> READERS = Map.of(
            "pagerduty", new PagerDuty(),
            "opsgenie", new Opsgenie(),
            "statuspage", new Statuspage(),
            "github-status", new GitHubStatus(),
            "incidentio", new IncidentIo(),
            "firehydrant", new FireHydrant(),
            "squadcast", new Squadcast(),
            "incidents", new PlainIncidents());

    private IncidentEvents() {}

    /** The mapping of each source. */
    public static Map<String, Function<RawEvent, Mapping>> bySource() {
        return READERS.keySet().stream().collect(Collectors.toMap(source -> source, source -> IncidentEvents::map));
    }

    /** The payload's buffer is left as it was. */
    public static Mapping map(RawEvent raw) {
        var reader = READERS.get(raw.getSource());
        if (reader == null) {
            return new Unmapped("source not mapped");
        }
        var told = new Telling(raw, raw.getSource());
        var events = new ArrayList<SpecificRecord>();
        try {
            for (var document : Json.documents(raw.getPayload())) {
                events.addAll(reader.read(told, document));
            }
        } catch (BadJsonException e) {
            return new Unreadable(e.getMessage());
        }
        return events.isEmpty() ? new Unmapped("nothing about an incident that is mapped") : new Mapped(events);
    }
}
