package io.plumbline.streams.deployment;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestStory.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What happens in one repository, as records; minutes count from a Monday morning. */
final class DeploymentStory {

    static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    static final String REPO = "octo/shop";
    static final String KEY = "github:" + REPO;
    static final String ZEROS = "0".repeat(40);

    private final List<Delivery<?>> deliveries = new ArrayList<>();

    List<Delivery<?>> deliveries() {
        return List.copyOf(deliveries);
    }

    /** The news again, without those before. */
    DeploymentStory fresh() {
        deliveries.clear();
        return this;
    }

    static Instant at(int minute) {
        return MONDAY.plus(Duration.ofMinutes(minute));
    }

    /** @param shas the last one is the new head */
    DeploymentStory push(int minute, String branch, String before, String... shas) {
        return push(minute, branch, before, false, "", shas);
    }

    DeploymentStory forced(int minute, String branch, String before, String... shas) {
        return push(minute, branch, before, true, "", shas);
    }

    DeploymentStory saying(int minute, String branch, String before, String sha, String message) {
        return push(minute, branch, before, false, message, sha);
    }

    private DeploymentStory push(
            int minute, String branch, String before, boolean forced, String message, String... shas) {
        int second = 0;
        for (var sha : shas) {
            deliveries.add(new Delivery<>(
                    Topics.COMMIT,
                    KEY,
                    CommitEvent.newBuilder()
                            .setMeta(meta("commit/pushed/" + branch + "/" + sha, at(minute)))
                            .setRepo(REPO)
                            .setSha(sha)
                            .setRef("refs/heads/" + branch)
                            .setMessage(message.isEmpty() ? "Commit " + sha : message)
                            .setCommittedAt(at(minute).minusSeconds(100 - second++))
                            .setPushBefore(before)
                            .setPushAfter(shas[shas.length - 1])
                            .setPushForced(forced ? true : null)
                            .build()));
        }
        return this;
    }

    /** A squash merge: the pull request's fact and the push to main. */
    DeploymentStory squashed(int minute, int number, String before, String sha) {
        return saying(minute, "main", before, sha, "Change something (#" + number + ")")
                .merged(minute, number, sha);
    }

    DeploymentStory merged(int minute, int number, String mergeSha) {
        return merged(minute, number, mergeSha, "h" + number, "main", "feature/" + number);
    }

    DeploymentStory merged(int minute, int number, String mergeSha, String headSha, String base, String branch) {
        return pull(number, fact -> fact.setMergedAt(at(minute))
                .setClosedAt(at(minute))
                .setOutcome("merged")
                .setMergeCommitSha(mergeSha)
                .setHeadSha(headSha)
                .setBaseRef(base)
                .setHeadRef(branch));
    }

    DeploymentStory pull(int number, UnaryOperator<PullRequestFact.Builder> more) {
        var key = Topics.pullRequestKey("github", REPO, number);
        var fact = PullRequestFact.newBuilder()
                .setId(key)
                .setProvider("github")
                .setRepo(REPO)
                .setNumber(number)
                .setTitle("Change something")
                .setOrigin("unknown")
                .setAttributionConfidence(0)
                .setRuleVersion("1")
                .setOpenedAt(at(-600))
                .setDraft(false)
                .setOutcome("open")
                .setReviews(0)
                .setHumanReviews(0)
                .setReviewComments(0)
                .setReviewRounds(0)
                .setPushes(0)
                .setPushesAfterFirstHumanReview(0)
                .setReopenings(0)
                .setEvents(1)
                .setLastEventAt(at(0))
                .setLastObservedAt(at(0))
                .setBaseRef("main");
        deliveries.add(
                new Delivery<>(Topics.PULL_REQUEST_FACT, key, more.apply(fact).build()));
        return this;
    }

    DeploymentStory erased(int number) {
        deliveries.add(new Delivery<>(Topics.PULL_REQUEST_FACT, Topics.pullRequestKey("github", REPO, number), null));
        return this;
    }

    /** Created, and a success five minutes later. */
    DeploymentStory deployed(int minute, String id, String sha) {
        return state(minute, id, sha, "created", minute).state(minute + 5, id, sha, "success", minute);
    }

    DeploymentStory failed(int minute, String id, String sha) {
        return state(minute, id, sha, "created", minute).state(minute + 5, id, sha, "failure", minute);
    }

    DeploymentStory state(int minute, String id, String sha, String state, int created) {
        return state(minute, id, sha, state, created, event -> event);
    }

    DeploymentStory state(
            int minute, String id, String sha, String state, int created, UnaryOperator<DeploymentEvent.Builder> more) {
        var event = DeploymentEvent.newBuilder()
                .setMeta(meta("deployment/" + id + "/" + state + "/" + minute, at(minute)))
                .setRepo(REPO)
                .setDeploymentId(id)
                .setEnvironment("production")
                .setSha(sha)
                .setRef("main")
                .setState(state)
                .setCreatedAt(at(created));
        deliveries.add(new Delivery<>(Topics.DEPLOYMENT, KEY, more.apply(event).build()));
        return this;
    }

    private static EventMeta meta(String eventId, Instant at) {
        return new EventMeta("github", "github", eventId, eventId, at, at, null);
    }
}
