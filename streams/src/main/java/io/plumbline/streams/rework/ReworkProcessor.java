package io.plumbline.streams.rework;

import io.plumbline.schema.fact.ReworkFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.runtime.OwnStores;
import io.plumbline.streams.runtime.StateSerde;
import java.util.Set;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Adds each notice to its repository and forwards the facts that are others now; null when a pull request is erased. */
final class ReworkProcessor implements Processor<String, ReworkNotice, String, ReworkFact> {

    private static final String CHANGES = "rework-changes";
    private static final String LINKS = "rework-links";
    private static final String LINES = "rework-lines";
    private static final AvroSerde<ReworkFact> FACT = AvroSerde.of(ReworkFact.class);

    private ProcessorContext<String, ReworkFact> context;
    private Shelf<KnownChange> changes;
    private Shelf<String> links;
    private Shelf<CommitLineAges> lines;

    static ProcessorSupplier<String, ReworkNotice, String, ReworkFact> supplier() {
        return new ProcessorSupplier<>() {
            @Override
            public ReworkProcessor get() {
                return new ReworkProcessor();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        store(CHANGES, StateSerde.of(KnownChange.class)).withCachingEnabled(),
                        // Read in ranges and written once: a cache in front would only cost.
                        store(LINKS, Serdes.String()),
                        store(LINES, StateSerde.of(CommitLineAges.class)));
            }
        };
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }

    @Override
    public void init(ProcessorContext<String, ReworkFact> context) {
        this.context = context;
        this.changes = shelf(CHANGES);
        this.links = shelf(LINKS);
        this.lines = shelf(LINES);
    }

    private <V> Shelf<V> shelf(String name) {
        KeyValueStore<String, V> store = context.getStateStore(name);
        return new StoredShelf<>(store);
    }

    @Override
    public void process(Record<String, ReworkNotice> record) {
        var known = new Links(record.key(), changes, links);
        var ages = new LineAges(record.key(), lines);
        var rework = new Rework(known, ages);
        for (var key : Recording.add(known, ages, record.value(), Recording.PULL_REQUESTS)) {
            tell(record, known, key, rework.fact(key));
        }
    }

    private void tell(Record<String, ReworkNotice> record, Links known, String key, ReworkFact fact) {
        var id = record.key() + "#" + Keys.number(key);
        var change = known.get(key);
        if (fact == null) {
            // Only what was told of is taken back: a notice without a change follows one with it.
            boolean gone = record.value().getNumber() != null
                    && record.value().getChange() == null
                    && Keys.pullRequest(record.value().getNumber()).equals(key);
            if (gone) {
                context.forward(record.withKey(id).withValue((ReworkFact) null));
            }
            return;
        }
        long fingerprint = SchemaNormalization.fingerprint64(FACT.toBytes(fact));
        if (fingerprint != change.getWritten()) {
            change.setWritten(fingerprint);
            known.put(key, change);
            context.forward(record.withKey(id).withValue(fact));
        }
    }
}
