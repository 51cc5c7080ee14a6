package io.plumbline.streams.incident;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.fact.CarriedPullRequest;
import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.fact.Revert;
import io.plumbline.schema.fact.ReworkFact;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Incidents, deployments and pull requests of acme/shop (service SHOP), as the application receives them. Hours of a Monday. */
final class Happenings {

    static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    static final String REPO = "acme/shop";

    /** @param event null: it is erased */
    record Delivery<V>(Topic<String, V> topic, String key, V event) {}

    private Happenings() {}

    static Instant at(double hour) {
        return MONDAY.plus(Duration.ofSeconds(Math.round(hour * 3600)));
    }

    static String incident(String id) {
        return Topics.incidentKey("pagerduty", id);
    }

    static String pull(int number) {
        return Topics.pullRequestKey("github", REPO, number);
    }

    static String deployment(int id) {
        return Topics.deploymentKey("github", REPO, Integer.toString(id));
    }

    static IncidentEvent.Builder event(String id, String action, double hour) {
        var eventId = String.format(Locale.ROOT, "%s/%s/%s", id, action, at(hour));
        return IncidentEvent.newBuilder()
                .setMeta(new EventMeta("pagerduty", "pagerduty", "d-" + eventId, eventId, at(hour), at(hour), null))
                .setIncidentId(id)
                .setAction(action)
                .setServiceId("SHOP")
                .setServiceName("shop");
    }

    static Delivery<IncidentEvent> say(IncidentEvent.Builder event) {
        return new Delivery<>(Topics.INCIDENT, incident(event.getIncidentId()), event.build());
    }

    static Delivery<IncidentEvent> triggered(String id, double hour) {
        return say(event(id, "triggered", hour)
                .setTriggeredAt(at(hour))
                .setSeverity("P1")
                .setTitle("shop: error rate above 5 %"));
    }

    static Delivery<IncidentEvent> acknowledged(String id, double hour) {
        return say(event(id, "acknowledged", hour).setAcknowledgedAt(at(hour)));
    }

    static Delivery<IncidentEvent> resolved(String id, double hour) {
        return say(event(id, "resolved", hour).setResolvedAt(at(hour)));
    }

    static Delivery<IncidentEvent> reopened(String id, double hour) {
        return say(event(id, "reopened", hour));
    }

    static Delivery<IncidentEvent> noted(String id, double hour, String text) {
        return say(event(id, "noted", hour).setText(text));
    }

    static DeploymentFact.Builder release(int id, double hour, int... pulls) {
        var carried = new ArrayList<CarriedPullRequest>();
        for (int number : pulls) {
            carried.add(new CarriedPullRequest(pull(number), number, "merge_sha", at(hour - 1), true));
        }
        return DeploymentFact.newBuilder()
                .setId(deployment(id))
                .setProvider("github")
                .setRepo(REPO)
                .setDeploymentId(Integer.toString(id))
                .setEnvironment("production")
                .setProduction(true)
                .setState("success")
                .setSha(String.format(Locale.ROOT, "%07x%033d", id + 0xa00000, 0))
                .setCreatedAt(at(hour - 0.1))
                .setFinishedAt(at(hour))
                .setTrigger("planned")
                .setTriggerReason("")
                .setPullRequests(carried)
                .setEvents(2)
                .setLastEventAt(at(hour));
    }

    static Delivery<DeploymentFact> say(DeploymentFact.Builder fact) {
        return new Delivery<>(Topics.DEPLOYMENT_FACT, fact.getId(), fact.build());
    }

    static Delivery<DeploymentFact> deployed(int id, double hour, int... pulls) {
        return say(release(id, hour, pulls));
    }

    /** @param incident null: the rollback does not say */
    static Delivery<DeploymentFact> rolledBack(int id, double hour, Integer to, String incident) {
        return say(release(id, hour)
                .setTrigger("rollback")
                .setIncidentId(incident)
                .setRollsBackTo(to == null ? null : deployment(to)));
    }

    static Delivery<DeploymentFact> hotfixed(int id, double hour, String incident, int... pulls) {
        return say(release(id, hour, pulls).setTrigger("hotfix").setIncidentId(incident));
    }

    static PullRequestFact.Builder change(int number, double hour) {
        return PullRequestFact.newBuilder()
                .setId(pull(number))
                .setProvider("github")
                .setRepo(REPO)
                .setNumber(number)
                .setTitle("Change " + number)
                .setTeam("payments")
                .setOrigin("ai_agent")
                .setTool("openai-codex")
                .setTaskType("feat")
                .setAreas(List.of("api"))
                .setAttributionConfidence(1)
                .setRuleVersion("1")
                .setOpenedAt(at(hour - 1))
                .setMergedAt(at(hour))
                .setClosedAt(at(hour))
                .setOutcome("merged")
                .setDraft(false)
                .setReviews(0)
                .setHumanReviews(0)
                .setReviewComments(0)
                .setReviewRounds(0)
                .setPushes(0)
                .setPushesAfterFirstHumanReview(0)
                .setReopenings(0)
                .setMergeCommitSha(String.format(Locale.ROOT, "%07x%033d", number + 0xc0ffee0, 0))
                .setEvents(1)
                .setLastEventAt(at(hour))
                .setLastObservedAt(at(hour));
    }

    static Delivery<PullRequestFact> say(PullRequestFact.Builder fact) {
        return new Delivery<>(Topics.PULL_REQUEST_FACT, fact.getId(), fact.build());
    }

    static Delivery<PullRequestFact> merged(int number, double hour) {
        return say(change(number, hour));
    }

    static Delivery<PullRequestFact> erased(int number) {
        return new Delivery<>(Topics.PULL_REQUEST_FACT, pull(number), null);
    }

    /** @param undoneHour null: the revert stands */
    static Delivery<ReworkFact> reverted(int number, int by, double hour, Double undoneHour) {
        var fact = ReworkFact.newBuilder()
                .setId(pull(number))
                .setProvider("github")
                .setRepo(REPO)
                .setNumber(number)
                .setOrigin("ai_agent")
                .setMergedAt(at(0))
                .setPathsKnown(false)
                .setReverts(List.of(new Revert(
                        pull(by),
                        at(hour),
                        "title",
                        undoneHour == null ? null : pull(by + 1),
                        undoneHour == null ? null : at(undoneHour))))
                .build();
        return new Delivery<>(Topics.REWORK_FACT, pull(number), fact);
    }

    static Delivery<ConfigEntry> directory(int day, String yaml) {
        return entry(Settings.DIRECTORY, day, yaml);
    }

    static Delivery<ConfigEntry> rules(int day, String yaml) {
        return entry(Settings.INCIDENT_RULES, day, yaml);
    }

    private static Delivery<ConfigEntry> entry(String kind, int day, String yaml) {
        var delivery = io.plumbline.streams.Decisions.entry(kind, "main", day, yaml, false);
        return new Delivery<>(delivery.topic(), delivery.key(), delivery.event());
    }

    /** The service belongs to the repository. */
    static String serviceOf(String repo) {
        return """
                teams:
                  - { id: payments, repositories: ["acme/*"] }
                services:
                  - { id: SHOP, name: shop, repository: %s }
                """.formatted(repo);
    }
}
