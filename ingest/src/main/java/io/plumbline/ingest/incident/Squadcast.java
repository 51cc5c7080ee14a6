package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.IncidentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Squadcast: incidents as exported, each with its log. Entries have no id of their own: time and action name them. */
final class Squadcast implements IncidentReader {

    @Override
    public List<IncidentEvent> read(Telling told, Json document) throws BadJsonException {
        for (var list : List.of("incidents", "data")) {
            if (document.has(list) && document.node().get(list).isArray()) {
                var events = new ArrayList<IncidentEvent>();
                for (var incident : document.objects(list)) {
                    events.addAll(incident(told, incident));
                }
                return events;
            }
        }
        // Alerts that were grouped into an incident name it, but are none.
        return document.has("alert_source") && document.has("created_at") ? incident(told, document) : List.of();
    }

    private static List<IncidentEvent> incident(Telling told, Json incident) throws BadJsonException {
        var id = incident.needText("id");
        var createdAt = incident.needTime("created_at");
        var acknowledgedAt = incident.time("acknowledged_at");
        var resolvedAt = incident.time("resolved_at");
        var events = new ArrayList<IncidentEvent>();
        var newest = latest(latest(createdAt, acknowledgedAt), resolvedAt);
        for (var entry : incident.objects("logs")) {
            var at = entry.needTime("time");
            newest = latest(newest, at);
            var vendorsAction = entry.needText("action");
            var event = told.event(id, action(vendorsAction), "log/" + id + "/" + at + "/" + vendorsAction, at, null);
            events.add(Telling.lifeCycle(event)
                    .setText(Telling.text(entry.text("reason")))
                    .build());
        }
        var status = incident.needText("status");
        events.add(told.shown(told.listed(id, newest)
                .setTitle(Telling.title(incident.text("title")))
                .setUrl(incident.text("url"))
                .setServiceName(incident.text("service"))
                .setSeverity(severity(incident))
                .setStatus(
                        status.equals("resolved")
                                ? Telling.RESOLVED
                                : status.equals("acknowledged") ? Telling.ACKNOWLEDGED : Telling.OPEN)
                .setTriggeredAt(createdAt)
                .setAcknowledgedAt(acknowledgedAt)
                .setResolvedAt(resolvedAt)));
        return events;
    }

    /** A priority, or else the tag of that name. */
    private static String severity(Json incident) throws BadJsonException {
        if (incident.has("priority")) {
            return incident.text("priority");
        }
        var tags = incident.object("tags");
        var tag = tags == null ? null : tags.object("severity");
        return tag == null ? null : tag.text("value");
    }

    private static String action(String vendors) {
        return switch (vendors) {
            case "triggered" -> "triggered";
            case "acknowledged" -> "acknowledged";
            case "resolved" -> "resolved";
            case "reopened" -> "reopened";
            case "priority_updated" -> "severity_changed";
            case "note_created", "postmortem_created" -> "noted";
            default -> "updated";
        };
    }

    private static Instant latest(Instant left, Instant right) {
        return right != null && right.isAfter(left) ? right : left;
    }
}
