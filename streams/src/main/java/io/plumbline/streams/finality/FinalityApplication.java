package io.plumbline.streams.finality;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.FinalCounter;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.runtime.OwnStores;
import io.plumbline.streams.runtime.StateSerde;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Says counters for good, and says so when they change afterwards (metrics.md 9.6).
 *
 * <p>A cell is provisional until today in the organisation's time zone has reached its {@code maturesOn} and it has not
 * changed for the settle time. Then it is final: {@code metric.final}. When a final cell changes and has come to rest again,
 * {@code metric.restatement} gets a row and {@code metric.final} the new value. A cell that is emptied is restated to 0/0.
 *
 * <p>Several instances: a cell belongs to one task, by its partition, with its state; that state, both outputs and the
 * offsets move in one transaction. Replay of {@code metric.daily}: the same values again change nothing. Reset of this
 * application: it reads its own {@code metric.final} from the start, so that it knows what was said; a cell that differs by
 * then is restated, with the next number, and not said anew.
 */
public final class FinalityApplication {

    /** Application id and consumer group. */
    public static final String ID = "plumbline-finality";

    static final Duration DEFAULT_SETTLE = Duration.ofMinutes(10);

    private FinalityApplication() {}

    /**
     * @param zone the organisation's: there it is decided whether a window has passed
     * @param settle how long a cell must not have changed before it is said; an import of history restates nothing as long
     *     as it keeps on changing the cell
     */
    public static void addTo(StreamsBuilder builder, ZoneId zone, Duration settle) {
        builder.globalTable(
                Topics.CONFIG_ENTRY.name(),
                Consumed.with(Topics.CONFIG_ENTRY.keySerde(), Topics.CONFIG_ENTRY.valueSerde())
                        .withName("decisions"),
                Materialized.<String, ConfigEntry, KeyValueStore<Bytes, byte[]>>as(FinalityProcessor.DECISIONS)
                        .withKeySerde(Topics.CONFIG_ENTRY.keySerde())
                        .withValueSerde(Topics.CONFIG_ENTRY.valueSerde()));

        var counted = cells(builder, Topics.METRIC_DAILY, "counted-cells")
                .mapValues(FinalityApplication::counted, Named.as("read-counted"));
        var said = cells(builder, Topics.METRIC_FINAL, "said-cells")
                .mapValues(FinalityApplication::said, Named.as("read-said"));

        var statements =
                counted.merge(said, Named.as("and-said")).process(finality(zone, settle), Named.as("decide-finality"));

        statements
                .filter((cell, statement) -> statement.restatement() == null, Named.as("final-values"))
                .mapValues(Statement::value, Named.as("as-final-values"))
                .to(
                        Topics.METRIC_FINAL.name(),
                        Produced.with(Topics.METRIC_FINAL.keySerde(), Topics.METRIC_FINAL.valueSerde())
                                .withName("finals"));
        statements
                .filter((cell, statement) -> statement.restatement() != null, Named.as("changed-final-values"))
                .map((cell, statement) -> statement.asRestatement(), Named.as("as-restatements"))
                .to(
                        Topics.METRIC_RESTATEMENT.name(),
                        Produced.with(Topics.METRIC_RESTATEMENT.keySerde(), Topics.METRIC_RESTATEMENT.valueSerde())
                                .withName("restatements"));
    }

    /** This application as a stage of a pipeline: what it has read, not what is still waiting to be said. */
    public static DrainCheck.Stage stage() {
        return new DrainCheck.Stage(ID, List.of(Topics.METRIC_DAILY.name(), Topics.METRIC_FINAL.name()));
    }

    private static <V extends SpecificRecord> KStream<CounterKey, V> cells(
            StreamsBuilder builder, Topic<CounterKey, V> topic, String name) {
        return builder.stream(
                topic.name(),
                Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name));
    }

    /** Null, the cell is empty, becomes an observation of nothing. */
    private static Observation counted(Counter counter) {
        return new Observation(counter, null);
    }

    private static Observation said(FinalCounter counter) {
        return new Observation(null, counter);
    }

    private static ProcessorSupplier<CounterKey, Observation, CounterKey, Statement> finality(
            ZoneId zone, Duration settle) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<CounterKey, Observation, CounterKey, Statement> get() {
                return new FinalityProcessor(zone, settle);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(FinalityProcessor.CELLS),
                                        Topics.METRIC_DAILY.keySerde(),
                                        StateSerde.of(CellState.class))
                                .withCachingEnabled(),
                        // Without a cache: it is read by range all the time.
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(FinalityProcessor.PENDING),
                                Serdes.Bytes(),
                                Serdes.ByteArray()));
            }
        };
    }
}
