package io.plumbline.streams.counter;

import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.runtime.StateSerde;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From facts to daily counters, the same for every family of metrics: a family brings the function that says what one
 * fact adds, nothing else.
 */
public final class CounterTopology {

    private static final AvroSerde<CounterKey> CELL = AvroSerde.of(CounterKey.class);

    private CounterTopology() {}

    /**
     * Writes {@code metric.daily}. A cell whose denominator is back at zero becomes a tombstone.
     *
     * @param family begins the names of stores and operators, e.g. {@code pull-request}
     * @param facts null value = the fact was erased
     * @param contributionsOf what a fact adds; pure
     * @param registry says when the cells of a metric mature; every metric that is contributed to must be in it
     */
    public static <F> void addTo(
            String family,
            KStream<String, F> facts,
            Function<F, List<Contribution>> contributionsOf,
            MetricRegistry registry) {
        facts.process(differences(family + "-contributions", contributionsOf), Named.as(family + "-differences"))
                .repartition(Repartitioned.with(Serdes.Bytes(), StateSerde.of(Amount.class))
                        .withName(family + "-differences-by-cell"))
                .groupByKey(Grouped.with(family + "-differences-grouped", Serdes.Bytes(), StateSerde.of(Amount.class)))
                .aggregate(
                        () -> new Amount(0L, 0L),
                        (cell, difference, sum) -> sumOrNothing(difference, sum),
                        Named.as(family + "-sum-cells"),
                        Materialized.<Bytes, Amount, KeyValueStore<Bytes, byte[]>>as(family + "-cells")
                                .withKeySerde(Serdes.Bytes())
                                .withValueSerde(StateSerde.of(Amount.class))
                                .withCachingEnabled())
                .toStream(Named.as(family + "-changed-cells"))
                .mapValues((cell, sum) -> counter(cell, sum, registry), Named.as(family + "-as-counters"))
                .to(
                        Topics.METRIC_DAILY.name(),
                        // The cell's bytes are the topic's key already.
                        Produced.with(Serdes.Bytes(), Topics.METRIC_DAILY.valueSerde())
                                .withName(family + "-counters"));
    }

    static Amount sum(Amount left, Amount right) {
        return new Amount(
                Math.addExact(left.getNumerator(), right.getNumerator()),
                Math.addExact(left.getDenominator(), right.getDenominator()));
    }

    private static Amount sumOrNothing(Amount difference, Amount sum) {
        var next = sum(difference, sum);
        return next.getDenominator() == 0 && next.getNumerator() == 0 ? null : next;
    }

    private static Counter counter(Bytes bytes, Amount sum, MetricRegistry registry) {
        if (sum == null) {
            return null;
        }
        var cell = CELL.fromBytes(bytes.get());
        var metric = registry.metric(cell.getMetricId());
        return new Counter(
                sum.getNumerator(),
                sum.getDenominator(),
                cell.getDay().plusDays(metric.windowDays() + (long) metric.graceDays()));
    }

    private static <F> ProcessorSupplier<String, F, Bytes, Amount> differences(
            String store, Function<F, List<Contribution>> contributionsOf) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, F, Bytes, Amount> get() {
                return new DifferenceProcessor<>(store, contributionsOf);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(store),
                                Serdes.String(),
                                StateSerde.of(Contributions.class))
                        .withCachingEnabled());
            }
        };
    }
}
