package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.runtime.OwnStores;
import io.plumbline.streams.runtime.StateSerde;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import io.plumbline.streams.settings.Told;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
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

        var told = pullRequests
                .merge(reviews, Named.as("and-reviews"))
                .merge(reviewComments, Named.as("and-review-comments"))
                .merge(threads, Named.as("and-review-threads"))
                .merge(comments, Named.as("and-comments"))
                .merge(commits, Named.as("and-commits"))
                .merge(overrides, Named.as("and-origin-overrides"))
                .merge(commitLists, Named.as("and-commit-lists"))
                .process(lifecycle(application, settings), Named.as("recompute-pull-request"));

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

    private static ProcessorSupplier<String, Input, String, SpecificRecord> lifecycle(
            String application, SettingsTable settings) {
        return new ProcessorSupplier<>() {
            @Override
            public PullRequestProcessor get() {
                return new PullRequestProcessor(application, settings);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        store(PullRequestProcessor.STORE, StateSerde.of(PullRequestHistory.class)),
                        store(PullRequestProcessor.BODIES, Serdes.String()),
                        store(PullRequestProcessor.COMMITS, Topics.PULL_REQUEST_COMMITS.valueSerde()),
                        Restating.progressStore(PullRequestProcessor.SETTINGS));
            }
        };
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values)
                .withCachingEnabled();
    }
}
