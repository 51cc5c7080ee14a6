package io.plumbline.streams.counter;

import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.runtime.DecodedStore;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Remembers what each fact adds and forwards, by cell, only what differs from before. An erased fact adds nothing. */
final class DifferenceProcessor<F> implements Processor<String, F, Bytes, Amount> {

    private static final AvroSerde<CounterKey> CELL = AvroSerde.of(CounterKey.class);

    private static final int REMEMBERED = 2_000;

    private final String store;
    private final Function<F, List<Contribution>> contributionsOf;
    /** What was added last: most facts that change add what they added before, and writing cells is most of the work. */
    private final Map<String, List<Contribution>> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Contribution>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private ProcessorContext<Bytes, Amount> context;
    private DecodedStore<Contributions> known;

    DifferenceProcessor(String store, Function<F, List<Contribution>> contributionsOf) {
        this.store = store;
        this.contributionsOf = contributionsOf;
    }

    @Override
    public void init(ProcessorContext<Bytes, Amount> context) {
        this.context = context;
        KeyValueStore<String, Contributions> contributions = context.getStateStore(store);
        this.known = new DecodedStore<>(contributions);
    }

    @Override
    public void process(Record<String, F> record) {
        List<Contribution> contributions = record.value() == null ? List.of() : contributionsOf.apply(record.value());
        if (contributions.equals(recent.get(record.key()))) {
            return;
        }
        // Only what is stored is remembered, also when this record fails half way.
        recent.remove(record.key());
        var before = known.take(record.key());
        var now = new Contributions(sharesOf(contributions));
        if (now.equals(before)) {
            known.putBack(record.key(), now);
            recent.put(record.key(), contributions);
            return;
        }
        var differences = new LinkedHashMap<ByteBuffer, Amount>();
        if (before != null) {
            before.getShares()
                    .forEach(
                            share -> add(differences, share.getCell(), -share.getNumerator(), -share.getDenominator()));
        }
        now.getShares()
                .forEach(share -> add(differences, share.getCell(), share.getNumerator(), share.getDenominator()));
        for (Map.Entry<ByteBuffer, Amount> difference : differences.entrySet()) {
            var amount = difference.getValue();
            if (amount.getNumerator() != 0 || amount.getDenominator() != 0) {
                context.forward(new Record<>(
                        Bytes.wrap(difference.getKey().array()), amount, record.timestamp(), record.headers()));
            }
        }
        if (now.getShares().isEmpty()) {
            known.delete(record.key());
        } else {
            known.put(record.key(), now);
        }
        recent.put(record.key(), contributions);
    }

    private static List<Share> sharesOf(List<Contribution> contributions) {
        return contributions.stream()
                .map(one -> new Share(ByteBuffer.wrap(CELL.toBytes(one.cell())), one.numerator(), one.denominator()))
                .toList();
    }

    private static void add(Map<ByteBuffer, Amount> differences, ByteBuffer cell, long numerator, long denominator) {
        var bytes = new byte[cell.remaining()];
        cell.duplicate().get(bytes);
        differences.merge(ByteBuffer.wrap(bytes), new Amount(numerator, denominator), CounterTopology::sum);
    }
}
