package io.plumbline.schema.topic;

import io.plumbline.schema.config.ConfigApplied;
import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.CommitLines;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.event.HistoryRead;
import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.event.OriginOverrideEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.PullRequestFiles;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.fact.DeliveryFact;
import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.fact.FindingsFact;
import io.plumbline.schema.fact.IncidentFact;
import io.plumbline.schema.fact.LineHistoryFact;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.fact.ReworkFact;
import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.fact.UsageDayFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.FinalCounter;
import io.plumbline.schema.metric.Restatement;
import io.plumbline.schema.metric.RestatementKey;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.IngestOutcome;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic.Cleanup;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The one list of topics. {@code docs/topics.md} is checked against it. */
public final class Topics {

    /** GitHub sends at most 25 MB; headers and envelope come on top. */
    public static final int MAX_RECORD_BYTES = 32 * 1024 * 1024;

    private static final String BY_REPOSITORY = "repository (owner/name), or the delivery id when there is none";
    private static final String BY_PULL_REQUEST = "pull request (provider:owner/name#number)";
    private static final String KEPT_BY_REPOSITORY = "repository (provider:owner/name)";
    private static final String BY_INCIDENT = "incident (provider:incident/id)";
    private static final String BY_USAGE_FIGURE = "all of the figure but its numbers";

    public static final Topic<String, RawEvent> RAW_EVENT =
            kept("raw.event.v1", RawEvent.class, BY_REPOSITORY, "what collectors received, as received");
    public static final Topic<String, IngestOutcome> INGEST_OUTCOME = kept(
            "ingest.outcome.v1",
            IngestOutcome.class,
            BY_REPOSITORY,
            "what became of each raw event: mapped, unmapped, dead letter");
    public static final Topic<String, DeadLetter> DEAD_LETTER = kept(
            "ingest.dead-letter.v1",
            DeadLetter.class,
            "dead letter id",
            "bytes that could not be used, with the reason");

    public static final Topic<String, PullRequestEvent> PULL_REQUEST = kept(
            "scm.pull-request.v1",
            PullRequestEvent.class,
            BY_PULL_REQUEST,
            "pull request opened, pushed to, closed, ..");
    public static final Topic<String, ReviewEvent> REVIEW =
            kept("scm.review.v1", ReviewEvent.class, BY_PULL_REQUEST, "reviews submitted, edited, dismissed");
    public static final Topic<String, ReviewCommentEvent> REVIEW_COMMENT =
            kept("scm.review-comment.v1", ReviewCommentEvent.class, BY_PULL_REQUEST, "comments on lines of a diff");
    public static final Topic<String, ReviewThreadEvent> REVIEW_THREAD = kept(
            "scm.review-thread.v1", ReviewThreadEvent.class, BY_PULL_REQUEST, "review threads resolved, unresolved");
    public static final Topic<String, IssueCommentEvent> ISSUE_COMMENT = kept(
            "scm.issue-comment.v1",
            IssueCommentEvent.class,
            BY_PULL_REQUEST,
            "comments in the conversation of a pull request or issue");
    public static final Topic<String, CommitEvent> COMMIT = kept(
            "scm.commit.v1",
            CommitEvent.class,
            "pull request when named, else repository (provider:owner/name)",
            "commits with their whole message");

    public static final Topic<String, OriginOverrideEvent> ORIGIN_OVERRIDE = kept(
            "scm.origin-override.v1",
            OriginOverrideEvent.class,
            BY_PULL_REQUEST,
            "a person says who wrote a pull request");
    public static final Topic<String, LineAttributionEvent> LINE_ATTRIBUTION = kept(
            "scm.line-attribution.v1",
            LineAttributionEvent.class,
            KEPT_BY_REPOSITORY,
            "Git AI notes and Agent Trace records of a commit");
    public static final Topic<String, PullRequestFiles> PULL_REQUEST_FILES = kept(
            "scm.pull-request-files.v1",
            PullRequestFiles.class,
            BY_PULL_REQUEST,
            "the list of files that a pull request changes");
    public static final Topic<String, PullRequestCommits> PULL_REQUEST_COMMITS = compacted(
            "scm.pull-request-commits.v1",
            Serdes.String(),
            PullRequestCommits.class,
            BY_PULL_REQUEST,
            "all commits and files known of a pull request, from pushes and lists");

    public static final Topic<String, DeploymentEvent> DEPLOYMENT = kept(
            "ops.deployment.v1", DeploymentEvent.class, KEPT_BY_REPOSITORY, "deployments begun, succeeded, failed");
    public static final Topic<String, IncidentEvent> INCIDENT = kept(
            "ops.incident.v1", IncidentEvent.class, BY_INCIDENT, "incidents triggered, acknowledged, resolved, noted");
    public static final Topic<String, CommitLines> COMMIT_LINES = kept(
            "scm.commit-lines.v1",
            CommitLines.class,
            KEPT_BY_REPOSITORY,
            "commits of a local clone, with the lines that they began and ended");
    public static final Topic<String, HistoryRead> HISTORY_READ =
            kept("scm.history-read.v1", HistoryRead.class, KEPT_BY_REPOSITORY, "how far a local clone has been read");

    public static final Topic<String, UsageDay> USAGE_DAY = kept(
            "usage.day.v1",
            UsageDay.class,
            BY_USAGE_FIGURE,
            "figures of AI usage as vendors reported them, restatements included");

    public static final Topic<String, ConfigEntry> CONFIG_ENTRY = compacted(
            "config.entry.v1",
            Serdes.String(),
            ConfigEntry.class,
            "kind/id/event id",
            "teams, identities and rules, as decided, by whom and why");
    public static final Topic<String, ConfigApplied> CONFIG_APPLIED = compacted(
            "config.applied.v1",
            Serdes.String(),
            ConfigApplied.class,
            "application/task",
            "which version of the configuration each task has restated its facts to");

    public static final Topic<String, PullRequestFact> PULL_REQUEST_FACT = compacted(
            "fact.pull-request.v1",
            Serdes.String(),
            PullRequestFact.class,
            BY_PULL_REQUEST,
            "one record per pull request, recomputed");
    public static final Topic<String, SuggestionFact> SUGGESTION_FACT = compacted(
            "fact.suggestion.v1",
            Serdes.String(),
            SuggestionFact.class,
            "root review comment (pull request/comment/id)",
            "what became of each review comment");
    public static final Topic<String, UsageDayFact> USAGE_DAY_FACT = compacted(
            "fact.usage-day.v1",
            Serdes.String(),
            UsageDayFact.class,
            BY_USAGE_FIGURE,
            "the newest report of each figure of AI usage");
    public static final Topic<String, FindingsFact> FINDINGS_FACT = compacted(
            "fact.findings.v1",
            Serdes.String(),
            FindingsFact.class,
            BY_PULL_REQUEST,
            "how many findings of which sort each pull request got");
    public static final Topic<String, ReworkFact> REWORK_FACT = compacted(
            "fact.rework.v1",
            Serdes.String(),
            ReworkFact.class,
            BY_PULL_REQUEST,
            "what corrected or reverted a merged pull request");
    public static final Topic<String, DeploymentFact> DEPLOYMENT_FACT = compacted(
            "fact.deployment.v1",
            Serdes.String(),
            DeploymentFact.class,
            "deployment (provider:owner/name/deployment/id)",
            "deployments and the pull requests that they carry");
    public static final Topic<String, IncidentFact> INCIDENT_FACT = compacted(
            "fact.incident.v1",
            Serdes.String(),
            IncidentFact.class,
            BY_INCIDENT,
            "incidents and every candidate cause");
    public static final Topic<String, DeliveryFact> DELIVERY_FACT = compacted(
            "fact.delivery.v1",
            Serdes.String(),
            DeliveryFact.class,
            BY_PULL_REQUEST,
            "when a merged pull request reached production, and the incidents laid to it");
    public static final Topic<String, LineHistoryFact> LINE_HISTORY_FACT = compacted(
            "fact.line-history.v1",
            Serdes.String(),
            LineHistoryFact.class,
            "commit (provider:owner/name@sha)",
            "the lines that a commit wrote and ended, by age");
    public static final Topic<CounterKey, Counter> METRIC_DAILY = compacted(
            "metric.daily.v1",
            AvroSerde.of(CounterKey.class),
            Counter.class,
            "metric, day, team, repository, origin, tool, dimension",
            "numerators and denominators by day");

    public static final Topic<CounterKey, FinalCounter> METRIC_FINAL = compacted(
            "metric.final.v1",
            AvroSerde.of(CounterKey.class),
            FinalCounter.class,
            "metric, day, team, repository, origin, tool, dimension",
            "the newest value of each cell that was published as final");
    public static final Topic<RestatementKey, Restatement> METRIC_RESTATEMENT = new Topic<>(
            "metric.restatement.v1",
            AvroSerde.of(RestatementKey.class),
            AvroSerde.of(Restatement.class),
            Cleanup.KEEP,
            "cell of the counters and a number",
            "final values that had to be said again: old, new, reason");

    /** Written by Kafka Streams itself: original bytes, the error in headers {@code __streams.errors.*}. */
    public static final Topic<byte[], byte[]> STREAMS_DEAD_LETTER = new Topic<>(
            "streams.dead-letter.v1",
            Serdes.ByteArray(),
            Serdes.ByteArray(),
            Cleanup.KEEP,
            "key of the record that failed",
            "records that a topology could not process, original bytes, error in headers");

    private Topics() {}

    /** Every topic that Plumbline itself creates, in the order of the data flow. */
    public static List<Topic<?, ?>> all() {
        return List.of(
                RAW_EVENT,
                INGEST_OUTCOME,
                DEAD_LETTER,
                PULL_REQUEST,
                REVIEW,
                REVIEW_COMMENT,
                REVIEW_THREAD,
                ISSUE_COMMENT,
                COMMIT,
                ORIGIN_OVERRIDE,
                LINE_ATTRIBUTION,
                PULL_REQUEST_FILES,
                PULL_REQUEST_COMMITS,
                DEPLOYMENT,
                INCIDENT,
                COMMIT_LINES,
                HISTORY_READ,
                USAGE_DAY,
                CONFIG_ENTRY,
                CONFIG_APPLIED,
                PULL_REQUEST_FACT,
                SUGGESTION_FACT,
                USAGE_DAY_FACT,
                FINDINGS_FACT,
                REWORK_FACT,
                DEPLOYMENT_FACT,
                INCIDENT_FACT,
                DELIVERY_FACT,
                LINE_HISTORY_FACT,
                METRIC_DAILY,
                METRIC_FINAL,
                METRIC_RESTATEMENT,
                STREAMS_DEAD_LETTER);
    }

    /** Key of a pull request in every topic and table. */
    public static String pullRequestKey(String provider, String repo, int number) {
        return provider + ":" + repo + "#" + number;
    }

    /** Key of a deployment in every topic and table. */
    public static String deploymentKey(String provider, String repo, String deploymentId) {
        return provider + ":" + repo + "/deployment/" + deploymentId;
    }

    /** Key of an incident in every topic and table. */
    public static String incidentKey(String provider, String incidentId) {
        return provider + ":incident/" + incidentId;
    }

    /** Key of a repository in topics of normalised events. */
    public static String repositoryKey(String provider, String repo) {
        return provider + ":" + repo;
    }

    private static <V extends SpecificRecord> Topic<String, V> kept(
            String name, Class<V> type, String key, String purpose) {
        return new Topic<>(name, Serdes.String(), AvroSerde.of(type), Cleanup.KEEP, key, purpose);
    }

    private static <K, V extends SpecificRecord> Topic<K, V> compacted(
            String name, Serde<K> keySerde, Class<V> type, String key, String purpose) {
        return new Topic<>(name, keySerde, AvroSerde.of(type), Cleanup.COMPACT, key, purpose);
    }
}
