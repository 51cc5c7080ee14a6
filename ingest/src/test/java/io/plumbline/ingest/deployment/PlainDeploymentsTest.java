package io.plumbline.ingest.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.raw.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainDeploymentsTest {

    private static final String FINISHED = """
            {"id": "b-17", "repo": "octo/hello", "service": "checkout", "environment": "production", "production": true,
             "sha": "abc", "state": "success", "created_at": "2026-03-01T10:00:00Z", "finished_at": "2026-03-01T10:05:00Z",
             "trigger": "hotfix", "incident": "Q1", "pull_requests": [12, 13, 12]}""";

    @Test
    void aFinishedDeploymentTellsThatItWasCreatedAndHowItEnded() {
        var events = events(FINISHED);

        assertThat(events).extracting(DeploymentEvent::getState).containsExactly("created", "success");
        assertThat(events)
                .extracting(event -> event.getMeta().getEventTime())
                .containsExactly(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T10:05:00Z"));
        var last = events.get(1);
        assertThat(last.getMeta().getProvider()).isEqualTo("github");
        assertThat(last.getRepo()).isEqualTo("octo/hello");
        assertThat(last.getService()).isEqualTo("checkout");
        assertThat(last.getProduction()).isTrue();
        assertThat(last.getTrigger()).isEqualTo("hotfix");
        assertThat(last.getIncidentId()).isEqualTo("Q1");
        assertThat(last.getPullRequests()).containsExactly(12, 13);
    }

    @Test
    void reportingItAgainWhenItHasFinishedIsTheSameDeployment() {
        var begun = events(FINISHED.replace("success", "in_progress").replace("finished_at", "at"));
        var ended = events(FINISHED);

        assertThat(begun.get(0).getMeta().getEventId())
                .isEqualTo(ended.get(0).getMeta().getEventId());
        assertThat(begun.get(1).getMeta().getEventId())
                .isNotEqualTo(ended.get(1).getMeta().getEventId());
        assertThat(begun.get(1).getDeploymentId()).isEqualTo(ended.get(1).getDeploymentId());
    }

    @Test
    void anArrayIsAsManyDeployments() {
        assertThat(events("[" + FINISHED + ", " + FINISHED.replace("b-17", "18") + "]"))
                .extracting(DeploymentEvent::getDeploymentId)
                .containsExactly("b-17", "b-17", "18", "18");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"state\": \"success\" | \"state\": \"done\" | state is none of created, error, failure, in_progress, inactive, pending, queued, success",
                "\"trigger\": \"hotfix\" | \"trigger\": \"hope\" | trigger is none of hotfix, planned, rollback, unplanned",
                "octo/hello | hello | repo is not like owner/name",
                "[12, 13, 12] | \"12\" | pull_requests is not a list",
                "[12, 13, 12] | [\"12\"] | pull_requests is not a list of numbers",
                "\"environment\" | \"env\" | environment is missing",
                "\"created_at\" | \"made_at\" | created_at is missing"
            })
    void whatDoesNotFitTheFormatIsUnreadableAndSaysWhy(String part, String instead, String reason) {
        assertThat(map(FINISHED.replace(part, instead))).isEqualTo(new Unreadable(reason));
    }

    private static List<DeploymentEvent> events(String payload) {
        var mapping = map(payload);
        assertThat(mapping).isInstanceOf(Mapped.class);
        return ((Mapped) mapping)
                .events().stream().map(DeploymentEvent.class::cast).toList();
    }

    private static Mapping map(String payload) {
        return PlainDeployments.map(new RawEvent(
                "deployments",
                "d",
                "deployment",
                null,
                null,
                Instant.parse("2026-04-01T00:00:00Z"),
                Map.of(),
                ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8))));
    }
}
