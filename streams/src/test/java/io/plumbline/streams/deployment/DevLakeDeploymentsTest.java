package io.plumbline.streams.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestStory.Delivery;
import io.plumbline.streams.SharedData;
import io.plumbline.streams.delivery.DeliveryRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Apache DevLake's own test input through our rules, row by row beside the output that its tests expect. The tables that this
 * prints are in docs/devlake-comparison.md.
 */
class DevLakeDeploymentsTest {

    private static final String LEAD = "devlake/dora/e2e/change_lead_time/";
    private static final String PREVIOUS = "devlake/dora/e2e/prev_success_deployment_commit/";
    private static final String GENERATOR = "devlake/dora/e2e/deployment_generator/";
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-M-d H:mm:ss");

    /** As DevLake: what no deployment came before carries nothing. */
    private static final DeliveryRules AS_DEVLAKE =
            DeliveryRules.standardWith("{version: devlake, first: {policy: nothing}}");

    @Test
    void thePreviousDeploymentIsDevLakesInEveryRow() {
        var book = new InMemory(AS_DEVLAKE).receive(deployments(PREVIOUS + "cicd_deployment_commits_before.csv"));

        var differences = new ArrayList<String>();
        System.out.printf("%n| deployment | lane | state | ours | DevLake |%n|---|---|---|---|---|%n");
        for (var row : SharedData.csv(PREVIOUS + "cicd_deployment_commits_after.csv")) {
            var fact = book.fact(row.get("id"));
            var ours = orDash(last(fact.getPrevious()));
            var theirs = orDash(row.get("prev_success_deployment_commit_id"));
            // Both look for what went before; DevLake writes it down for successes only.
            if (!fact.getState().equals("success") && theirs.equals("–")) {
                theirs = "– (failed: not looked for)";
            } else if (!ours.equals(theirs)) {
                differences.add(row.get("id") + ": " + ours + " instead of " + theirs);
            }
            System.out.printf(
                    "| %s | %s %s | %s | %s | %s |%n",
                    row.get("id"), fact.getService(), fact.getEnvironment(), fact.getState(), ours, theirs);
        }

        assertThat(differences).isEmpty();
    }

    @Test
    void deploymentAndDeployTimeOfPullRequestsAreDevLakesUnderItsRuleForFirstDeployments() {
        var book = new InMemory(AS_DEVLAKE).receive(changes());

        var differences = compare(book);

        assertThat(differences)
                // Deployed before it was merged: they drop the span, we say so.
                .containsExactly("pr3: deploy -1403 (clock skew), DevLake –");
    }

    @Test
    void byDefaultAFirstDeploymentAlsoCarriesThirtyDays() {
        var book = new InMemory().receive(changes());

        // Deployment 3 is the first of its service and its commit is known nowhere: what was merged in the days before
        // is
        // taken to be in it. DevLake lets it carry nothing.
        assertThat(book.carried("3")).containsExactly("101*", "102*");
        assertThat(book.fact("3").getUnmatched()).isTrue();
        assertThat(book.carried("1"))
                .as("merged 14 months earlier: not in the window")
                .isEmpty();
        assertThat(book.carried("5")).containsExactly("101*", "102*");
    }

    @Test
    void deploymentsAreThoseThatDevLakeMakesOfPipelinesAndTheirJobs() {
        var expected = SharedData.csv(GENERATOR + "cicd_deployment_commits.csv");
        var book = new InMemory(AS_DEVLAKE).receive(pipelines());

        System.out.printf("%n| pipeline | ours | DevLake |%n|---|---|---|%n");
        var differences = new ArrayList<String>();
        for (var row : expected) {
            var id = row.get("cicd_deployment_id");
            var fact = book.fact(id);
            var ours = fact == null
                    ? "–"
                    : fact.getState() + " " + (fact.getProduction() ? "production" : "other") + " "
                            + sha(fact.getSha());
            var theirs = row.get("result").toLowerCase(Locale.ROOT) + " "
                    + (row.get("environment").equals("PRODUCTION") ? "production" : "other") + " "
                    + sha(row.get("commit_sha"));
            System.out.printf("| %s | %s | %s |%n", id.substring(id.lastIndexOf(':') + 1), ours, theirs);
            if (!ours.equals(theirs)) {
                differences.add(id + ": " + ours + " instead of " + theirs);
            }
        }

        assertThat(differences).isEmpty();
        assertThat(book.told()).hasSize(expected.size());
    }

    /** One row for each pull request; returns what differs. */
    private static List<String> compare(InMemory book) {
        var differences = new ArrayList<String>();
        System.out.printf("%n| pull request | | deployment | coding | deploy | cycle |%n|---|---|---|---|---|---|%n");
        var pulls = SharedData.csv(LEAD + "pull_requests.csv");
        for (var row : SharedData.csv(LEAD + "project_pr_metrics.csv")) {
            var id = row.get("id");
            var pull = pulls.stream()
                    .filter(one -> one.get("id").equals(id))
                    .findFirst()
                    .orElseThrow();
            var deployment = firstInProduction(book, number(id));
            var phases = Phases.of(pull, deployment);
            var deploy = phases.deploy() == null || phases.deploy() >= 0
                    ? minutes(phases.deploy())
                    : phases.deploy() + " (clock skew)";
            var ours = List.of(
                    deployment == null ? "–" : deployment.getDeploymentId(),
                    minutes(phases.coding()),
                    deploy,
                    minutes(phases.cycle()));
            var theirs = List.of(
                    orDash(row.get("deployment_commit_id")),
                    orDash(row.get("pr_coding_time")),
                    orDash(row.get("pr_deploy_time")),
                    orDash(row.get("pr_cycle_time")));
            System.out.printf("| %s | ours | %s |%n", id, String.join(" | ", ours));
            System.out.printf("| | DevLake | %s |%n", String.join(" | ", theirs));
            var names = List.of("deployment", "coding", "deploy", "cycle");
            for (int i = 0; i < names.size(); i++) {
                if (!ours.get(i).equals(theirs.get(i))) {
                    differences.add(id + ": " + names.get(i) + " " + ours.get(i) + ", DevLake " + theirs.get(i));
                }
            }
            var deployedAt =
                    deployment == null ? "–" : deployment.getFinishedAt().toString();
            var theirDate = row.get("pr_deployed_date").isEmpty()
                    ? "–"
                    : time(row.get("pr_deployed_date")).toString();
            assertThat(deployedAt).as(id).isEqualTo(theirDate);
        }
        return differences;
    }

    private static DeploymentFact firstInProduction(InMemory book, int number) {
        return book.told().values().stream()
                .filter(fact -> fact.getProduction() && fact.getState().equals("success"))
                .filter(fact ->
                        fact.getPullRequests().stream().anyMatch(one -> one.getNumber() == number && one.getFirst()))
                .min(Comparator.comparing(DeploymentFact::getFinishedAt).thenComparing(DeploymentFact::getId))
                .orElse(null);
    }

    /** Whole minutes, rounded up as DevLake does; null = unknown or did not happen. The others: {@code DevLakePhasesTest}. */
    private record Phases(Long coding, Long deploy, Long cycle) {

        static Phases of(Map<String, String> pull, DeploymentFact deployment) {
            var id = pull.get("id");
            var opened = time(pull.get("created_date"));
            var merged = time(pull.get("merged_date"));
            var firstCommit = SharedData.csv(LEAD + "pull_request_commits.csv").stream()
                    .filter(row -> row.get("pull_request_id").equals(id))
                    .map(row -> time(row.get("commit_authored_date")))
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            var coding = minutes(firstCommit, opened);
            var deploy = deployment == null ? null : minutes(merged, deployment.getFinishedAt());
            long cycle = minutes(opened, merged)
                    + (coding != null && coding > 0 ? coding : 0)
                    + (deploy != null && deploy > 0 ? deploy : 0);
            return new Phases(coding != null && coding < 0 ? null : coding, deploy, cycle);
        }

        private static Long minutes(Instant from, Instant to) {
            return from == null || to == null
                    ? null
                    : (long) Math.ceil(Duration.between(from, to).toMillis() / 60_000.0);
        }
    }

    private static List<Delivery<?>> changes() {
        var all = new ArrayList<>(deployments(LEAD + "cicd_deployment_commits.csv"));
        for (var row : SharedData.csv(LEAD + "commits_diffs.csv")) {
            all.add(commit(row.get("commit_sha"), row.get("old_commit_sha"), row.get("new_commit_sha")));
        }
        for (var row : SharedData.csv(LEAD + "pull_requests.csv")) {
            if (!row.get("merged_date").isEmpty()) {
                all.addAll(new DeploymentStory()
                        .pull(number(row.get("id")), fact -> fact.setMergedAt(time(row.get("merged_date")))
                                .setOutcome("merged")
                                .setMergeCommitSha(row.get("merge_commit_sha")))
                        .deliveries());
            }
        }
        return all;
    }

    /** A commit between two deployed ones, as a push from the one to the other tells it. */
    private static Delivery<?> commit(String sha, String before, String after) {
        // DevLake knows no pushes: the commit came when the pull request was merged.
        var at = SharedData.csv(LEAD + "pull_requests.csv").stream()
                .filter(pull -> pull.get("merge_commit_sha").equals(sha))
                .map(pull -> time(pull.get("merged_date")))
                .findFirst()
                .orElseThrow();
        return new Delivery<>(
                Topics.COMMIT,
                DeploymentStory.KEY,
                CommitEvent.newBuilder()
                        .setMeta(new EventMeta("github", "devlake", sha, sha + after, at, at, null))
                        .setRepo(DeploymentStory.REPO)
                        .setSha(sha)
                        .setRef("refs/heads/main")
                        .setMessage(sha)
                        .setPushBefore(before.isEmpty() ? DeploymentStory.ZEROS : before)
                        .setPushAfter(after)
                        .build());
    }

    /** A scope and repository is what we call a service. */
    private static List<Delivery<?>> deployments(String file) {
        var all = new ArrayList<Delivery<?>>();
        for (var row : SharedData.csv(file)) {
            var at = time(
                    row.getOrDefault("finished_date", "").isEmpty()
                            ? row.get("started_date")
                            : row.get("finished_date"));
            all.add(deployment(
                    row.get("id"),
                    row.get("cicd_scope_id") + " " + row.get("repo_url"),
                    row.get("environment"),
                    row.get("commit_sha"),
                    row.get("result"),
                    time(row.get("started_date")),
                    at));
        }
        return all;
    }

    /** A pipeline is a deployment when it or one of its jobs that ran is of that type. */
    private static List<Delivery<?>> pipelines() {
        var all = new ArrayList<Delivery<?>>();
        var tasks = SharedData.csv(GENERATOR + "cicd_tasks.csv");
        var commits = SharedData.csv(GENERATOR + "cicd_pipeline_commits.csv");
        for (var pipeline : SharedData.csv(GENERATOR + "cicd_pipelines.csv")) {
            var id = pipeline.get("id");
            var jobs = tasks.stream()
                    .filter(task -> task.get("pipeline_id").equals(id)
                            && task.get("type").equals("DEPLOYMENT")
                            && !task.get("result").equals("SKIPPED"))
                    .toList();
            boolean deploys = pipeline.get("type").equals("DEPLOYMENT") || !jobs.isEmpty();
            if (!deploys || pipeline.get("result").equals("SKIPPED")) {
                continue;
            }
            var environment =
                    jobs.isEmpty() ? pipeline.get("environment") : jobs.get(0).get("environment");
            var commit = commits.stream()
                    .filter(row -> row.get("pipeline_id").equals(id))
                    .findFirst();
            var created = time(pipeline.get("created_date"));
            all.add(deployment(
                    id,
                    pipeline.get("cicd_scope_id"),
                    environment,
                    commit.map(row -> row.get("commit_sha")).orElse(null),
                    pipeline.get("result"),
                    created,
                    pipeline.get("finished_date").isEmpty() ? created : time(pipeline.get("finished_date"))));
        }
        return all;
    }

    private static Delivery<?> deployment(
            String id, String service, String environment, String sha, String result, Instant created, Instant at) {
        return new Delivery<>(
                Topics.DEPLOYMENT,
                DeploymentStory.KEY,
                DeploymentEvent.newBuilder()
                        .setMeta(new EventMeta("github", "devlake", id, id, at, at, null))
                        .setRepo(DeploymentStory.REPO)
                        .setDeploymentId(id)
                        .setService(service)
                        .setEnvironment(environment)
                        .setSha(sha)
                        .setState(result)
                        .setCreatedAt(created)
                        .build());
    }

    /** DevLake's pr1 is our number 101. */
    private static int number(String id) {
        return 100 + Integer.parseInt(id.substring(2));
    }

    private static Instant time(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return text.contains("T")
                ? Instant.parse(text.replace("+00:00", "Z"))
                : LocalDateTime.parse(text, PLAIN).toInstant(ZoneOffset.UTC);
    }

    private static String last(String key) {
        return key == null ? null : key.substring(key.lastIndexOf('/') + 1);
    }

    private static String sha(String sha) {
        return sha.substring(0, 7);
    }

    private static String orDash(String text) {
        return text == null || text.isEmpty() ? "–" : text;
    }

    private static String minutes(Long minutes) {
        return Objects.toString(minutes, "–");
    }
}
