package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.IncidentEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * GitHub's status feed as the github-statuses archive keeps it: one incident a line, its updates in words, times to the
 * minute. Updates have no id; time, state and words name them.
 *
 * @see <a href="https://github.com/mrshu/github-statuses">github-statuses</a>
 */
final class GitHubStatus implements IncidentReader {

    @Override
    public List<IncidentEvent> read(Telling told, Json incident) throws BadJsonException {
        if (!incident.has("started_at")) {
            return List.of();
        }
        var id = incident.needText("id");
        var impact = incident.text("impact");
        var updates = new ArrayList<StatusUpdates.Update>();
        var last = "";
        for (var update : incident.objects("updates")) {
            var at = update.needTime("at");
            last = update.needText("status");
            var message = update.text("message");
            updates.add(new StatusUpdates.Update(
                    id + "/" + at + "/" + Telling.digest(last + "\n" + message), at, at, last, message, List.of()));
        }
        var maintenance = StatusUpdates.isMaintenance(impact, last);
        var events = new ArrayList<>(StatusUpdates.events(told, id, maintenance, updates));
        var resolvedAt = incident.time("resolved_at");
        var components = incident.texts("components");
        events.add(told.shown(told.listed(id, incident.time("updated_at"))
                .setTitle(Telling.title(incident.text("title")))
                .setUrl(incident.text("url"))
                .setServiceName(components.size() == 1 ? components.get(0) : null)
                .setSeverity(impact)
                .setStatus(resolvedAt == null ? Telling.OPEN : Telling.RESOLVED)
                .setMaintenance(maintenance)
                .setTriggeredAt(incident.needTime("started_at"))
                .setResolvedAt(resolvedAt)
                .setComponents(components)));
        return events;
    }
}
