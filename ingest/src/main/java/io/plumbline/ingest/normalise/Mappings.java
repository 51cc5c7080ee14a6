package io.plumbline.ingest.normalise;

import io.plumbline.ingest.decision.Decision;
import io.plumbline.ingest.decision.Decisions;
import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.schema.raw.RawEvent;
import java.util.Map;
import java.util.function.Function;

/** Who reads the raw events of which source. */
final class Mappings {

    private static final Map<String, Function<RawEvent, Mapping>> BY_SOURCE = Map.ofEntries(
            Map.entry(GitHubEvents.WEBHOOK, GitHubEvents::map),
            Map.entry(GitHubEvents.ARCHIVE, GitHubEvents::map),
            Map.entry(Decision.SOURCE, Decisions::map));

    private Mappings() {}

    static Mapping map(RawEvent raw) {
        var mapping = BY_SOURCE.get(raw.getSource());
        return mapping == null ? new Unmapped("source not mapped") : mapping.apply(raw);
    }
}
