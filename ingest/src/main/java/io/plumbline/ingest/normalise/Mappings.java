package io.plumbline.ingest.normalise;

import io.plumbline.ingest.decision.Decision;
import io.plumbline.ingest.decision.Decisions;
import io.plumbline.ingest.deployment.PlainDeployments;
import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.incident.IncidentEvents;
import io.plumbline.ingest.provenance.ProvenanceEvents;
import io.plumbline.ingest.usage.UsageReports;
import io.plumbline.schema.raw.RawEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Who reads the raw events of which source. */
final class Mappings {

    private static final Map<String, Function<RawEvent, Mapping>> BY_SOURCE = bySource();

    private Mappings() {}

    private static Map<String, Function<RawEvent, Mapping>> bySource() {
        var bySource = new HashMap<String, Function<RawEvent, Mapping>>();
        bySource.put(GitHubEvents.WEBHOOK, GitHubEvents::map);
        bySource.put(GitHubEvents.ARCHIVE, GitHubEvents::map);
        bySource.put(Decision.SOURCE, Decisions::map);
        bySource.put(ProvenanceEvents.SOURCE, ProvenanceEvents::map);
        bySource.put(PlainDeployments.SOURCE, PlainDeployments::map);
        bySource.putAll(IncidentEvents.bySource());
        bySource.putAll(UsageReports.bySource());
        return Map.copyOf(bySource);
    }

    static Mapping map(RawEvent raw) {
        var mapping = BY_SOURCE.get(raw.getSource());
        return mapping == null ? new Unmapped("source not mapped") : mapping.apply(raw);
    }
}
