package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.IncidentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** FireHydrant: incidents as listed, each with its milestones, which have ids and times of their own. */
final class FireHydrant implements IncidentReader {

    @Override
    public List<IncidentEvent> read(Telling told, Json document) throws BadJsonException {
        if (document.has("data") && document.node().get("data").isArray()) {
            var events = new ArrayList<IncidentEvent>();
            for (var incident : document.objects("data")) {
                events.addAll(incident(told, incident));
            }
            return events;
        }
        return document.has("milestones") || document.has("current_milestone") ? incident(told, document) : List.of();
    }

    private static List<IncidentEvent> incident(Telling told, Json incident) throws BadJsonException {
        var id = incident.needText("id");
        var events = new ArrayList<IncidentEvent>();
        var times = new HashMap<String, Instant>();
        var newest = incident.needTime("created_at");
        for (var milestone : incident.objects("milestones")) {
            var type = milestone.needText("type");
            var at = milestone.needTime("occurred_at");
            times.put(type, at);
            newest = at.isAfter(newest) ? at : newest;
            events.add(
                    Telling.lifeCycle(told.event(id, action(type), "milestone/" + milestone.needText("id"), at, null))
                            .build());
        }
        var note = incident.object("last_note");
        if (note != null && note.has("body")) {
            var at = note.needTime("created_at");
            newest = at.isAfter(newest) ? at : newest;
            events.add(told.event(id, "noted", "note/" + note.needText("id"), at, null)
                    .setText(Telling.text(note.text("body")))
                    .build());
        }
        var resolved = times.containsKey("resolved") || times.containsKey("closed");
        var services = new ArrayList<String>();
        for (var service : incident.objects("services")) {
            services.add(service.needText("name"));
        }
        var only = services.size() == 1 ? incident.objects("services").get(0) : null;
        events.add(told.shown(told.listed(id, newest)
                .setNumber(incident.number("number"))
                .setTitle(Telling.title(incident.text("name")))
                .setUrl(incident.text("incident_url"))
                .setServiceId(only == null ? null : only.text("id"))
                .setServiceName(only == null ? null : only.text("name"))
                .setSeverity(severity(incident))
                .setStatus(
                        resolved
                                ? Telling.RESOLVED
                                : times.containsKey("acknowledged") ? Telling.ACKNOWLEDGED : Telling.OPEN)
                .setTriggeredAt(
                        Telling.first(times.get("started"), incident.time("started_at"), incident.time("created_at")))
                .setAcknowledgedAt(times.get("acknowledged"))
                .setResolvedAt(resolved ? Telling.first(times.get("resolved"), times.get("closed")) : null)
                .setComponents(services)));
        return events;
    }

    /** Nobody has set it: that is no severity; the priority always has a default. */
    private static String severity(Json incident) throws BadJsonException {
        var severity = incident.text("severity");
        return severity == null || severity.equals("UNSET") ? incident.text("priority") : severity;
    }

    private static String action(String milestone) {
        return switch (milestone) {
            case "started" -> "triggered";
            case "acknowledged" -> "acknowledged";
            case "resolved" -> "resolved";
            default -> "updated";
        };
    }
}
