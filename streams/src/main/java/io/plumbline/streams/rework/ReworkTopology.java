package io.plumbline.streams.rework;

import io.plumbline.schema.fact.LineHistoryFact;
import io.plumbline.schema.fact.ReworkFact;
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
import java.util.function.Function;
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

/** What became of merged pull requests: first all of one into its links, then the links of a repository into facts. */
final class ReworkTopology {

    private ReworkTopology() {}

    /** The topics it reads. */
    static List<Topic<?, ?>> sources() {
        return List.of(
                Topics.PULL_REQUEST_FACT,
                Topics.PULL_REQUEST_COMMITS,
                Topics.PULL_REQUEST,
                Topics.COMMIT,
                Topics.LINE_HISTORY_FACT);
    }

    /**
     * Writes {@code fact.rework}; a null value is an erased pull request, or one that is not merged after all.
     *
     * @param application its id
     * @return the facts as they are written, for counters of the same application
     */
    static KStream<String, ReworkFact> addTo(StreamsBuilder builder, String application, SettingsTable settings) {
        var told = told(builder, Topics.PULL_REQUEST_FACT, "pull-request", fact -> News.of(fact))
                .merge(
                        told(builder, Topics.PULL_REQUEST_COMMITS, "commits", commits -> News.of(commits)),
                        Named.as("and-commits"))
                .merge(told(builder, Topics.PULL_REQUEST, "text", event -> News.of(event)), Named.as("and-texts"))
                .process(links(application, settings), Named.as("recompute-links"));
        var ofPullRequests = Told.facts("rework-links", told, ReworkNotice.class)
                .selectKey((key, notice) -> repository(key), Named.as("links-to-repository"));

        // Where a revert is found, all of its repository must be: also what is keyed by commit.
        var ofLines = events(builder, Topics.LINE_HISTORY_FACT, "line-history")
                .map(ReworkTopology::ofLines, Named.as("read-line-history"));
        var byRepository = ofPullRequests
                .merge(ofLines, Named.as("and-lines"))
                .repartition(Repartitioned.with(Serdes.String(), StateSerde.of(ReworkNotice.class))
                        .withName("rework-by-repository"));

        // Pushes have the repository as key already, and as many partitions as the topics above.
        var pushed = events(builder, Topics.COMMIT, "pushed-commit")
                .mapValues(commit -> Pushes.of(commit), Named.as("read-pushed-commit"))
                .filter((key, notice) -> notice != null, Named.as("commits-that-take-back"));

        var facts = byRepository
                .merge(pushed, Named.as("and-pushed-commits"))
                .process(ReworkProcessor.supplier(), Named.as("recompute-rework"));
        facts.to(
                Topics.REWORK_FACT.name(),
                Produced.with(Topics.REWORK_FACT.keySerde(), Topics.REWORK_FACT.valueSerde())
                        .withName("rework-facts"));
        return facts;
    }

    private static String repository(String id) {
        var key = PullRequestKey.of(id);
        return Topics.repositoryKey(key.provider(), key.repo());
    }

    private static KeyValue<String, ReworkNotice> ofLines(String key, LineHistoryFact fact) {
        int at = key.lastIndexOf('@');
        return KeyValue.pair(key.substring(0, at), Pushes.of(key.substring(at + 1), fact));
    }

    private static <V> KStream<String, V> events(StreamsBuilder builder, Topic<String, V> topic, String name) {
        return builder.stream(
                topic.name(),
                Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name + "-events"));
    }

    private static <V> KStream<String, News> told(
            StreamsBuilder builder, Topic<String, V> topic, String name, Function<V, News> read) {
        return events(builder, topic, name)
                .mapValues(value -> read.apply(value), Named.as("read-" + name))
                .filter((key, news) -> news != null, Named.as("relevant-" + name));
    }

    private static ProcessorSupplier<String, News, String, SpecificRecord> links(
            String application, SettingsTable settings) {
        return new ProcessorSupplier<>() {
            @Override
            public ChangeProcessor get() {
                return new ChangeProcessor(application, settings);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(ChangeProcessor.STORE),
                                        Serdes.String(),
                                        StateSerde.of(PullRequestStory.class))
                                .withCachingEnabled(),
                        Restating.progressStore(ChangeProcessor.SETTINGS));
            }
        };
    }
}
