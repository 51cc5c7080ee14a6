package io.plumbline.ingest.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.schema.event.IncidentEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every file of incidents at hand: what is read of it, to the minute. PagerDuty's are in {@link PagerDutyTest}. */
class SharedIncidentsTest {

    @Test
    void gitHubsStatusFeedGives275IncidentsAndTheirRecoveryTimeByImpact() throws Exception {
        var listed = new ArrayList<IncidentEvent>();
        var actions = new TreeMap<String, Long>();
        for (var line :
                Told.text("github_statuses/incidents_2022_2023.jsonl").lines().toList()) {
            var events = Told.events("github-status", line);
            events.forEach(event -> actions.merge(event.getAction(), 1L, Long::sum));
            var whole = Told.only("listed", events);
            listed.add(whole);
            // The updates tell the same life as the list.
            assertThat(Told.only("triggered", events).getTriggeredAt()).isEqualTo(whole.getTriggeredAt());
            assertThat(Told.only("resolved", events).getResolvedAt()).isEqualTo(whole.getResolvedAt());
            assertThat(events)
                    .allSatisfy(event -> assertThat(event.getMaintenance()).isEqualTo(whole.getMaintenance()));
            assertThat(events.stream()
                            .map(event -> event.getMeta().getEventId())
                            .distinct())
                    .hasSameSizeAs(events);
        }

        assertThat(listed).hasSize(275);
        assertThat(listed).extracting(IncidentEvent::getStatus).containsOnly("resolved");
        assertThat(listed.stream().filter(IncidentEvent::getMaintenance)).hasSize(10);
        assertThat(actions).isEqualTo(Map.of("listed", 275L, "triggered", 275L, "resolved", 275L, "updated", 814L));
        var minutes = listed.stream()
                .filter(event -> !event.getMaintenance())
                .collect(Collectors.groupingBy(
                        IncidentEvent::getSeverity,
                        TreeMap::new,
                        Collectors.mapping(
                                event -> Duration.between(event.getTriggeredAt(), event.getResolvedAt())
                                        .toMinutes(),
                                Collectors.toList())));
        System.out.printf("%n%-12s %10s %24s%n", "impact", "incidents", "median recovery, minutes");
        minutes.forEach(
                (impact, spans) -> System.out.printf("%-12s %10d %24.1f%n", impact, spans.size(), median(spans)));
        System.out.printf("%-12s %10d %24s%n", "maintenance", 10, "excluded");
        assertThat(minutes.keySet()).containsExactly("critical", "major", "minor", "none");
        assertThat(minutes.values().stream().map(List::size)).containsExactly(1, 39, 213, 12);
        assertThat(minutes.values().stream().map(SharedIncidentsTest::median)).containsExactly(44.0, 70.0, 56.0, 173.5);
    }

    @Test
    void zulipsOpsgenieWebhooks() throws Exception {
        var folder = "zulip/opsgenie/fixtures/";

        assertThat(life("opsgenie", folder + "create.json"))
                .containsExactly("ec03dad6-62c8-4c94-b38b-d88f398e900f triggered open 2017-08-14T11:25:56.288Z");
        assertThat(life("opsgenie", folder + "acknowledge.json"))
                .containsExactly(
                        "052652ac-5d1c-464a-812a-7dd18bbfba8c acknowledged acknowledged 2015-01-05T10:03:44.764Z");
        assertThat(life("opsgenie", folder + "close.json"))
                .containsExactly("052652ac-5d1c-464a-812a-7dd18bbfba8c resolved resolved 2015-01-05T10:06:14.669Z");
        assertThat(Told.file("opsgenie", folder + "create.json").get(0).getSeverity())
                .isEqualTo("P3");
        assertThat(Told.file("opsgenie", folder + "close.json").get(0).getTriggeredAt())
                .isEqualTo(Instant.parse("2015-01-05T10:03:11.104Z"));
    }

    @Test
    void farosOpsgenieIncidentsWithTheirTimelines() throws Exception {
        var folder = "faros/sources/opsgenie-source/test_files/";

        var events = Told.file("opsgenie", folder + "incidents.json");
        var listed = listed(events);

        assertThat(listed).extracting(IncidentEvent::getStatus).containsExactly("open", "resolved", "open");
        assertThat(listed).extracting(IncidentEvent::getSeverity).containsExactly("P1", "P3", "P3");
        assertThat(listed.get(1).getTriggeredAt()).isEqualTo(Instant.parse("2022-04-05T15:37:31.620Z"));
        assertThat(listed.get(1).getResolvedAt()).isEqualTo(Instant.parse("2022-04-05T15:42:42.141Z"));
        assertThat(events.stream()
                        .filter(event -> event.getIncidentId().startsWith("ad22c0c7"))
                        .map(IncidentEvent::getAction))
                .containsExactlyInAnyOrder(
                        "acknowledged", "acknowledged", "acknowledged", "resolved", "triggered", "listed");
    }

    @Test
    void farosOpsgenieAlertsAreIncidentsOfTheirOwn() throws Exception {
        var alerts = Told.file("opsgenie", "faros/sources/opsgenie-source/test_files/alerts.json");

        assertThat(alerts).extracting(IncidentEvent::getStatus).containsExactly("resolved", "open");
        assertThat(alerts.get(0).getAcknowledgedAt()).isEqualTo(Instant.parse("2017-03-21T20:33:08.055Z"));
        assertThat(alerts.get(0).getResolvedAt()).isEqualTo(Instant.parse("2017-03-21T20:33:52.856Z"));
        assertThat(alerts).extracting(IncidentEvent::getSeverity).containsExactly("P4", "P5");
    }

    @Test
    void portsOpsgenieAlertsAndIncidents() throws Exception {
        var folder = "port_ocean/integrations/opsgenie/.port/examples/";

        assertThat(Told.file("opsgenie", folder + "alert/a.json"))
                .extracting(IncidentEvent::getStatus)
                .containsExactly("open");
        // This one only calls a responder to an incident.
        assertThat(Told.map("opsgenie", Told.text(folder + "alert/b.json"))).isInstanceOf(Unmapped.class);
        var one = Told.file("opsgenie", folder + "incident/a.json").get(0);
        assertThat(one.getServiceId()).isEqualTo("aaaaaaaa-bbbb-cccc-dddd-eeeeeeee0052");
        assertThat(one.getStatus()).isEqualTo("open");
        assertThat(one.getResolvedAt()).isNull();
        var two = Told.file("opsgenie", folder + "incident/b.json").get(0);
        assertThat(two.getServiceId()).isNull();
        assertThat(two.getComponents()).hasSize(2);
    }

    @Test
    void zulipsStatuspageWebhook() throws Exception {
        var events = Told.file("statuspage", "zulip/statuspage/fixtures/incident_created.json");

        assertThat(events).hasSize(2);
        var triggered = Told.only("triggered", events);
        assertThat(triggered.getMeta().getEventId()).isEqualTo("incident/update/qm8bgczn0p2n");
        assertThat(triggered.getText()).startsWith("We just encountered that database queries are timing out");
        var listed = Told.only("listed", events);
        assertThat(listed.getIncidentId()).isEqualTo("z3lct0r596n4");
        assertThat(listed.getSeverity()).isEqualTo("none");
        assertThat(listed.getTriggeredAt()).isEqualTo(Instant.parse("2017-12-26T07:32:00.507Z"));
        assertThat(listed.getServiceName()).isEqualTo("Management Portal (example)");
    }

    @Test
    void farosStatuspageIncidentsOneOfThemEnteredLaterWithContradictingTimes() throws Exception {
        var events = Told.file("statuspage", "faros/sources/statuspage-source/test_files/incidents.json");

        assertThat(listed(events))
                .extracting(event -> event.getIncidentId() + " " + event.getStatus() + " " + event.getSeverity() + " "
                        + event.getTriggeredAt() + " " + event.getResolvedAt())
                .containsExactly(
                        "mm4x7m368bzv resolved minor 2021-11-09T14:54:02.442Z 2021-11-10T15:56:37.080Z",
                        "zyrnzw0h585r open minor 2021-11-10T15:55:38.322Z null",
                        "12zwlm6q5twt resolved none 2021-11-09T14:36:17.706Z 2021-11-08T14:52:17.878Z");
        assertThat(events.stream()
                        .filter(event -> event.getIncidentId().equals("mm4x7m368bzv"))
                        .map(IncidentEvent::getAction))
                .containsExactly("triggered", "updated", "updated", "resolved", "listed");
        assertThat(events.stream()
                        .filter(event -> event.getIncidentId().equals("12zwlm6q5twt"))
                        .map(event -> event.getAction() + " " + event.getMeta().getEventTime()))
                .startsWith("triggered 2021-11-08T15:18:17.701Z")
                .contains("resolved 2021-11-08T14:52:17.878Z");
    }

    @Test
    void incidentIosIncidentAndUpdate() throws Exception {
        var folder = "incidentio_tap/integration/testdata/sync/";

        var incident = Told.file("incidentio", folder + "incidents.json");
        var update = Told.file("incidentio", folder + "incident_updates.json");

        var listed = Told.only("listed", incident);
        assertThat(listed.getIncidentId()).isEqualTo("01HDH3SMWK0C2D8TN41PVW61TA");
        assertThat(listed.getNumber()).isEqualTo(1);
        assertThat(listed.getSeverity()).isEqualTo("Minor");
        assertThat(listed.getStatus()).isEqualTo("open");
        assertThat(listed.getTriggeredAt()).isEqualTo(Instant.parse("2023-10-24T15:10:35.411Z"));
        assertThat(update).hasSize(1);
        assertThat(update.get(0)).isEqualTo(Told.only("updated", incident));
        for (var other : List.of("alerts", "severities", "incident_statuses", "incident_timestamps", "actions")) {
            assertThat(Told.map("incidentio", Told.text(folder + other + ".json")))
                    .as(other)
                    .isInstanceOf(Unmapped.class);
        }
    }

    @Test
    void farosFireHydrantIncidentsWithTheirMilestones() throws Exception {
        var events = Told.file("firehydrant", "faros/sources/firehydrant-source/test_files/incidents.json");

        assertThat(listed(events))
                .extracting(event -> event.getNumber() + " " + event.getStatus() + " " + event.getSeverity() + " "
                        + event.getTriggeredAt() + " " + event.getAcknowledgedAt() + " " + event.getResolvedAt())
                .containsExactly(
                        "3 acknowledged P4 2022-03-08T06:13:17.672Z 2022-03-08T06:13:17.804Z null",
                        "1 acknowledged P4 2022-03-07T15:17:51.779Z 2022-03-07T15:17:52.022Z null",
                        "2 resolved SEV4 2022-03-08T01:28:08.563Z 2022-03-08T02:03:42Z 2022-03-08T03:09:06.407Z");
        assertThat(events.stream().filter(event -> event.getAction().equals("noted")))
                .hasSize(3);
    }

    @Test
    void farosSquadcastIncidentsWithTheirLogs() throws Exception {
        var folder = "faros/sources/squadcast-source/test_files/";

        var events = Told.file("squadcast", folder + "incidents.json");

        assertThat(listed(events))
                .extracting(event -> event.getStatus() + " " + event.getSeverity() + " " + event.getTriggeredAt() + " "
                        + event.getAcknowledgedAt() + " " + event.getResolvedAt())
                .containsExactly(
                        "open null 2021-12-01T21:45:11.655Z null null",
                        "open null 2021-11-24T16:04:45.002Z null null",
                        "resolved null 2021-11-23T09:44:48.715Z 2021-11-23T12:13:32.443Z 2021-11-23T12:13:39.843Z",
                        "open critical 2021-11-23T09:17:10.638Z null null");
        assertThat(events.stream()
                        .filter(event -> event.getIncidentId().equals("619cb810f88b5d9a2ab1271d"))
                        .map(IncidentEvent::getAction))
                .containsExactly(
                        "triggered", "updated", "updated", "acknowledged", "resolved", "noted", "noted", "listed");
        assertThat(Told.map("squadcast", Told.text(folder + "events.json"))).isInstanceOf(Unmapped.class);
    }

    private static List<IncidentEvent> listed(List<IncidentEvent> events) {
        return events.stream()
                .filter(event -> event.getAction().equals("listed"))
                .toList();
    }

    private static List<String> life(String source, String path) throws Exception {
        return Told.file(source, path).stream()
                .map(event -> event.getIncidentId() + " " + event.getAction() + " " + event.getStatus() + " "
                        + event.getMeta().getEventTime())
                .toList();
    }

    private static double median(List<Long> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }
}
