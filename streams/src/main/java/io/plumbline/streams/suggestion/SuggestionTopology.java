package io.plumbline.streams.suggestion;

import io.plumbline.schema.fact.FindingsFact;
import io.plumbline.schema.fact.SuggestionFact;
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
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * What became of review comments: all that concerns a pull request into one history, a fact per root comment and one of its
 * findings out of it.
 */
public final class SuggestionTopology {

    private static final Pattern OF_PULL_REQUEST = Pattern.compile(".*#\\d+", Pattern.DOTALL);

    private SuggestionTopology() {}

    /** The topics it reads, all keyed by pull request. */
    public static List<Topic<?, ?>> sources() {
        return List.of(
                Topics.REVIEW_COMMENT,
                Topics.REVIEW_THREAD,
                Topics.PULL_REQUEST,
                Topics.PULL_REQUEST_COMMITS,
                Topics.PULL_REQUEST_FACT);
    }

    /**
     * The facts as they are written, for counters of the same application; null values are erased ones.
     *
     * @param suggestions by comment
     * @param findings by pull request
     */
    public record Facts(KStream<String, SuggestionFact> suggestions, KStream<String, FindingsFact> findings) {}

    /**
     * Writes {@code fact.suggestion} and {@code fact.findings}; a null value is an erased comment or pull request.
     *
     * @param application its id
     */
    public static Facts addTo(StreamsBuilder builder, String application, SettingsTable settings) {
        // Equally many partitions of equal keys: one task sees all that concerns a pull request.
        var comments = news(builder, Topics.REVIEW_COMMENT, "review-comment", event -> News.of(event));
        var threads = news(builder, Topics.REVIEW_THREAD, "review-thread", event -> News.of(event));
        var pushes = news(builder, Topics.PULL_REQUEST, "push", event -> News.of(event));
        var commits = news(builder, Topics.PULL_REQUEST_COMMITS, "commits", state -> News.of(state));
        var pulls = news(builder, Topics.PULL_REQUEST_FACT, "pull-request", fact -> News.of(fact));

        var told = comments.merge(threads, Named.as("and-threads"))
                .merge(pushes, Named.as("and-pushes"))
                .merge(commits, Named.as("and-commits"))
                .merge(pulls, Named.as("and-pull-requests"))
                .process(judge(application, settings), Named.as("recompute-suggestions"));
        var findings = told.filter((key, fact) -> isOfPullRequest(key), Named.as("findings-told"))
                .mapValues(FindingsFact.class::cast, Named.as("as-findings"));
        var ofComments = told.filterNot((key, fact) -> isOfPullRequest(key), Named.as("other-than-findings"));
        var suggestions = Told.facts("suggestion", ofComments, SuggestionFact.class);

        suggestions.to(
                Topics.SUGGESTION_FACT.name(),
                Produced.with(Topics.SUGGESTION_FACT.keySerde(), Topics.SUGGESTION_FACT.valueSerde())
                        .withName("suggestion-facts"));
        findings.to(
                Topics.FINDINGS_FACT.name(),
                Produced.with(Topics.FINDINGS_FACT.keySerde(), Topics.FINDINGS_FACT.valueSerde())
                        .withName("findings-facts"));
        return new Facts(suggestions, findings);
    }

    /** An erased fact has no type, so its key tells: that of a comment goes on after the number. */
    private static boolean isOfPullRequest(String key) {
        return OF_PULL_REQUEST.matcher(key).matches();
    }

    private static <V> KStream<String, News> news(
            StreamsBuilder builder, Topic<String, V> topic, String name, Function<V, News> read) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name + "-events"))
                .mapValues(value -> read.apply(value), Named.as("read-" + name))
                .filter((key, news) -> news != null, Named.as("relevant-" + name));
    }

    private static ProcessorSupplier<String, News, String, SpecificRecord> judge(
            String application, SettingsTable settings) {
        return new ProcessorSupplier<>() {
            @Override
            public SuggestionProcessor get() {
                return new SuggestionProcessor(application, settings);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(SuggestionProcessor.STORE),
                                        Serdes.String(),
                                        StateSerde.of(SuggestionHistory.class))
                                .withCachingEnabled(),
                        Restating.progressStore(SuggestionProcessor.SETTINGS));
            }
        };
    }
}
