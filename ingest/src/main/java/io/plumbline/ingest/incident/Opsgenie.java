package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.IncidentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Opsgenie: webhooks about alerts, and alerts and incidents as its REST interface lists them.
 *
 * <p>An alert is an incident of its own, unless it only calls a responder to an incident, which is told itself: its alias
 * is then the incident's id and the responder's. Webhooks give no id, so an action is named by alert and time.
 */
final class Opsgenie implements IncidentReader {

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern RESPONDER_ALIAS = Pattern.compile(UUID + "_" + UUID);

    @Override
    public List<IncidentEvent> read(Telling told, Json document) throws BadJsonException {
        if (document.has("alert")) {
            return webhook(told, document, document.needObject("alert"));
        }
        if (document.has("data")) {
            var data = document.node().get("data");
            var events = new ArrayList<IncidentEvent>();
            for (var element : data.isArray() ? document.objects("data") : List.of(document.needObject("data"))) {
                events.addAll(listed(told, element));
            }
            return events;
        }
        return listed(told, document);
    }

    private static List<IncidentEvent> webhook(Telling told, Json document, Json alert) throws BadJsonException {
        var vendorsAction = document.needText("action");
        var action = action(vendorsAction);
        if (action == null || callsResponder(alert)) {
            return List.of();
        }
        var id = alert.needText("alertId");
        var createdAt = alert.needTime("createdAt");
        var at = action.equals("triggered") ? createdAt : alert.needTime("updatedAt");
        var builder = told.event(id, action, "alert/" + id + "/" + vendorsAction + "/" + at, at, null)
                .setNumber(alert.number("tinyId"))
                .setTitle(Telling.title(alert.text("message")))
                .setSeverity(priority(alert));
        Telling.lifeCycle(builder).setTriggeredAt(createdAt);
        if (action.equals("noted")) {
            builder.setText(Telling.text(alert.text("note")));
        }
        return List.of(builder.build());
    }

    private static List<IncidentEvent> listed(Telling told, Json object) throws BadJsonException {
        if (object.has("impactStartDate") || object.has("impactedServices")) {
            return incident(told, object);
        }
        return object.has("alias") || object.has("acknowledged") ? alert(told, object) : List.of();
    }

    private static List<IncidentEvent> alert(Telling told, Json alert) throws BadJsonException {
        if (callsResponder(alert)) {
            return List.of();
        }
        var createdAt = alert.needTime("createdAt");
        var report = alert.object("report");
        var acknowledged = Boolean.TRUE.equals(alert.flag("acknowledged"));
        var closed = "closed".equals(alert.needText("status"));
        var builder = told.listed(alert.needText("id"), alert.time("updatedAt"))
                .setNumber(alert.number("tinyId"))
                .setTitle(Telling.title(alert.text("message")))
                .setSeverity(priority(alert))
                .setStatus(closed ? Telling.RESOLVED : acknowledged ? Telling.ACKNOWLEDGED : Telling.OPEN)
                .setTriggeredAt(createdAt)
                .setAcknowledgedAt(after(createdAt, report, "ackTime"))
                .setResolvedAt(closed ? after(createdAt, report, "closeTime") : null);
        return List.of(told.shown(builder));
    }

    private static List<IncidentEvent> incident(Telling told, Json incident) throws BadJsonException {
        var id = incident.needText("id");
        var events = new ArrayList<IncidentEvent>();
        for (var entry : incident.objects("timelines")) {
            var action = timelineAction(entry.needText("type"));
            if (action != null) {
                var event = told.event(
                        id, action, "timeline/" + id + "/" + entry.needText("id"), entry.needTime("eventTime"), null);
                events.add(Telling.lifeCycle(event).build());
            }
        }
        var resolved = !"open".equals(incident.needText("status"));
        var services = incident.texts("impactedServices");
        var links = incident.object("links");
        events.add(told.shown(told.listed(id, incident.time("updatedAt"))
                .setNumber(incident.number("tinyId"))
                .setTitle(Telling.title(incident.text("message")))
                .setUrl(links == null ? null : links.text("web"))
                .setServiceId(services.size() == 1 ? services.get(0) : null)
                .setSeverity(priority(incident))
                .setStatus(resolved ? Telling.RESOLVED : Telling.OPEN)
                .setTriggeredAt(Telling.first(incident.time("impactStartDate"), incident.needTime("createdAt")))
                .setResolvedAt(resolved ? incident.time("impactEndDate") : null)
                .setComponents(services)));
        return events;
    }

    private static String action(String vendors) {
        return switch (vendors) {
            case "Create" -> "triggered";
            case "Acknowledge" -> "acknowledged";
            case "UnAcknowledge" -> "unacknowledged";
            case "Close" -> "resolved";
            case "Delete" -> "deleted";
            case "AddNote" -> "noted";
            case "UpdatePriority" -> "severity_changed";
            case "AddTeam",
                    "AddResponder",
                    "AddRecipient",
                    "AddTags",
                    "RemoveTags",
                    "AddDetails",
                    "RemoveDetails",
                    "AssignOwnership",
                    "TakeOwnership",
                    "Escalate",
                    "EscalateNext",
                    "Snooze",
                    "SnoozeEnded",
                    "UpdateDescription",
                    "UpdateMessage" -> "updated";
            default -> null;
        };
    }

    private static String timelineAction(String type) {
        return switch (type) {
            case "IncidentOpened" -> "triggered";
            case "ResponderAlertAcked" -> "acknowledged";
            case "IncidentResolved" -> "resolved";
            case "IncidentReopened" -> "reopened";
            default -> null;
        };
    }

    /** Old webhooks write the bare number. */
    private static String priority(Json object) throws BadJsonException {
        var priority = object.text("priority");
        return priority != null && priority.matches("[1-5]") ? "P" + priority : priority;
    }

    private static boolean callsResponder(Json alert) throws BadJsonException {
        var alias = alert.text("alias");
        return alias != null && RESPONDER_ALIAS.matcher(alias).matches();
    }

    private static Instant after(Instant createdAt, Json report, String field) throws BadJsonException {
        var millis = report == null ? null : report.number(field);
        if (millis != null && (millis < 0 || millis > 1_000_000_000_000L)) {
            throw new BadJsonException(report.path() + "." + field + " is no duration");
        }
        return millis == null ? null : createdAt.plusMillis(millis);
    }
}
