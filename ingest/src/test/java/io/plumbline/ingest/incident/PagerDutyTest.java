package io.plumbline.ingest.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.event.IncidentEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagerDutyTest {

    private static final String INCIDENT = """
            {"id": "Q1", "type": "incident", "number": 7, "status": "acknowledged", "title": "disk full",
             "html_url": "https://acme.pagerduty.com/incidents/Q1", "created_at": "2026-03-01T10:00:00Z",
             "service": {"id": "S1", "summary": "checkout", "type": "service_reference"},
             "priority": {"id": "P1", "summary": "P2", "type": "priority_reference"}}""";

    @ParameterizedTest
    @CsvSource({
        "incident.triggered, triggered, open",
        "incident.acknowledged, acknowledged, acknowledged",
        "incident.unacknowledged, unacknowledged, open",
        "incident.resolved, resolved, resolved",
        "incident.reopened, reopened, open",
        "incident.priority_updated, severity_changed, acknowledged",
        "incident.reassigned, updated, acknowledged",
        "incident.delegated, updated, acknowledged",
        "incident.escalated, updated, acknowledged",
        "incident.service_updated, updated, acknowledged",
        "incident.workflow.started, updated, acknowledged"
    })
    void eachEventOfAnIncidentTellsItsActionAndTheStatusAfterIt(String type, String action, String status) {
        var event = version3(type, INCIDENT);

        assertThat(event.getAction()).isEqualTo(action);
        assertThat(event.getStatus()).isEqualTo(status);
        assertThat(event.getIncidentId()).isEqualTo("Q1");
        assertThat(event.getNumber()).isEqualTo(7);
        assertThat(event.getServiceId()).isEqualTo("S1");
        assertThat(event.getServiceName()).isEqualTo("checkout");
        assertThat(event.getSeverity()).isEqualTo("P2");
        assertThat(event.getTriggeredAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(event.getMeta().getProvider()).isEqualTo("pagerduty");
        assertThat(event.getMeta().getEventId()).isEqualTo("incident/event/E1");
        assertThat(event.getMeta().getEventTime()).isEqualTo(Instant.parse("2026-03-01T11:00:00.500Z"));
        assertThat(event.getMeta().getActor().getLogin()).isEqualTo("PU1");
    }

    @Test
    void anAnnotationBringsItsTextAndNamesItsIncident() {
        var event = version3("incident.annotated", """
                {"id": "N1", "type": "incident_note", "incident": {"id": "Q1", "summary": "[#7] disk full",
                 "html_url": "https://acme.pagerduty.com/incidents/Q1"}, "content": "Root cause: a pull request", "trimmed": false}""");

        assertThat(event.getAction()).isEqualTo("noted");
        assertThat(event.getIncidentId()).isEqualTo("Q1");
        assertThat(event.getTitle()).isEqualTo("disk full");
        assertThat(event.getText()).isEqualTo("Root cause: a pull request");
        assertThat(event.getStatus()).isNull();
    }

    @Test
    void aStatusUpdateIsANoteWithItsMessage() {
        var event = version3(
                "incident.status_update_published",
                "{\"id\": \"U1\", \"incident\": {\"id\": \"Q1\"}, \"message\": \"we roll back\"}");

        assertThat(event.getAction()).isEqualTo("noted");
        assertThat(event.getText()).isEqualTo("we roll back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident.custom_field_values.updated", "pagey.ping", "service.updated", "incident.new"})
    void whatSaysNothingAboutTheIncidentIsUnmapped(String type) {
        assertThat(Told.map("pagerduty", event(type, INCIDENT))).isInstanceOf(Unmapped.class);
    }

    @Test
    void aNoteIsCutAtItsLimitAndClockSkewIsKept() {
        var note = version3(
                "incident.annotated",
                "{\"id\": \"N1\", \"incident\": {\"id\": \"Q1\"}, \"content\": \"" + "x".repeat(20_000) + "\"}");
        var early = version3("incident.resolved", INCIDENT.replace("2026-03-01T10", "2026-03-02T10"));

        assertThat(note.getText()).hasSize(16_384);
        assertThat(early.getResolvedAt()).isBefore(early.getTriggeredAt());
    }

    @Test
    void aBrokenEventIsUnreadableAndSaysWhichField() {
        assertThat(Told.map("pagerduty", "{\"event\": {\"event_type\": \"incident.resolved\", \"data\": {}}}"))
                .isEqualTo(new Unreadable("event.occurred_at is missing"));
        assertThat(Told.map("pagerduty", event("incident.resolved", "{\"id\": true}")))
                .isEqualTo(new Unreadable("event.data.id is not a text"));
        assertThat(Told.map("pagerduty", "{\"event\": 1}")).isEqualTo(new Unreadable("event is not an object"));
    }

    @Test
    void aLogEntryIsOneEventByWebhookOfVersion2AndByList() {
        var entry = """
                {"id": "L1", "type": "resolve_log_entry", "created_at": "2026-03-01T12:00:00Z",
                 "agent": {"id": "S1", "type": "service_reference"}, "channel": {"type": "api"},
                 "service": {"id": "S1", "summary": "checkout"}, "incident": {"id": "Q1", "summary": "[#7] disk full"}}""";
        var listed = INCIDENT.replace("\"number\"", "\"incident_number\"");

        var webhook = Told.events(
                "pagerduty",
                "{\"messages\": [{\"id\": \"M1\", \"event\": \"incident.resolve\", \"created_on\": \"2026-03-01T12:00:01Z\", \"log_entries\": ["
                        + entry + "], \"incident\": " + listed + "}]}");
        var list = Told.events("pagerduty", "{\"log_entries\": [" + entry + "]}");

        assertThat(webhook).hasSize(2);
        assertThat(list).containsExactly(webhook.get(0));
        assertThat(list.get(0).getAction()).isEqualTo("resolved");
        assertThat(list.get(0).getTitle()).isEqualTo("disk full");
        assertThat(list.get(0).getMeta().getActor().getType()).isEqualTo("Bot");
    }

    @Test
    void theSameListTwiceIsOneEventAndAChangedOneAnother() {
        var incident = INCIDENT.replace("\"number\"", "\"incident_number\"");

        var first =
                Told.events("pagerduty", "{\"incidents\": [" + incident + "]}").get(0);
        var again = Told.events("pagerduty", "[" + incident + "]").get(0);
        var changed = Told.events("pagerduty", incident.replace("disk full", "disk fuller"))
                .get(0);

        var later = Told.events(
                        "pagerduty",
                        incident.replace("\"created_at\"", "\"updated_at\": \"2026-03-01T12:00:00Z\", \"created_at\""))
                .get(0);

        assertThat(first.getAction()).isEqualTo("listed");
        assertThat(later.getMeta().getEventId()).isNotEqualTo(first.getMeta().getEventId());
        assertThat(again.getMeta().getEventId()).isEqualTo(first.getMeta().getEventId());
        assertThat(changed.getMeta().getEventId()).isNotEqualTo(first.getMeta().getEventId());
    }

    @Test
    void zulipsCapturedWebhooksOfVersion3() throws Exception {
        assertThat(states("zulip/pagerduty/fixtures/triggered_v3.json"))
                .containsExactly("PFQZPSY triggered open 2021-06-04T13:35:29.781Z");
        assertThat(states("zulip/pagerduty/fixtures/acknowledged_v3.json"))
                .containsExactly("PQ1K5C8 acknowledged acknowledged 2021-06-04T13:55:30.394Z");
        assertThat(states("zulip/pagerduty/fixtures/resolved_v3.json"))
                .containsExactly("PCPZE64 resolved resolved 2021-06-04T13:16:53.816Z");
    }

    @Test
    void zulipsCapturedWebhooksOfVersions2And1() throws Exception {
        assertThat(states("zulip/pagerduty/fixtures/trigger_v2.json"))
                .containsExactly(
                        "PRORDTY triggered open 2017-09-26T15:14:36Z", "PRORDTY listed open 2017-09-26T15:14:36Z");
        assertThat(states("zulip/pagerduty/fixtures/resolve_v2.json"))
                .containsExactly(
                        "PRORDTY resolved resolved 2017-09-26T15:18:09Z",
                        "PRORDTY listed resolved 2017-09-26T15:18:09Z");
        assertThat(states("zulip/pagerduty/fixtures/trigger.json"))
                .containsExactly("P140S4Y triggered open 2015-02-07T21:42:52Z");
        assertThat(states("zulip/pagerduty/fixtures/resolved.json"))
                .containsExactly("PO1XIJ5 resolved resolved 2015-02-07T21:31:53Z");
        var resolved =
                Told.file("pagerduty", "zulip/pagerduty/fixtures/resolved.json").get(0);
        assertThat(resolved.getTitle()).isEqualTo("It is on fire");
        assertThat(resolved.getTriggeredAt()).isEqualTo(Instant.parse("2015-02-07T21:05:47Z"));
    }

    @Test
    void farosIncidentsAndTheirLogEntries() throws Exception {
        var incidents = Told.file("pagerduty", "faros/sources/pagerduty-source/test_files/incidents.json");
        var entries = Told.file("pagerduty", "faros/sources/pagerduty-source/test_files/incidentLogEntries.json");

        assertThat(incidents)
                .extracting(IncidentEvent::getIncidentId)
                .containsExactly("Q27MXNAJQ834PC", "Q2KDNUM7R5JYEK", "Q1LAD3450AG7V9");
        assertThat(incidents).allSatisfy(event -> {
            assertThat(event.getAction()).isEqualTo("listed");
            assertThat(event.getStatus()).isEqualTo("open");
            assertThat(event.getSeverity()).isNull();
        });
        assertThat(incidents).extracting(IncidentEvent::getServiceId).containsExactly("PAZDKS7", "PAZDKS7", "PAZDKS8");
        assertThat(entries)
                .extracting(IncidentEvent::getIncidentId)
                .containsExactly("Q1LAD3450AG7V9", "Q2KDNUM7R5JYEK", "Q27MXNAJQ834PC");
        assertThat(entries).extracting(IncidentEvent::getAction).containsOnly("triggered");
    }

    @Test
    void portsIncidentsHaveAPriority() throws Exception {
        var folder = "port_ocean/integrations/pagerduty/.port/examples/incidents/";
        for (var file : List.of("a.json", "b.json")) {
            var events = Told.file("pagerduty", folder + file);
            assertThat(events).hasSize(1);
            assertThat(events.get(0).getSeverity()).isEqualTo("P2");
            assertThat(events.get(0).getStatus()).isEqualTo("open");
            assertThat(events.get(0).getServiceName()).isEqualTo("API Gateway MTBF Test");
        }
    }

    private static List<String> states(String path) throws Exception {
        return Told.file("pagerduty", path).stream()
                .map(event -> event.getIncidentId() + " " + event.getAction() + " " + event.getStatus() + " "
                        + event.getMeta().getEventTime())
                .toList();
    }

    private static IncidentEvent version3(String type, String data) {
        var events = Told.events("pagerduty", event(type, data));
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static String event(String type, String data) {
        return """
               {"event": {"id": "E1", "event_type": "%s", "resource_type": "incident", "occurred_at": "2026-03-01T11:00:00.500Z",
                "agent": {"id": "PU1", "type": "user_reference"}, "client": null, "data": %s}}""".formatted(type, data);
    }
}
