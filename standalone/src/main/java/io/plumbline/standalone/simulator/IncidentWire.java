package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;

/** Incidents as PagerDuty's v3 webhooks tell them. */
final class IncidentWire {
    private final String organisation;
    private final Dice dice;
    private long sent;

    IncidentWire(String organisation, Dice dice) {
        this.organisation = organisation;
        this.dice = dice;
    }

    /** {@code incident.triggered}, {@code incident.acknowledged} or {@code incident.resolved}. */
    DeliverySink.IncidentEvent event(Incident incident, String status, long at) throws IOException {
        return write("incident." + status, incident, at, json -> {
            json.writeStringField("id", incident.id);
            json.writeStringField("type", "incident");
            json.writeStringField("self", "https://api.pagerduty.com/incidents/" + incident.id);
            json.writeStringField("html_url", page("incidents", incident.id));
            json.writeNumberField("number", incident.number);
            json.writeStringField("status", status);
            json.writeStringField("incident_key", "sim-" + incident.id);
            Wire.time(json, "created_at", incident.triggeredAt);
            json.writeStringField("title", incident.title);
            json.writeFieldName("service");
            reference(json, "service", incident.repository.serviceId(), incident.repository.name());
            json.writeArrayFieldStart("assignees");
            if (!status.equals("resolved")) {
                person(json, incident.responder);
            }
            json.writeEndArray();
            json.writeFieldName("escalation_policy");
            reference(json, "escalation_policy", "E-" + incident.repository.team(), "Default");
            json.writeArrayFieldStart("teams");
            reference(json, "team", "T-" + incident.repository.team(), incident.repository.team());
            json.writeEndArray();
            json.writeFieldName("priority");
            reference(json, "priority", "P-" + incident.priority, incident.priority);
            json.writeStringField("urgency", incident.priority.equals("P4") ? "low" : "high");
            json.writeNullField("conference_bridge");
            json.writeNullField("resolve_reason");
        });
    }

    /** The note in which somebody states the cause. */
    DeliverySink.IncidentEvent note(Incident incident, String content, long at) throws IOException {
        return write("incident.annotated", incident, at, json -> {
            json.writeStringField("id", dice.fork("note", incident.number).code(14));
            json.writeStringField("type", "incident_note");
            json.writeFieldName("incident");
            reference(json, "incident", incident.id, incident.title);
            json.writeStringField("content", content);
            json.writeBooleanField("trimmed", false);
        });
    }

    private DeliverySink.IncidentEvent write(String type, Incident incident, long at, Wire.Fields data)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1500);
        try (JsonGenerator json = Wire.JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart("event");
            json.writeStringField("id", dice.fork("event", sent++).code(26));
            json.writeStringField("event_type", type);
            json.writeStringField("resource_type", "incident");
            // PagerDuty writes milliseconds.
            json.writeStringField("occurred_at", Wire.time(at).replace("Z", ".000Z"));
            json.writeFieldName("agent");
            person(json, incident.responder);
            json.writeNullField("client");
            json.writeObjectFieldStart("data");
            data.write(json);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        }
        return new DeliverySink.IncidentEvent(type, Instant.ofEpochSecond(at), incident.id, bytes.toByteArray());
    }

    private void person(JsonGenerator json, Account account) throws IOException {
        reference(json, "user", "PU" + account.id(), account.name());
    }

    private void reference(JsonGenerator json, String type, String id, String summary) throws IOException {
        String collection = type.equals("escalation_policy") || type.equals("priority")
                ? (type.equals("priority") ? "priorities" : "escalation_policies")
                : type + "s";
        json.writeStartObject();
        json.writeStringField("html_url", page(collection, id));
        json.writeStringField("id", id);
        json.writeStringField("self", "https://api.pagerduty.com/" + collection + "/" + id);
        json.writeStringField("summary", summary);
        json.writeStringField("type", type + "_reference");
        json.writeEndObject();
    }

    private String page(String collection, String id) {
        return "https://" + organisation + ".pagerduty.com/" + collection + "/" + id;
    }
}
