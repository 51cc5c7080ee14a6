package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.incident.IncidentEvents;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.raw.RawEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** What is read of simulated deployments and incidents beside what the simulator did. */
class OperationsTruthTest {

    private static final Recording RECORDING = Recording.of(
            SimulationPlan.demo(Recording.END).withRates(Rates.defaults().withIncident(0.05)));

    @Test
    void deploymentsAreReadAsTheyWereMade() {
        var events = new ArrayList<DeploymentEvent>();
        for (var delivery : RECORDING.deliveries) {
            if (delivery.event().startsWith("deployment")) {
                var raw = raw("github", delivery.guid(), delivery.event(), delivery.deliveredAt(), delivery.payload());
                mapped(GitHubEvents.map(raw)).forEach(event -> events.add((DeploymentEvent) event));
            }
        }
        var created = events.stream()
                .filter(event -> event.getState().equals("created"))
                .toList();

        System.out.printf("%n%-26s %10s %10s %10s%n", "deployments", "expected", "computed", "difference");
        same("production", expected(SimulationTruth.RepositoryTruth::deployments), count(created, production()));
        same(
                "staging",
                expected(SimulationTruth.RepositoryTruth::stagingDeployments),
                count(created, production().negate()));
        same("rollbacks", expected(SimulationTruth.RepositoryTruth::rollbacks), count(created, event -> "rollback"
                .equals(event.getTrigger())));
        same("hotfixes", expected(SimulationTruth.RepositoryTruth::hotfixes), count(created, event -> "hotfix"
                .equals(event.getTrigger())));
        same(
                "succeeded",
                expected(SimulationTruth.RepositoryTruth::successful),
                count(events, production().and(event -> event.getState().equals("success"))));
        same(
                "failed",
                expected(SimulationTruth.RepositoryTruth::failed),
                count(events, production().and(event -> event.getState().equals("failure"))));
        assertThat(created)
                .filteredOn(event -> !"planned".equals(event.getTrigger()))
                .allSatisfy(event -> assertThat(event.getIncidentId()).isNotNull());
        assertThat(events.stream()
                        .map(event -> event.getMeta().getEventId())
                        .distinct()
                        .count())
                .isEqualTo(events.size());
    }

    @Test
    void incidentsAreReadAsTheyHappened() {
        var events = new ArrayList<IncidentEvent>();
        for (var told : RECORDING.incidents) {
            var raw = raw("pagerduty", "d-" + events.size(), told.type(), told.occurredAt(), told.body());
            mapped(IncidentEvents.map(raw)).forEach(event -> events.add((IncidentEvent) event));
        }
        var truth = RECORDING.truth().incidents();

        System.out.printf("%n%-26s %10s %10s %10s%n", "incidents", "expected", "computed", "difference");
        same("triggered", truth.size(), count(events, event -> event.getAction().equals("triggered")));
        same(
                "resolved",
                truth.stream().filter(incident -> incident.resolvedAt() != null).count(),
                count(events, event -> event.getAction().equals("resolved")));
        same(
                "cause stated in a note",
                truth.stream()
                        .filter(SimulationTruth.IncidentTruth::causeStated)
                        .count(),
                count(
                        events,
                        event -> event.getAction().equals("noted")
                                && event.getText().startsWith("Root cause: ")));
        for (var incident : truth) {
            var triggered = events.stream()
                    .filter(event -> event.getIncidentId().equals(incident.id())
                            && event.getAction().equals("triggered"))
                    .findFirst()
                    .orElseThrow();
            assertThat(triggered.getTriggeredAt()).isEqualTo(Instant.parse(incident.triggeredAt()));
            assertThat(triggered.getSeverity()).isEqualTo(incident.priority());
            assertThat(triggered.getNumber()).isEqualTo(incident.number());
            assertThat(triggered.getServiceId()).isEqualTo(incident.service());
        }
    }

    private static void same(String what, long expected, long computed) {
        System.out.printf("%-26s %10d %10d %10d%n", what, expected, computed, computed - expected);
        assertThat(computed).as(what).isEqualTo(expected);
    }

    private static Predicate<DeploymentEvent> production() {
        return event -> Boolean.TRUE.equals(event.getProduction());
    }

    private static <T> long count(List<T> events, Predicate<T> which) {
        return events.stream().filter(which).count();
    }

    private static long expected(ToLongFunction<SimulationTruth.RepositoryTruth> figure) {
        return RECORDING.truth().repositories().stream().mapToLong(figure).sum();
    }

    private static List<?> mapped(Mapping mapping) {
        assertThat(mapping).isInstanceOf(Mapped.class);
        return ((Mapped) mapping).events();
    }

    private static RawEvent raw(String source, String id, String type, Instant at, byte[] payload) {
        return new RawEvent(source, id, type, null, null, at, Map.of(), ByteBuffer.wrap(payload));
    }
}
