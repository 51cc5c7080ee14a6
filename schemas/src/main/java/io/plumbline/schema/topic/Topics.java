package io.plumbline.schema.topic;

import io.plumbline.schema.config.ConfigApplied;
import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.event.OriginOverrideEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.PullRequestFiles;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
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
            "repository (provider:owner/name)",
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
                USAGE_DAY,
                CONFIG_ENTRY,
                CONFIG_APPLIED,
                PULL_REQUEST_FACT,
                SUGGESTION_FACT,
                USAGE_DAY_FACT,
                METRIC_DAILY,
                METRIC_FINAL,
                METRIC_RESTATEMENT,
                STREAMS_DEAD_LETTER);
    }

    /** Key of a pull request in every topic and table. */
    public static String pullRequestKey(String provider, String repo, int number) {
        return provider + ":" + repo + "#" + number;
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
