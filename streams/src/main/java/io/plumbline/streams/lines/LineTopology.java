package io.plumbline.streams.lines;

import io.plumbline.schema.fact.LineHistoryFact;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.runtime.OwnStores;
import io.plumbline.streams.runtime.StateSerde;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import io.plumbline.streams.settings.Told;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The life of lines: commits of a repository's branch, joined with the pull requests that brought them. */
final class LineTopology {

    private LineTopology() {}

    static List<Topic<?, ?>> sources() {
        return List.of(Topics.COMMIT_LINES, Topics.HISTORY_READ, Topics.PULL_REQUEST_FACT);
    }

    /**
     * Writes {@code fact.line-history}; a null value is a commit that is no longer on its branch.
     *
     * @return the facts as they are written, for counters of the same application
     */
    static KStream<String, LineHistoryFact> addTo(StreamsBuilder builder, String application, SettingsTable settings) {
        var commits = events(builder, Topics.COMMIT_LINES, "commit-lines");
        var heads = events(builder, Topics.HISTORY_READ, "histories-read");

        // Of each pull request little is needed, and that at its repository, where the commits are.
        var pulls = builder.stream(
                        Topics.PULL_REQUEST_FACT.name(),
                        Consumed.with(Topics.PULL_REQUEST_FACT.keySerde(), Topics.PULL_REQUEST_FACT.valueSerde())
                                .withName("pull-request-facts"))
                .map(LineTopology::brought, Named.as("read-pull-request"))
                .repartition(Repartitioned.with(Serdes.String(), StateSerde.of(Brought.class))
                        .withName("pull-requests-by-repository"))
                .mapValues(brought -> (SpecificRecord) brought, Named.as("pull-request-as-news"));

        var told = commits.merge(heads, Named.as("and-heads"))
                .merge(pulls, Named.as("and-pull-requests"))
                .process(recompute(application, settings), Named.as("recompute-line-histories"));
        var facts = Told.facts("line", told, LineHistoryFact.class);

        facts.to(
                Topics.LINE_HISTORY_FACT.name(),
                Produced.with(Topics.LINE_HISTORY_FACT.keySerde(), Topics.LINE_HISTORY_FACT.valueSerde())
                        .withName("line-history-facts"));
        return facts;
    }

    private static <V extends SpecificRecord> KStream<String, SpecificRecord> events(
            StreamsBuilder builder, Topic<String, V> topic, String name) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name + "-events"))
                .filter((key, event) -> event != null, Named.as(name + "-not-erased"))
                .mapValues(event -> (SpecificRecord) event, Named.as(name + "-as-news"));
    }

    private static KeyValue<String, Brought> brought(String key, PullRequestFact fact) {
        var id = PullRequestKey.of(key);
        var repository = Topics.repositoryKey(id.provider(), id.repo());
        if (fact == null || fact.getMergedAt() == null) {
            return KeyValue.pair(repository, new Brought(id.number(), false, null, "unknown", null, null));
        }
        return KeyValue.pair(
                repository,
                new Brought(
                        id.number(), true, fact.getMergeCommitSha(), fact.getOrigin(), fact.getTool(), fact.getTeam()));
    }

    private static ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> recompute(
            String application, SettingsTable settings) {
        return new ProcessorSupplier<>() {
            @Override
            public LineProcessor get() {
                return new LineProcessor(application, settings);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(LineProcessor.COMMITS),
                                        Serdes.String(),
                                        StateSerde.of(LineCommit.class))
                                .withCachingEnabled(),
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(LineProcessor.INDEX), Serdes.String(), Serdes.String()),
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(LineProcessor.PULL_REQUESTS),
                                Serdes.String(),
                                StateSerde.of(Brought.class)),
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(LineProcessor.HEADS),
                                Serdes.String(),
                                StateSerde.of(Head.class)),
                        Restating.progressStore(LineProcessor.SETTINGS));
            }
        };
    }
}
