package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.runtime.ForgetfulStore;
import io.plumbline.streams.runtime.OwnStores;
import io.plumbline.streams.runtime.StateSerde;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import io.plumbline.streams.settings.Told;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The life of a pull request: all its events into one history, one fact out of it. */
public final class PullRequestTopology {

    private PullRequestTopology() {}

    /**
     * Writes {@code fact.pull-request}; a null value is an erased pull request.
     *
     * @param application its id
     * @return the facts as they are written, for counters of the same application
     */
    public static KStream<String, PullRequestFact> addTo(
            StreamsBuilder builder, String application, SettingsTable settings) {
        // All topics are keyed by pull request and have equally many partitions, so one task sees all of its events.
        var pullRequests = events(builder, Topics.PULL_REQUEST, "pull-request-events")
                .mapValues(event -> (Input) Sightings.of(event), Named.as("read-pull-request"));
        var reviews = events(builder, Topics.REVIEW, "review-events")
                .mapValues(event -> (Input) Sightings.of(event), Named.as("read-review"));
        var reviewComments = events(builder, Topics.REVIEW_COMMENT, "review-comment-events")
                .mapValues(event -> (Input) Sightings.of(event), Named.as("read-review-comment"));
        var threads = events(builder, Topics.REVIEW_THREAD, "review-thread-events")
                .mapValues(event -> (Input) Sightings.of(event), Named.as("read-review-thread"));
        var comments = events(builder, Topics.ISSUE_COMMENT, "issue-comment-events")
                .filter(
                        (key, comment) -> comment == null || comment.getOnPullRequest(),
                        Named.as("comments-on-pull-requests"))
                .mapValues(event -> (Input) Sightings.of(event), Named.as("read-comment"));
        var commits = events(builder, Topics.COMMIT, "commit-events")
                .filter(
                        (key, commit) -> commit == null || commit.getNumber() != null,
                        Named.as("commits-of-pull-requests"))
                .mapValues(event -> (Input) Sightings.of(event), Named.as("read-commit"));

        var overrides = events(builder, Topics.ORIGIN_OVERRIDE, "origin-override-events")
                .filter((key, override) -> override != null, Named.as("stated-overrides"))
                .mapValues(event -> (Input) Sightings.of(event), Named.as("read-origin-override"));
        var commitLists = events(builder, Topics.PULL_REQUEST_COMMITS, "pull-request-commits")
                .filter((key, known) -> known != null, Named.as("known-commits"))
                .mapValues(event -> (Input) Sightings.of(event), Named.as("read-pull-request-commits"));

        Map<TaskId, PullRequestBook> books = new ConcurrentHashMap<>();
        var recorded = pullRequests
                .merge(reviews, Named.as("and-reviews"))
                .merge(reviewComments, Named.as("and-review-comments"))
                .merge(threads, Named.as("and-review-threads"))
                .merge(comments, Named.as("and-comments"))
                .merge(commits, Named.as("and-commits"))
                .merge(overrides, Named.as("and-origin-overrides"))
                .merge(commitLists, Named.as("and-commit-lists"))
                .processValues(recording(books), Named.as("record-pull-request"));

        // Of the news of one commit interval only the last is told, when the interval ends: a burst of events is one
        // fact.
        // Nothing of it outlives the commit, so it is neither logged nor kept.
        var news = recorded.groupByKey(Grouped.with("pull-request-news", Serdes.String(), Serdes.Boolean()))
                .reduce(
                        (before, now) -> now,
                        Named.as("collect-pull-request-news"),
                        Materialized.<String, Boolean>as(ForgetfulStore.named("pull-request-news"))
                                .withKeySerde(Serdes.String())
                                .withValueSerde(Serdes.Boolean())
                                .withCachingEnabled()
                                .withLoggingDisabled())
                .toStream(Named.as("pull-requests-with-news"));
        var told = news.process(
                telling(application, settings, books),
                Named.as("recompute-pull-request"),
                PullRequestBook.HISTORIES,
                PullRequestBook.BODIES,
                PullRequestBook.COMMITS);

        var facts = Told.facts("pull-request", told, PullRequestFact.class);
        facts.to(
                Topics.PULL_REQUEST_FACT.name(),
                Produced.with(Topics.PULL_REQUEST_FACT.keySerde(), Topics.PULL_REQUEST_FACT.valueSerde())
                        .withName("pull-request-facts"));
        return facts;
    }

    private static <V> KStream<String, V> events(StreamsBuilder builder, Topic<String, V> topic, String name) {
        return builder.stream(
                topic.name(),
                Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name));
    }

    private static FixedKeyProcessorSupplier<String, Input, Boolean> recording(Map<TaskId, PullRequestBook> books) {
        return new FixedKeyProcessorSupplier<>() {
            @Override
            public PullRequestRecorder get() {
                return new PullRequestRecorder(books);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        store(PullRequestBook.HISTORIES, StateSerde.of(PullRequestHistory.class)),
                        store(PullRequestBook.BODIES, Serdes.String()),
                        store(PullRequestBook.COMMITS, Topics.PULL_REQUEST_COMMITS.valueSerde()));
            }
        };
    }

    private static ProcessorSupplier<String, Boolean, String, SpecificRecord> telling(
            String application, SettingsTable settings, Map<TaskId, PullRequestBook> books) {
        return new ProcessorSupplier<>() {
            @Override
            public PullRequestTeller get() {
                return new PullRequestTeller(application, settings, books);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        store(PullRequestTeller.TOLD, Serdes.ByteArray()),
                        Restating.progressStore(PullRequestTeller.SETTINGS));
            }
        };
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values)
                .withCachingEnabled();
    }
}
