package io.plumbline.streams.finality;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.FinalCounter;
import io.plumbline.schema.metric.Restatement;
import io.plumbline.schema.topic.AvroSerde;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;

/**
 * Keeps each cell with what was said of it, and the pending ones in the order of the time at which they may be said; a look
 * at the beginning of that order is all that passing time costs.
 */
final class FinalityProcessor implements Processor<CounterKey, Observation, CounterKey, Statement> {

    static final String CELLS = "finality-cells";
    static final String PENDING = "finality-pending";
    static final String DECISIONS = "decisions";

    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Cells said in one go, so that a punctuation stays short however much became due at midnight. */
    private static final int AT_A_TIME = 2_000;

    private static final byte[] NOTHING = new byte[0];
    private static final AvroSerde<CounterKey> CELL = AvroSerde.of(CounterKey.class);

    private final ZoneId zone;
    private final Duration settle;
    private ProcessorContext<CounterKey, Statement> context;
    private KeyValueStore<CounterKey, CellState> cells;
    private KeyValueStore<Bytes, byte[]> pending;

    FinalityProcessor(ZoneId zone, Duration settle) {
        this.zone = zone;
        this.settle = settle;
    }

    @Override
    public void init(ProcessorContext<CounterKey, Statement> context) {
        this.context = context;
        this.cells = context.getStateStore(CELLS);
        this.pending = context.getStateStore(PENDING);
        context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, this::sayWhatIsDue);
    }

    @Override
    public void process(Record<CounterKey, Observation> record) {
        var observation = record.value();
        if (observation.said() != null) {
            remember(record.key(), observation.said());
        } else {
            observe(record.key(), observation.counter());
        }
    }

    private void observe(CounterKey cell, Counter counter) {
        var state = cells.get(cell);
        if (state == null && counter == null) {
            return;
        }
        long numerator = counter == null ? 0 : counter.getNumerator();
        long denominator = counter == null ? 0 : counter.getDenominator();
        int maturesOn = counter == null
                ? state.getMaturesOn()
                : (int) counter.getMaturesOn().toEpochDay();
        if (state == null) {
            state = new CellState(numerator, denominator, maturesOn, context.currentSystemTimeMs(), null, null);
        } else if (state.getNumerator() == numerator
                && state.getDenominator() == denominator
                && state.getMaturesOn() == maturesOn) {
            // A redelivery does not disturb a cell's rest.
            return;
        } else {
            state.setNumerator(numerator);
            state.setDenominator(denominator);
            state.setMaturesOn(maturesOn);
            state.setChangedAt(context.currentSystemTimeMs());
        }
        keep(cell, state);
    }

    /** Our own words, read again; they are news only after a reset. */
    private void remember(CounterKey cell, FinalCounter said) {
        var state = cells.get(cell);
        if (state == null) {
            // Its count has not been read yet; until then it is what it was.
            state = new CellState(
                    said.getNumerator(),
                    said.getDenominator(),
                    (int) cell.getDay().toEpochDay(),
                    context.currentSystemTimeMs(),
                    null,
                    null);
        }
        if (state.getPublished() == null || state.getPublished().getRestatements() < said.getRestatements()) {
            state.setPublished(new Published(
                    said.getNumerator(),
                    said.getDenominator(),
                    said.getFinalisedAt().toEpochMilli(),
                    said.getRestatements()));
            keep(cell, state);
        }
    }

    /**
     * Writes the cell and its place among the pending ones. A place that became too early stays: when its time comes, the
     * cell is looked at and moved, once, however often it changed until then.
     */
    private void keep(CounterKey cell, CellState state) {
        boolean news = hasNews(state);
        long dueAt = news ? dueAt(state) : 0;
        if (state.getDueAt() != null && (!news || dueAt < state.getDueAt())) {
            pending.delete(place(state.getDueAt(), cell));
            state.setDueAt(null);
        }
        if (!news && state.getPublished() == null) {
            cells.delete(cell);
            return;
        }
        if (news && state.getDueAt() == null) {
            state.setDueAt(dueAt);
            pending.put(place(dueAt, cell), NOTHING);
        }
        cells.put(cell, state);
    }

    /** It differs from what was said of it; of a cell never spoken of, that it holds something. */
    private static boolean hasNews(CellState state) {
        var published = state.getPublished();
        return published == null
                ? state.getNumerator() != 0 || state.getDenominator() != 0
                : published.getNumerator() != state.getNumerator()
                        || published.getDenominator() != state.getDenominator();
    }

    private long dueAt(CellState state) {
        var matures =
                LocalDate.ofEpochDay(state.getMaturesOn()).atStartOfDay(zone).toInstant();
        return Math.max(0, Math.max(matures.toEpochMilli(), state.getChangedAt() + settle.toMillis()));
    }

    private void sayWhatIsDue(long now) {
        var due = new ArrayList<Bytes>();
        // Everything that starts with a time up to now.
        try (var range = pending.range(null, Bytes.wrap(time(now + 1)))) {
            while (range.hasNext() && due.size() < AT_A_TIME) {
                due.add(range.next().key);
            }
        }
        if (due.isEmpty()) {
            return;
        }
        var decisions = decisions();
        for (var place : due) {
            pending.delete(place);
            var cell = cellOf(place);
            var state = cells.get(cell);
            if (state != null && state.getDueAt() != null) {
                state.setDueAt(null);
                sayWhenDue(cell, state, now, decisions);
            }
        }
    }

    /** Another zone or settle time may have come with a restart, so the time is computed again. */
    private void sayWhenDue(CounterKey cell, CellState state, long now, Decisions decisions) {
        if (hasNews(state) && dueAt(state) <= now) {
            say(cell, state, now, decisions);
        }
        keep(cell, state);
    }

    private void say(CounterKey cell, CellState state, long now, Decisions decisions) {
        var before = state.getPublished();
        int restatements = before == null ? 0 : before.getRestatements() + 1;
        if (before != null) {
            var restatement = new Restatement(
                    cell,
                    restatements,
                    before.getNumerator(),
                    before.getDenominator(),
                    state.getNumerator(),
                    state.getDenominator(),
                    decisions.reasonOfChange(
                            Instant.ofEpochMilli(before.getAt()), Instant.ofEpochMilli(state.getChangedAt())),
                    Instant.ofEpochMilli(before.getAt()),
                    Instant.ofEpochMilli(now));
            context.forward(new Record<>(cell, new Statement(null, restatement), now));
        }
        state.setPublished(new Published(state.getNumerator(), state.getDenominator(), now, restatements));
        var value =
                new FinalCounter(state.getNumerator(), state.getDenominator(), Instant.ofEpochMilli(now), restatements);
        context.forward(new Record<>(cell, new Statement(value, null), now));
    }

    private Decisions decisions() {
        TimestampedKeyValueStore<String, ConfigEntry> store = context.getStateStore(DECISIONS);
        List<ConfigEntry> entries = new ArrayList<>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> entries.add(entry.value.value()));
        }
        return Decisions.of(entries);
    }

    /** Bytes that sort by time, then cell. */
    private static Bytes place(long dueAt, CounterKey cell) {
        var bytes = CELL.toBytes(cell);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(dueAt)
                .put(bytes)
                .array());
    }

    private static byte[] time(long millis) {
        return ByteBuffer.allocate(Long.BYTES).putLong(millis).array();
    }

    private static CounterKey cellOf(Bytes place) {
        var bytes = place.get();
        return CELL.fromBytes(java.util.Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }
}
