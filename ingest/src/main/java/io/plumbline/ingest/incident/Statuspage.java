package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.IncidentEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Statuspage: webhooks to subscribers, its REST interface, and the JSON that every status page publishes.
 *
 * <p>All of them hold the incident with all its updates, and the updates have ids: by webhook and by list they are one.
 */
final class Statuspage implements IncidentReader {

    @Override
    public List<IncidentEvent> read(Telling told, Json document) throws BadJsonException {
        if (document.has("incidents") || document.has("scheduled_maintenances")) {
            var events = new ArrayList<IncidentEvent>();
            for (var list : List.of("incidents", "scheduled_maintenances")) {
                for (var incident : document.objects(list)) {
                    events.addAll(incident(told, incident));
                }
            }
            return events;
        }
        if (document.has("incident")) {
            return incident(told, document.needObject("incident"));
        }
        // Updates of components come by the same webhook and are no incidents.
        return document.has("incident_updates") || document.has("impact") ? incident(told, document) : List.of();
    }

    private static List<IncidentEvent> incident(Telling told, Json incident) throws BadJsonException {
        var id = incident.needText("id");
        var status = incident.needText("status");
        var impact = incident.text("impact");
        var maintenance = StatusUpdates.isMaintenance(impact, status) || incident.has("scheduled_for");
        var updates = new ArrayList<StatusUpdates.Update>();
        for (var update : incident.objects("incident_updates")) {
            var writtenAt = update.needTime("created_at");
            updates.add(new StatusUpdates.Update(
                    update.needText("id"),
                    writtenAt,
                    Telling.first(update.time("display_at"), writtenAt),
                    update.needText("status"),
                    update.text("body"),
                    names(update.objects("affected_components"))));
        }
        var events = new ArrayList<>(StatusUpdates.events(told, id, maintenance, updates));
        var resolved = StatusUpdates.isResolved(status);
        var components = incident.objects("components");
        var only = components.size() == 1 ? components.get(0) : null;
        events.add(told.shown(told.listed(id, incident.time("updated_at"))
                .setTitle(Telling.title(incident.text("name")))
                .setUrl(incident.text("shortlink"))
                .setServiceId(only == null ? null : only.text("id"))
                .setServiceName(only == null ? null : only.text("name"))
                .setSeverity(impact)
                .setStatus(resolved ? Telling.RESOLVED : Telling.OPEN)
                .setMaintenance(maintenance)
                .setTriggeredAt(Telling.first(incident.time("started_at"), incident.needTime("created_at")))
                .setResolvedAt(resolved ? incident.time("resolved_at") : null)
                .setComponents(names(components))));
        var postmortem = incident.text("postmortem_body");
        if (postmortem != null) {
            var writtenAt = Telling.first(
                    incident.time("postmortem_body_last_updated_at"), incident.time("postmortem_published_at"));
            events.add(told.event(
                            id,
                            "noted",
                            "postmortem/" + id + "/" + Telling.digest(postmortem),
                            Telling.first(writtenAt, incident.time("updated_at")),
                            null)
                    .setText(Telling.text(postmortem))
                    .setMaintenance(maintenance)
                    .build());
        }
        return events;
    }

    private static List<String> names(List<Json> components) throws BadJsonException {
        var names = new ArrayList<String>();
        for (var component : components) {
            var name = component.text("name");
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }
}
