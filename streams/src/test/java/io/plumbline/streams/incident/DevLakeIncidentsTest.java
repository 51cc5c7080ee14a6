package io.plumbline.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.SharedData;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Apache DevLake's own test input through our ladder, row by row beside the output that its tests expect. Their rule: the
 * newest successful production deployment of the project before the incident, however old. The tables that this prints are
 * in docs/devlake-comparison.md.
 */
class DevLakeIncidentsTest {

    private static final String BASE = "devlake/dora/e2e/";
    private static final String CONNECT = BASE + "connect_incident_to_deployment/";
    private static final String WITHOUT_LIMIT = "{version: devlake, windows: {service: P90D, time: P90D}}";
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    Path directory;

    @Test
    void withoutALimitEveryRowIsDevLakes() {
        var expected = expected(CONNECT + "snapshot_tables/project_incident_deployment_relationships.csv");

        var ours = newest(connected(), WITHOUT_LIMIT);

        assertThat(ours).isEqualTo(expected).hasSize(6);
    }

    @Test
    void withOurLimitOnlyWhatIsYoungerThanAWeekIsBlamed() {
        var expected = expected(CONNECT + "snapshot_tables/project_incident_deployment_relationships.csv");

        var ours = newest(connected(), null);

        print(expected, ours);
        assertThat(ours)
                .as("the other five began 39 to 65 days after the last deployment")
                .isEqualTo(Map.of("github:GithubIssue:1:1373792478", "pipeline2"));
    }

    @Test
    void incidentsOfBoardsAreDevLakesToo() {
        var expected = expected(BASE + "snapshot_tables/project_incident_deployment_relationships.csv");
        var boards = new TreeMap<String, String>();
        SharedData.csv(BASE + "raw_tables/board_issues.csv")
                .forEach(row -> boards.put(row.get("issue_id"), row.get("board_id")));
        var projects = projects(BASE + "raw_tables/project_mapping.csv");
        var incidents = new ArrayList<IncidentEvent>();
        for (var row : SharedData.csv(BASE + "raw_tables/issues.csv")) {
            if (row.get("type").equals("INCIDENT")) {
                incidents.add(incident(
                        row.get("id"), row.get("created_date"), projects.get("boards " + boards.get(row.get("id")))));
            }
        }

        var unlimited = newest(incidents, WITHOUT_LIMIT);

        assertThat(unlimited).isEqualTo(expected).hasSize(4);
        assertThat(newest(incidents, null)).isEmpty();
    }

    private static List<IncidentEvent> connected() {
        var projects = projects(CONNECT + "raw_tables/project_mapping.csv");
        return SharedData.csv(CONNECT + "raw_tables/incidents.csv").stream()
                .map(row -> incident(
                        row.get("id"),
                        row.get("created_date"),
                        projects.get(row.get("table") + " " + row.get("scope_id"))))
                .toList();
    }

    /** The deployment with the whole weight of each incident that has one. */
    private Map<String, String> newest(List<IncidentEvent> incidents, String rules) {
        var found = new TreeMap<String, String>();
        try (var pipeline = IncidentPipeline.bare(directory.resolve(rules == null ? "limit" : "no-limit"))) {
            if (rules != null) {
                pipeline.receive(Happenings.rules(1, rules)).settle();
            }
            pipeline.receive(deployments());
            for (var event : incidents) {
                pipeline.receive(Happenings.say(IncidentEvent.newBuilder(event)));
            }
            for (var fact : pipeline.incidents().values()) {
                for (var cause : fact.getCauses()) {
                    if (cause.getWeightMillionths() == 1_000_000) {
                        var id = cause.getDeployment();
                        found.put(fact.getIncidentId(), id.substring(id.lastIndexOf('/') + 1, id.indexOf('.')));
                    }
                }
            }
        }
        return found;
    }

    /** A project is one repository of ours, and each commit that a pipeline deployed is one deployment, as DevLake reads it. */
    private static List<Happenings.Delivery<DeploymentFact>> deployments() {
        var projects = projects(CONNECT + "raw_tables/project_mapping.csv");
        var all = new ArrayList<Happenings.Delivery<DeploymentFact>>();
        for (var row : SharedData.csv(CONNECT + "prev_success_deployment_commit/cicd_deployment_commits_after.csv")) {
            var project = projects.get("cicd_scopes " + row.get("cicd_scope_id"));
            if (project != null) {
                var repo = "devlake/" + project;
                var id = row.get("cicd_deployment_id") + "." + row.get("commit_sha");
                var finished = OffsetDateTime.parse(row.get("finished_date")).toInstant();
                all.add(Happenings.say(Happenings.release(1, 0)
                        .setId(Topics.deploymentKey("github", repo, id))
                        .setRepo(repo)
                        .setDeploymentId(id)
                        .setSha(null)
                        .setState(row.get("result").toLowerCase(Locale.ROOT))
                        .setProduction(row.get("environment").equals("PRODUCTION"))
                        .setCreatedAt(finished)
                        .setFinishedAt(finished)));
            }
        }
        return all;
    }

    private static Map<String, String> projects(String file) {
        var projects = new TreeMap<String, String>();
        SharedData.csv(file)
                .forEach(row -> projects.put(row.get("table") + " " + row.get("row_id"), row.get("project_name")));
        return projects;
    }

    /** @param project null: it belongs to none, and DevLake writes no row */
    private static IncidentEvent incident(String id, String created, String project) {
        var at = LocalDateTime.parse(created, PLAIN).toInstant(ZoneOffset.UTC);
        return IncidentEvent.newBuilder()
                .setMeta(new EventMeta("pagerduty", "devlake", id, id, at, at, null))
                .setIncidentId(id)
                .setAction("listed")
                .setTriggeredAt(at)
                .setStatus("open")
                .setRepo(project == null ? null : "devlake/" + project)
                .build();
    }

    private static Map<String, String> expected(String file) {
        var rows = new TreeMap<String, String>();
        SharedData.csv(file).forEach(row -> rows.put(row.get("id"), row.get("deployment_id")));
        return rows;
    }

    private static void print(Map<String, String> expected, Map<String, String> ours) {
        System.out.printf("%n| incident | ours | DevLake |%n|---|---|---|%n");
        expected.forEach((id, deployment) -> System.out.printf(
                "| %s | %s | %s |%n", id.substring(id.lastIndexOf(':') + 1), ours.getOrDefault(id, "–"), deployment));
    }
}
