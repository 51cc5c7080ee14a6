package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.IncidentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * incident.io: incidents with their timestamps, and updates, in the incident or listed apart.
 *
 * <p>An update is one event by whichever list; that an incident began is told by the incident, because a list of updates
 * may begin in the middle. Incidents that were declined, cancelled or merged into another are deleted; tests are left out.
 */
final class IncidentIo implements IncidentReader {

    @Override
    public List<IncidentEvent> read(Telling told, Json document) throws BadJsonException {
        if (document.has("incident_updates")) {
            return updates(told, document.objects("incident_updates"));
        }
        var events = new ArrayList<IncidentEvent>();
        if (document.has("incidents")) {
            for (var incident : document.objects("incidents")) {
                events.addAll(incident(told, incident));
            }
        } else if (document.has("incident")) {
            events.addAll(incident(told, document.needObject("incident")));
        } else if (document.has("incident_status")) {
            events.addAll(incident(told, document));
        } else if (document.has("incident_id") && document.node().has("new_incident_status")) {
            events.addAll(updates(told, List.of(document)));
        }
        return events;
    }

    private static List<IncidentEvent> incident(Telling told, Json incident) throws BadJsonException {
        var mode = incident.text("mode");
        if ("test".equals(mode) || "tutorial".equals(mode)) {
            return List.of();
        }
        var id = incident.needText("id");
        var category = incident.needObject("incident_status").text("category");
        var updatedAt = incident.time("updated_at");
        if (isNone(category)) {
            return List.of(told.event(id, "deleted", "deleted/" + id + "/" + category, updatedAt, null)
                    .build());
        }
        var events = new ArrayList<>(updates(told, incident.objects("updates")));
        var times = times(incident);
        var severity = incident.object("severity");
        var resolved = isOver(category);
        events.add(told.shown(told.listed(id, updatedAt)
                .setNumber(number(incident.text("reference")))
                .setTitle(Telling.title(incident.text("name")))
                .setUrl(incident.text("permalink"))
                .setSeverity(severity == null ? null : severity.text("name"))
                .setStatus(
                        resolved
                                ? Telling.RESOLVED
                                : times.containsKey("accepted at") ? Telling.ACKNOWLEDGED : Telling.OPEN)
                .setTriggeredAt(Telling.first(times.get("reported at"), incident.needTime("created_at")))
                .setAcknowledgedAt(times.get("accepted at"))
                .setResolvedAt(
                        resolved
                                ? Telling.first(times.get("resolved at"), times.get("fixed at"), times.get("closed at"))
                                : null)
                .setText(Telling.text(incident.text("summary")))));
        return events;
    }

    private static List<IncidentEvent> updates(Telling told, List<Json> updates) throws BadJsonException {
        var sorted = new ArrayList<Json>(updates);
        var times = new HashMap<Json, Instant>();
        for (var update : updates) {
            times.put(update, update.needTime("created_at"));
        }
        sorted.sort(Comparator.comparing(times::get));
        var over = new HashMap<String, Boolean>();
        var events = new ArrayList<IncidentEvent>();
        for (var update : sorted) {
            var id = update.text("incident_id");
            var incident = id == null ? update.needObject("incident").needText("id") : id;
            var status = update.object("new_incident_status");
            var category = status == null ? null : status.text("category");
            var severity = update.object("new_severity");
            var isOver = category == null ? null : Boolean.valueOf(isOver(category));
            var wasOver = over.get(incident);
            var builder = told.event(
                            incident,
                            action(isOver, wasOver, severity != null),
                            "update/" + update.needText("id"),
                            times.get(update),
                            updater(update))
                    .setSeverity(severity == null ? null : severity.text("name"))
                    .setText(Telling.text(update.text("message")));
            Telling.lifeCycle(builder);
            if (isOver != null) {
                builder.setStatus(isOver ? Telling.RESOLVED : Telling.OPEN);
                over.put(incident, isOver);
            }
            events.add(builder.build());
        }
        return events;
    }

    /** @param isOver null when the update leaves the status */
    private static String action(Boolean isOver, Boolean wasOver, boolean severity) {
        if (isOver == null) {
            return severity ? "severity_changed" : "noted";
        }
        if (isOver) {
            return Boolean.TRUE.equals(wasOver) ? "updated" : "resolved";
        }
        return Boolean.TRUE.equals(wasOver) ? "reopened" : "updated";
    }

    private static boolean isOver(String category) {
        return category != null
                && switch (category) {
                    case "learning", "closed", "post-incident" -> true;
                    default -> isNone(category);
                };
    }

    private static boolean isNone(String category) {
        return category != null
                && switch (category) {
                    case "declined", "canceled", "merged" -> true;
                    default -> false;
                };
    }

    /** By name in lower case; those without a value are left out. */
    private static Map<String, Instant> times(Json incident) throws BadJsonException {
        var times = new HashMap<String, Instant>();
        for (var entry : incident.objects("incident_timestamp_values")) {
            var value = entry.object("value");
            var at = value == null ? null : value.time("value");
            if (at != null) {
                var name = entry.needObject("incident_timestamp").needText("name");
                times.put(name.toLowerCase(Locale.ROOT), at);
            }
        }
        return times;
    }

    /** INC-12 is 12. */
    private static Long number(String reference) {
        return reference != null && reference.matches("[A-Za-z]+-\\d{1,15}")
                ? Long.valueOf(reference.substring(reference.indexOf('-') + 1))
                : null;
    }

    private static Account updater(Json update) throws BadJsonException {
        var updater = update.object("updater");
        var user = updater == null ? null : updater.object("user");
        var id = user == null ? null : user.text("id");
        return id == null ? null : new Account(id, null, "User");
    }
}
