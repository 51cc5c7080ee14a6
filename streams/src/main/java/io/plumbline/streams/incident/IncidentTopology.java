package io.plumbline.streams.incident;

import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.fact.DeliveryFact;
import io.plumbline.schema.fact.IncidentFact;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.runtime.OwnStores;
import io.plumbline.streams.runtime.StateSerde;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import io.plumbline.streams.settings.Told;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Incidents from their own key to their repository and back: folded, judged, written. */
public final class IncidentTopology {

    private IncidentTopology() {}

    /**
     * What it makes; null values are erased.
     *
     * @param incidents by incident
     * @param deliveries by pull request
     * @param outcomes by deployment, for counters only
     */
    public record Results(
            KStream<String, IncidentFact> incidents,
            KStream<String, DeliveryFact> deliveries,
            KStream<String, DeploymentOutcome> outcomes) {}

    public static List<Topic<?, ?>> sources() {
        return List.of(Topics.INCIDENT, Topics.DEPLOYMENT_FACT, Topics.PULL_REQUEST_FACT, Topics.REWORK_FACT);
    }

    /**
     * Writes {@code fact.incident} and {@code fact.delivery}.
     *
     * @param application its id
     */
    public static Results addTo(StreamsBuilder builder, String application, SettingsTable settings) {
        var folded = builder.stream(
                        Topics.INCIDENT.name(),
                        Consumed.with(Topics.INCIDENT.keySerde(), Topics.INCIDENT.valueSerde())
                                .withName("incident-events"))
                .process(fold(application, settings), Named.as("fold-incidents"));

        // One topic for all, so that one task sees a repository whatever the partitions of the others are.
        var judgements = Told.facts("incident-news", folded, RepositoryNews.class)
                .merge(news(builder, Topics.DEPLOYMENT_FACT, "deployment", News::of), Named.as("and-deployments"))
                .merge(news(builder, Topics.PULL_REQUEST_FACT, "pull-request", News::of), Named.as("and-pull-requests"))
                .merge(news(builder, Topics.REWORK_FACT, "rework", News::of), Named.as("and-rework"))
                .repartition(Repartitioned.with(Serdes.String(), StateSerde.of(RepositoryNews.class))
                        .withName("news-by-repository"))
                .process(judge(application, settings), Named.as("judge-incidents"));

        var incidents = judged(judgements, Judgement.INCIDENT, JudgedIncident.class)
                .repartition(Repartitioned.with(Serdes.String(), StateSerde.of(JudgedIncident.class))
                        .withName("judged-by-incident"))
                .process(write(), Named.as("write-incidents"));
        incidents.to(
                Topics.INCIDENT_FACT.name(),
                Produced.with(Topics.INCIDENT_FACT.keySerde(), Topics.INCIDENT_FACT.valueSerde())
                        .withName("incident-facts"));

        var told = judgements
                .filter(
                        (key, one) -> one.is(Judgement.DELIVERY) || one.is(Judgement.SETTINGS),
                        Named.as("deliveries-and-settings"))
                .mapValues(one -> one.value(), Named.as("as-told"));
        var deliveries = Told.facts("delivery", told, DeliveryFact.class);
        deliveries.to(
                Topics.DELIVERY_FACT.name(),
                Produced.with(Topics.DELIVERY_FACT.keySerde(), Topics.DELIVERY_FACT.valueSerde())
                        .withName("delivery-facts"));
        return new Results(incidents, deliveries, judged(judgements, Judgement.OUTCOME, DeploymentOutcome.class));
    }

    private static <V> KStream<String, RepositoryNews> news(
            StreamsBuilder builder,
            Topic<String, V> topic,
            String name,
            BiFunction<String, V, KeyValue<String, RepositoryNews>> read) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name + "-facts"))
                .map((key, fact) -> read.apply(key, fact), Named.as("read-" + name));
    }

    private static <V extends SpecificRecord> KStream<String, V> judged(
            KStream<String, Judgement> judgements, String kind, Class<V> type) {
        return judgements
                .filter((key, one) -> one.is(kind), Named.as("only-" + kind))
                .mapValues(one -> type.cast(one.value()), Named.as("as-" + kind));
    }

    private static ProcessorSupplier<String, IncidentEvent, String, SpecificRecord> fold(
            String application, SettingsTable settings) {
        return supplier(
                () -> new IncidentProcessor(application, settings),
                Set.of(
                        store(IncidentProcessor.STORE, IncidentHistory.class),
                        Restating.progressStore(IncidentProcessor.SETTINGS)));
    }

    private static ProcessorSupplier<String, RepositoryNews, String, Judgement> judge(
            String application, SettingsTable settings) {
        return supplier(
                () -> new RepositoryProcessor(application, settings),
                OwnStores.of(
                        store(RepositoryProcessor.SUBJECTS, Subject.class),
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(RepositoryProcessor.INDEX),
                                Serdes.String(),
                                Serdes.String()),
                        Restating.progressStore(RepositoryProcessor.SETTINGS)));
    }

    private static ProcessorSupplier<String, JudgedIncident, String, IncidentFact> write() {
        return supplier(IncidentWriter::new, OwnStores.of(store(IncidentWriter.STORE, ToldIncident.class)));
    }

    private static <T extends SpecificRecord> StoreBuilder<?> store(String name, Class<T> type) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), StateSerde.of(type))
                .withCachingEnabled();
    }

    private static <K, V, L, W> ProcessorSupplier<K, V, L, W> supplier(
            Supplier<Processor<K, V, L, W>> processor, Set<StoreBuilder<?>> stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<K, V, L, W> get() {
                return processor.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }
        };
    }
}
