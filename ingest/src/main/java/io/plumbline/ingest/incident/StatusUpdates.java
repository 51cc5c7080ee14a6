package io.plumbline.ingest.incident;

import io.plumbline.schema.event.IncidentEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The life cycle that the updates on a status page tell: they name states, not what happened. */
final class StatusUpdates {

    /**
     * One update.
     *
     * @param id of the update
     * @param writtenAt orders them
     * @param at when it happened, as the page shows it; may contradict the order when history was entered later
     * @param status as the page writes it
     */
    record Update(String id, Instant writtenAt, Instant at, String status, String text, List<String> components) {}

    private StatusUpdates() {}

    /** One event an update; an update says nothing of its own about title and severity. */
    static List<IncidentEvent> events(Telling told, String incidentId, boolean maintenance, List<Update> updates) {
        var sorted = new ArrayList<>(updates);
        // Ids decide between updates of one moment, so that the order of the list does not.
        sorted.sort(Comparator.comparing(Update::writtenAt)
                .thenComparing(update -> isResolved(update.status()))
                .thenComparing(Update::id));
        var events = new ArrayList<IncidentEvent>();
        String before = null;
        for (var update : sorted) {
            var status = statusAfter(update.status(), before);
            var action = action(update.status(), status, before);
            var builder = told.event(incidentId, action, "update/" + update.id(), update.at(), null);
            events.add(Telling.lifeCycle(builder)
                    .setStatus(status)
                    .setText(Telling.text(update.text()))
                    .setMaintenance(maintenance)
                    .setComponents(update.components())
                    .build());
            before = status;
        }
        return events;
    }

    static boolean isResolved(String status) {
        return switch (plain(status)) {
            case "resolved", "completed", "postmortem" -> true;
            default -> false;
        };
    }

    static boolean isMaintenance(String impact, String status) {
        if ("maintenance".equals(impact)) {
            return true;
        }
        return switch (plain(status)) {
            case "scheduled", "in_progress", "verifying", "completed" -> true;
            default -> false;
        };
    }

    /** "Update" says that something is said, not what the state is. */
    private static String statusAfter(String status, String before) {
        if (isResolved(status)) {
            return Telling.RESOLVED;
        }
        return plain(status).equals("update") && before != null ? before : Telling.OPEN;
    }

    private static String action(String status, String after, String before) {
        if (plain(status).equals("postmortem")) {
            return "noted";
        }
        if (before == null) {
            return after.equals(Telling.RESOLVED) ? "resolved" : "triggered";
        }
        if (after.equals(before)) {
            return "updated";
        }
        return after.equals(Telling.RESOLVED) ? "resolved" : "reopened";
    }

    private static String plain(String status) {
        return status == null ? "" : status.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
