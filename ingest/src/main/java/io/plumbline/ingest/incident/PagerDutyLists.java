package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.IncidentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What PagerDuty's REST interface answers: incidents and log entries, alone, in an array or under their name. */
final class PagerDutyLists {

    private PagerDutyLists() {}

    static List<IncidentEvent> read(Telling told, Json document) throws BadJsonException {
        if (document.has("incidents") || document.has("log_entries")) {
            var events = new ArrayList<IncidentEvent>();
            for (var incident : document.objects("incidents")) {
                events.add(incident(told, incident, null));
            }
            for (var entry : document.objects("log_entries")) {
                events.addAll(logEntry(told, entry));
            }
            return events;
        }
        if (document.has("log_entry")) {
            return logEntry(told, document.needObject("log_entry"));
        }
        var type = document.text("type");
        if (type != null && type.endsWith("_log_entry")) {
            return logEntry(told, document);
        }
        if (document.has("incident_number")) {
            return List.of(incident(told, document, null));
        }
        var incident = document.object("incident");
        return incident != null && incident.has("incident_number")
                ? List.of(incident(told, incident, null))
                : List.of();
    }

    /** @param shownAt when it was so; null: the incident says when it was changed last */
    static IncidentEvent incident(Telling told, Json incident, Instant shownAt) throws BadJsonException {
        var status = PagerDuty.status(incident.text("status"));
        var changedAt = incident.time("last_status_change_at");
        var at = shownAt != null ? shownAt : latest(incident.time("updated_at"), changedAt);
        var builder = told.listed(incident.needText("id"), at).setNumber(incident.number("incident_number"));
        PagerDuty.describe(builder, incident);
        builder.setStatus(status).setTriggeredAt(incident.needTime("created_at"));
        for (var acknowledgement : incident.objects("acknowledgements")) {
            var acknowledgedAt = acknowledgement.time("at");
            if (acknowledgedAt != null
                    && (builder.getAcknowledgedAt() == null || acknowledgedAt.isBefore(builder.getAcknowledgedAt()))) {
                builder.setAcknowledgedAt(acknowledgedAt);
            }
        }
        if (Telling.RESOLVED.equals(status)) {
            var resolvedAt = incident.time("resolved_at");
            builder.setResolvedAt(resolvedAt == null ? changedAt : resolvedAt);
        }
        return told.shown(builder);
    }

    /** Nothing of a log entry that tells who was notified: that is no change of the incident. */
    static List<IncidentEvent> logEntry(Telling told, Json entry) throws BadJsonException {
        var type = entry.needText("type").replace("_log_entry", "").replace("_reference", "");
        var action = action(type);
        var incident = entry.object("incident");
        if (action == null || incident == null) {
            return List.of();
        }
        var builder = told.event(
                        incident.needText("id"),
                        action,
                        "log-entry/" + entry.needText("id"),
                        entry.needTime("created_at"),
                        PagerDuty.account(entry.object("agent")))
                .setTitle(Telling.title(title(incident)))
                .setUrl(incident.text("html_url"));
        PagerDuty.service(builder, entry.object("service"));
        Telling.lifeCycle(builder);
        var channel = entry.object("channel");
        if (action.equals("noted") && channel != null) {
            var text = channel.text("summary");
            builder.setText(Telling.text(text == null ? channel.text("message") : text));
        }
        if (action.equals("severity_changed") && channel != null) {
            var priority = channel.object("new_priority");
            builder.setSeverity(priority == null ? null : priority.text("summary"));
        }
        return List.of(builder.build());
    }

    private static String action(String type) {
        return switch (type) {
            case "trigger" -> "triggered";
            case "acknowledge" -> "acknowledged";
            case "unacknowledge" -> "unacknowledged";
            case "resolve" -> "resolved";
            case "reopen" -> "reopened";
            case "annotate", "status_update" -> "noted";
            case "priority_change" -> "severity_changed";
            case "assign", "escalate", "delegate", "merge", "snooze", "service_change" -> "updated";
            default -> null;
        };
    }

    /** References write "[#33] " before the title. */
    static String title(Json reference) throws BadJsonException {
        var summary = reference.text("summary");
        return summary == null ? null : summary.replaceFirst("^\\[#\\d+] ", "");
    }

    private static Instant latest(Instant left, Instant right) {
        return left == null || (right != null && right.isAfter(left)) ? right : left;
    }
}
