package io.plumbline.ingest.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.event.IncidentEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the real files do not show. */
class VendorRulesTest {

    @Test
    void aStatusPageThatOpensAgainAfterItsResolutionIsReopened() {
        var events = Told.events("statuspage", """
                {"id": "s1", "name": "slow", "status": "resolved", "impact": "major", "created_at": "2026-03-01T10:00:00Z",
                 "resolved_at": "2026-03-01T13:00:00Z", "incident_updates": [
                 {"id": "u4", "status": "resolved", "created_at": "2026-03-01T13:00:00Z"},
                 {"id": "u3", "status": "investigating", "created_at": "2026-03-01T12:00:00Z"},
                 {"id": "u2", "status": "resolved", "created_at": "2026-03-01T11:00:00Z"},
                 {"id": "u1", "status": "investigating", "created_at": "2026-03-01T10:00:00Z"}],
                 "postmortem_body": "It was https://github.com/o/h/pull/7", "postmortem_published_at": "2026-03-02T00:00:00Z"}""");

        assertThat(events)
                .extracting(IncidentEvent::getAction)
                .containsExactly("triggered", "resolved", "reopened", "resolved", "listed", "noted");
        assertThat(Told.only("noted", events).getText()).contains("pull/7");
    }

    @Test
    void plannedWorkOnAStatusPageIsMaintenance() {
        var events = Told.events("statuspage", """
                {"scheduled_maintenances": [{"id": "s1", "name": "move", "status": "completed", "impact": "none",
                 "created_at": "2026-03-01T10:00:00Z", "scheduled_for": "2026-03-02T10:00:00Z", "incident_updates": []}]}""");

        assertThat(events).hasSize(1);
        assertThat(events.get(0).getMaintenance()).isTrue();
        assertThat(events.get(0).getStatus()).isEqualTo("resolved");
    }

    @Test
    void anUpdateOfAComponentIsNoIncident() {
        assertThat(Told.map("statuspage", "{\"page\": {}, \"component_update\": {}, \"component\": {}}"))
                .isInstanceOf(Unmapped.class);
    }

    @Test
    void anIncidentThatIncidentIoDeclinedIsDeletedAndATestIsLeftOut() {
        var incident = """
                {"id": "I1", "mode": "%s", "name": "x", "created_at": "2026-03-01T10:00:00Z", "updated_at": "2026-03-01T11:00:00Z",
                 "incident_status": {"category": "%s", "name": "any"}}""";

        assertThat(Told.events("incidentio", incident.formatted("standard", "declined")))
                .extracting(IncidentEvent::getAction)
                .containsExactly("deleted");
        assertThat(Told.map("incidentio", incident.formatted("test", "live"))).isInstanceOf(Unmapped.class);
    }

    @Test
    void anIncidentThatIncidentIoOpensAgainIsReopened() {
        var update = """
                {"id": "%s", "incident_id": "I1", "created_at": "2026-03-01T1%d:00:00Z", "new_incident_status": {"category": "%s"}}""";

        var events = Told.events(
                "incidentio",
                // Whatever the order in the document.
                "{\"incident_updates\": [%s, %s, %s]}"
                        .formatted(
                                update.formatted("u3", 3, "live"),
                                update.formatted("u2", 2, "closed"),
                                update.formatted("u1", 1, "live")));

        assertThat(events).extracting(IncidentEvent::getAction).containsExactly("updated", "resolved", "reopened");
    }

    @Test
    void opsgeniesNotesAndPrioritiesAreTold() {
        var webhook = """
                {"action": "%s", "alert": {"alertId": "A1", "message": "slow", "tinyId": "4", "createdAt": 1700000000000,
                 "updatedAt": 1700000060000000000, "priority": "P2", "note": "caused by #12"}}""";

        var note = Told.events("opsgenie", webhook.formatted("AddNote")).get(0);
        var priority =
                Told.events("opsgenie", webhook.formatted("UpdatePriority")).get(0);

        assertThat(note.getText()).isEqualTo("caused by #12");
        assertThat(note.getMeta().getEventTime()).isEqualTo(Instant.ofEpochSecond(1_700_000_060));
        assertThat(priority.getAction()).isEqualTo("severity_changed");
        assertThat(priority.getSeverity()).isEqualTo("P2");
        assertThat(Told.map("opsgenie", webhook.formatted("CustomAction"))).isInstanceOf(Unmapped.class);
    }

    @Test
    void ourOwnFormatTellsEventsAndIncidentsAsTheyAre() {
        var event = Told.events("incidents", """
                        {"id": "7", "provider": "pager", "event": "acknowledged", "at": "2026-03-01T10:00:00Z", "service": "checkout",
                         "repo": "o/h", "severity": "SEV2"}""").get(0);
        var whole = Told.events("incidents", """
                        {"id": "7", "title": "slow", "triggered_at": "2026-03-01T10:00:00Z", "resolved_at": "2026-03-01T09:00:00Z"}""").get(0);

        assertThat(event.getMeta().getProvider()).isEqualTo("pager");
        assertThat(event.getStatus()).isEqualTo("acknowledged");
        assertThat(event.getRepo()).isEqualTo("o/h");
        assertThat(whole.getMeta().getProvider()).isEqualTo("incidents");
        assertThat(whole.getAction()).isEqualTo("listed");
        assertThat(whole.getStatus()).isEqualTo("resolved");
        // Clocks that disagree are kept as they are.
        assertThat(whole.getResolvedAt()).isBefore(whole.getTriggeredAt());
        assertThat(Told.map("incidents", "{\"id\": \"7\", \"event\": \"exploded\", \"at\": 1}"))
                .isInstanceOf(Unreadable.class);
        assertThat(Told.map("incidents", "{\"id\": \"7\"}")).isEqualTo(new Unreadable("triggered_at is missing"));
    }
}
