package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.IncidentEvent;
import java.util.ArrayList;
import java.util.List;

/** Messages of PagerDuty's webhooks of version 2 (log entries and the incident) and 1 (the incident only). */
final class PagerDutyMessages {

    private PagerDutyMessages() {}

    static List<IncidentEvent> read(Telling told, Json message) throws BadJsonException {
        return message.has("log_entries") || message.has("incident")
                ? version2(told, message)
                : version1(told, message);
    }

    /** The log entry tells what happened; the incident, as it was then, is told beside it. */
    private static List<IncidentEvent> version2(Telling told, Json message) throws BadJsonException {
        var events = new ArrayList<IncidentEvent>();
        for (var entry : message.objects("log_entries")) {
            events.addAll(PagerDutyLists.logEntry(told, entry));
        }
        var incident = message.needObject("incident");
        var action = action(message.text("event"));
        if (events.isEmpty() && action != null) {
            var builder = told.event(
                    incident.needText("id"),
                    action,
                    "message/" + message.needText("id"),
                    message.needTime("created_on"),
                    null);
            events.add(Telling.lifeCycle(builder).build());
        }
        events.add(PagerDutyLists.incident(told, incident, message.time("created_on")));
        return events;
    }

    private static List<IncidentEvent> version1(Telling told, Json message) throws BadJsonException {
        var action = action(message.needText("type"));
        if (action == null) {
            return List.of();
        }
        var incident = message.needObject("data").needObject("incident");
        var summary = incident.object("trigger_summary_data");
        var subject = summary == null ? null : summary.text("subject");
        var builder = told.event(
                        incident.needText("id"),
                        action,
                        "message/" + message.needText("id"),
                        message.needTime("created_on"),
                        PagerDuty.account(incident.object("last_status_change_by")))
                .setNumber(incident.number("incident_number"))
                .setTitle(Telling.title(subject == null && summary != null ? summary.text("description") : subject))
                .setUrl(incident.text("html_url"));
        PagerDuty.service(builder, incident.object("service"));
        Telling.lifeCycle(builder);
        var createdAt = incident.time("created_on");
        if (createdAt != null) {
            builder.setTriggeredAt(createdAt);
        }
        if (builder.getStatus() == null) {
            builder.setStatus(PagerDuty.status(incident.text("status")));
        }
        return List.of(builder.build());
    }

    private static String action(String type) {
        if (type == null) {
            return null;
        }
        return switch (type) {
            case "incident.trigger" -> "triggered";
            case "incident.acknowledge" -> "acknowledged";
            case "incident.unacknowledge" -> "unacknowledged";
            case "incident.resolve" -> "resolved";
            case "incident.reopen" -> "reopened";
            case "incident.annotate" -> "noted";
            case "incident.assign", "incident.escalate", "incident.delegate" -> "updated";
            default -> null;
        };
    }
}
