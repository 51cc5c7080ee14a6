package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentTest {
    private static final Recording RECORDING = Recording.of(
            SimulationPlan.demo(Recording.END).withRates(Rates.defaults().withIncident(0.05)));

    @Test
    void everyIncidentIsTriggeredOnceAndResolvedLater() {
        List<String> triggered = ids("incident.triggered");
        List<String> resolved = ids("incident.resolved");

        assertThat(triggered)
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(RECORDING.truth().incidents().stream()
                        .map(SimulationTruth.IncidentTruth::id)
                        .toList());
        assertThat(triggered).containsAll(resolved);
        assertThat(resolved)
                .containsExactlyInAnyOrderElementsOf(RECORDING.truth().incidents().stream()
                        .filter(incident -> incident.resolvedAt() != null)
                        .map(SimulationTruth.IncidentTruth::id)
                        .toList());
        assertThat(RECORDING.truth().incidents())
                .filteredOn(incident -> incident.resolvedAt() != null)
                .allSatisfy(incident -> assertThat(incident.resolvedAt()).isGreaterThan(incident.triggeredAt()));
    }

    @Test
    void theCauseIsAPullRequestThatWasDeployedBefore() {
        Map<String, PullRequestTruth> pulls = RECORDING.pulls.stream()
                .collect(Collectors.toMap(pull -> pull.repository() + "#" + pull.number(), pull -> pull));

        assertThat(RECORDING.truth().incidents())
                .filteredOn(incident -> incident.causePullRequest() != null)
                .hasSizeGreaterThan(10)
                .allSatisfy(incident -> {
                    PullRequestTruth cause = pulls.get(incident.repository() + "#" + incident.causePullRequest());
                    assertThat(cause.incident()).isEqualTo(incident.id());
                    assertThat(cause.deployedAt()).isLessThan(incident.triggeredAt());
                });
        assertThat(RECORDING.truth().incidents())
                .anySatisfy(incident -> assertThat(incident.causePullRequest()).isNull());
    }

    @Test
    void notesNameTheTrueCause() {
        List<JsonNode> notes = RECORDING.incidents.stream()
                .filter(event -> event.type().equals("incident.annotated"))
                .map(event -> Recording.read(event.body()))
                .toList();

        assertThat(notes).isNotEmpty().allSatisfy(note -> {
            String id = note.at("/event/data/incident/id").textValue();
            SimulationTruth.IncidentTruth truth = RECORDING.truth().incidents().stream()
                    .filter(incident -> incident.id().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(truth.causeStated()).isTrue();
            assertThat(note.at("/event/data/content").textValue())
                    .endsWith(truth.repository() + "/pull/" + truth.causePullRequest());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"triggered", "acknowledged", "resolved"})
    void theBodiesHaveTheFieldsOfPagerDutysOwn(String status) throws IOException {
        Path file = Path.of(System.getProperty("plumbline.root", "."))
                .resolve("../shared/data/zulip/pagerduty/fixtures/" + status + "_v3.json");
        Assumptions.assumeTrue(Files.exists(file), "captured webhooks are not beside the checkout: " + file);
        JsonNode theirs = Recording.JSON.readTree(file.toFile());
        JsonNode ours = RECORDING.incidents.stream()
                .filter(event -> event.type().equals("incident." + status))
                .map(event -> Recording.read(event.body()))
                .findFirst()
                .orElseThrow();

        for (String path : paths(theirs, "")) {
            assertThat(ours.at(path).isMissingNode()).as(path).isFalse();
        }
    }

    private static List<String> ids(String type) {
        return RECORDING.incidents.stream()
                .filter(event -> event.type().equals(type))
                .map(DeliverySink.IncidentEvent::incidentId)
                .toList();
    }

    private static List<String> paths(JsonNode node, String prefix) {
        List<String> paths = new ArrayList<>();
        node.properties().forEach(field -> {
            paths.add(prefix + "/" + field.getKey());
            paths.addAll(paths(field.getValue(), prefix + "/" + field.getKey()));
        });
        return paths;
    }
}
