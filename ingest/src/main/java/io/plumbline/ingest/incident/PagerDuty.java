package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.IncidentEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * PagerDuty: webhooks of versions 3, 2 and 1, and what its REST interface lists.
 *
 * <p>A log entry has the same id in webhooks of version 2 and in the list of log entries, so it is one event. Version 3
 * numbers its events on its own; the life cycle that both tell is the same.
 */
final class PagerDuty implements IncidentReader {

    @Override
    public List<IncidentEvent> read(Telling told, Json document) throws BadJsonException {
        if (document.has("event")) {
            return version3(told, document.needObject("event"));
        }
        if (document.has("messages")) {
            var events = new ArrayList<IncidentEvent>();
            for (var message : document.objects("messages")) {
                events.addAll(PagerDutyMessages.read(told, message));
            }
            return events;
        }
        return PagerDutyLists.read(told, document);
    }

    private static List<IncidentEvent> version3(Telling told, Json event) throws BadJsonException {
        var action = action(event.needText("event_type"));
        if (action == null) {
            return List.of();
        }
        var at = event.needTime("occurred_at");
        var data = event.needObject("data");
        // Notes, status updates and responders name their incident; an incident is itself.
        var named = data.object("incident");
        var incident = named == null ? data : named;
        var builder = told.event(
                incident.needText("id"), action, "event/" + event.needText("id"), at, account(event.object("agent")));
        if (named == null) {
            describe(builder, incident);
            builder.setNumber(incident.number("number")).setTriggeredAt(incident.time("created_at"));
        } else {
            builder.setTitle(Telling.title(PagerDutyLists.title(incident))).setUrl(incident.text("html_url"));
            var content = data.text("content");
            builder.setText(Telling.text(content == null ? data.text("message") : content));
        }
        var triggeredAt = builder.getTriggeredAt();
        Telling.lifeCycle(builder);
        if (triggeredAt != null) {
            builder.setTriggeredAt(triggeredAt);
        }
        if (builder.getStatus() == null && named == null) {
            builder.setStatus(status(incident.text("status")));
        }
        return List.of(builder.build());
    }

    /** Null for events that tell nothing about the incident: pings, custom fields, services. */
    private static String action(String type) {
        return switch (type) {
            case "incident.triggered" -> "triggered";
            case "incident.acknowledged" -> "acknowledged";
            case "incident.unacknowledged" -> "unacknowledged";
            case "incident.resolved" -> "resolved";
            case "incident.reopened" -> "reopened";
            case "incident.priority_updated" -> "severity_changed";
            case "incident.annotated", "incident.status_update_published" -> "noted";
            case "incident.reassigned",
                    "incident.delegated",
                    "incident.escalated",
                    "incident.service_updated",
                    "incident.incident_type.changed",
                    "incident.conference_bridge.updated",
                    "incident.responder.added",
                    "incident.responder.replied",
                    "incident.action_invocation.created",
                    "incident.action_invocation.updated",
                    "incident.action_invocation.terminated",
                    "incident.workflow.started",
                    "incident.workflow.completed" -> "updated";
            default -> null;
        };
    }

    /** What an incident says of itself in every version from 2 on. */
    static void describe(IncidentEvent.Builder builder, Json incident) throws BadJsonException {
        builder.setTitle(Telling.title(incident.text("title"))).setUrl(incident.text("html_url"));
        service(builder, incident.object("service"));
        builder.setSeverity(named(incident.object("priority")));
    }

    static void service(IncidentEvent.Builder builder, Json service) throws BadJsonException {
        if (service != null) {
            builder.setServiceId(service.text("id")).setServiceName(named(service));
        }
    }

    static String status(String status) {
        if (status == null) {
            return null;
        }
        return switch (status) {
            case "triggered" -> Telling.OPEN;
            case "acknowledged" -> Telling.ACKNOWLEDGED;
            case "resolved" -> Telling.RESOLVED;
            default -> null;
        };
    }

    /** By id: names of people are not needed. */
    static Account account(Json agent) throws BadJsonException {
        var id = agent == null ? null : agent.text("id");
        if (id == null) {
            return null;
        }
        var type = agent.text("type");
        return new Account(id, null, type == null ? null : type.startsWith("user") ? "User" : "Bot");
    }

    private static String named(Json reference) throws BadJsonException {
        if (reference == null) {
            return null;
        }
        var name = reference.text("name");
        return name == null ? reference.text("summary") : name;
    }
}
