package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.IncidentEvent;
import java.util.List;
import java.util.Set;

/**
 * Our own format, for tools that no reader is for. With {@code event} a record tells what happened {@code at} a time;
 * without, it shows the incident as it is.
 *
 * <p>{@code id} and, of an event, {@code at} are needed; of an incident as it is, {@code triggered_at}. The rest may be
 * missing: {@code provider}, {@code number}, {@code title}, {@code url}, {@code service}, {@code service_name},
 * {@code repo}, {@code severity}, {@code status}, {@code maintenance}, {@code acknowledged_at}, {@code resolved_at},
 * {@code text}, {@code components}, {@code event_id}.
 */
final class PlainIncidents implements IncidentReader {

    private static final Set<String> ACTIONS = Set.of(
            "triggered",
            "acknowledged",
            "unacknowledged",
            "resolved",
            "reopened",
            "severity_changed",
            "updated",
            "noted",
            "deleted");

    private static final Set<String> STATUSES = Set.of(Telling.OPEN, Telling.ACKNOWLEDGED, Telling.RESOLVED);

    @Override
    public List<IncidentEvent> read(Telling told, Json record) throws BadJsonException {
        var provider = record.text("provider");
        var teller = provider == null ? told : told.of(provider);
        var id = record.needText("id");
        var action = record.text("event");
        if (action == null) {
            var listed = describe(teller.listed(id, record.time("updated_at")), record)
                    .setTriggeredAt(record.needTime("triggered_at"));
            if (listed.getStatus() == null) {
                listed.setStatus(
                        listed.getResolvedAt() != null
                                ? Telling.RESOLVED
                                : listed.getAcknowledgedAt() != null ? Telling.ACKNOWLEDGED : Telling.OPEN);
            }
            return List.of(teller.shown(listed));
        }
        if (!ACTIONS.contains(action)) {
            throw new BadJsonException("event is none of " + String.join(", ", sorted(ACTIONS)));
        }
        var at = record.needTime("at");
        var given = record.text("event_id");
        var eventId = given == null ? id + "/" + action + "/" + at : given;
        var event = describe(teller.event(id, action, "plain/" + eventId, at, null), record);
        var stated = event.getStatus();
        Telling.lifeCycle(event);
        if (stated != null) {
            event.setStatus(stated);
        }
        return List.of(event.build());
    }

    private static IncidentEvent.Builder describe(IncidentEvent.Builder builder, Json record) throws BadJsonException {
        var status = record.text("status");
        if (status != null && !STATUSES.contains(status)) {
            throw new BadJsonException("status is none of " + String.join(", ", sorted(STATUSES)));
        }
        return builder.setNumber(record.number("number"))
                .setTitle(Telling.title(record.text("title")))
                .setUrl(record.text("url"))
                .setServiceId(record.text("service"))
                .setServiceName(record.text("service_name"))
                .setRepo(record.text("repo"))
                .setSeverity(record.text("severity"))
                .setStatus(status)
                .setMaintenance(Boolean.TRUE.equals(record.flag("maintenance")))
                .setTriggeredAt(record.time("triggered_at"))
                .setAcknowledgedAt(record.time("acknowledged_at"))
                .setResolvedAt(record.time("resolved_at"))
                .setText(Telling.text(record.text("text")))
                .setComponents(record.texts("components"));
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
