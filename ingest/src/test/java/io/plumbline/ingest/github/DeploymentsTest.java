package io.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.event.DeploymentEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeploymentsTest {

    private static final String DEPLOYMENT = """
            {"id": 7, "sha": "abc", "ref": "main", "task": "deploy:rollback", "payload": %s, "environment": "production",
             "original_environment": "production", "description": "to the world", "creator": {"login": "octo", "id": 3, "type": "User"},
             "created_at": "2026-03-01T10:00:00Z", "updated_at": "2026-03-01T10:05:00Z", "production_environment": true,
             "transient_environment": false}""";

    @Test
    void aDeploymentTellsWhatItsCreatorStated() {
        var event = created("""
                {"service": "checkout", "trigger": "Roll-Back", "incident": "Q1", "pull_requests": [12, 13, 12, -1, "14", null]}""");

        assertThat(event.getMeta().getProvider()).isEqualTo("github");
        assertThat(event.getMeta().getEventId()).isEqualTo("deployment/created/octo/hello/7");
        assertThat(event.getMeta().getEventTime()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(event.getRepo()).isEqualTo("octo/hello");
        assertThat(event.getDeploymentId()).isEqualTo("7");
        assertThat(event.getState()).isEqualTo("created");
        assertThat(event.getProduction()).isTrue();
        assertThat(event.getSha()).isEqualTo("abc");
        assertThat(event.getTask()).isEqualTo("deploy:rollback");
        assertThat(event.getService()).isEqualTo("checkout");
        assertThat(event.getTrigger()).isEqualTo("rollback");
        assertThat(event.getIncidentId()).isEqualTo("Q1");
        assertThat(event.getPullRequests()).containsExactly(12, 13);
        assertThat(event.getCreator().getLogin()).isEqualTo("octo");
    }

    @Test
    void aPayloadThatIsTheTextOfAnObjectIsReadLikeIt() {
        assertThat(created("\"{\\\"trigger\\\": \\\"hotfix\\\", \\\"incident\\\": 42}\""))
                .satisfies(event -> assertThat(event.getTrigger()).isEqualTo("hotfix"))
                .satisfies(event -> assertThat(event.getIncidentId()).isEqualTo("42"));
    }

    @Test
    void whatStandsInAPayloadInAnotherFormIsLeftOutAndNeverAnError() {
        for (var payload : new String[] {
            "null",
            "\"\"",
            "\"deployed by hand\"",
            "\"{not json\"",
            "[]",
            "[{}]",
            "5",
            "true",
            "{\"service\": {\"a\": 1}, \"trigger\": [1], \"incident\": true, \"pull_requests\": \"12\"}"
        }) {
            assertThat(created(payload))
                    .as(payload)
                    .satisfies(event -> assertThat(event.getService()).isNull())
                    .satisfies(event -> assertThat(event.getTrigger()).isNull())
                    .satisfies(event -> assertThat(event.getIncidentId()).isNull())
                    .satisfies(event -> assertThat(event.getPullRequests()).isEmpty());
        }
    }

    @Test
    void aStatusTellsItsStateAtItsOwnTimeWithTheDeploymentItBelongsTo() {
        var event = event("deployment_status", """
                {"action": "created", "deployment": %s, "deployment_status": {"id": 9, "state": "success", "description": "",
                 "environment": "production", "target_url": "", "log_url": "https://ci/1", "created_at": "2026-03-01T10:05:00Z"},
                 "repository": {"id": 1, "full_name": "octo/hello"}, "sender": {"login": "octo", "id": 3}}""".formatted(DEPLOYMENT.formatted("{}")));

        assertThat(event.getMeta().getEventId()).isEqualTo("deployment_status/octo/hello/7/9");
        assertThat(event.getMeta().getEventTime()).isEqualTo(Instant.parse("2026-03-01T10:05:00Z"));
        assertThat(event.getMeta().getActor().getType()).isEqualTo("User");
        assertThat(event.getState()).isEqualTo("success");
        assertThat(event.getCreatedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(event.getDescription()).isEqualTo("to the world");
        assertThat(event.getUrl()).isEqualTo("https://ci/1");
    }

    @Test
    void aWorkflowRunIsNoDeployment() {
        var raw =
                SharedData.webhook("workflow_run", "d", "{\"action\": \"completed\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(GitHubEvents.map(raw)).isInstanceOf(Mapping.Unmapped.class);
    }

    @Test
    void aDeploymentWithoutEnvironmentIsUnreadableAndSaysWhy() {
        var raw = SharedData.webhook(
                "deployment",
                "d",
                "{\"action\": \"created\", \"deployment\": {\"id\": 7}, \"repository\": {\"id\": 1, \"full_name\": \"o/h\"}}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(GitHubEvents.map(raw)).isEqualTo(new Unreadable("deployment.environment is missing"));
    }

    private static DeploymentEvent created(String payload) {
        return event("deployment", """
                {"action": "created", "deployment": %s, "repository": {"id": 1, "full_name": "octo/hello"},
                 "sender": {"login": "octo", "id": 3, "type": "User"}}""".formatted(DEPLOYMENT.formatted(payload)));
    }

    private static DeploymentEvent event(String type, String payload) {
        var mapping = GitHubEvents.map(SharedData.webhook(type, "d", payload.getBytes(StandardCharsets.UTF_8)));
        assertThat(mapping).isInstanceOf(Mapped.class);
        return (DeploymentEvent) ((Mapped) mapping).events().get(0);
    }
}
