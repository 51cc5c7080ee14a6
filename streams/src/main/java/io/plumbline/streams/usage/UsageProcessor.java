package io.plumbline.streams.usage;

import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.fact.UsageDayFact;
import io.plumbline.streams.directory.Directory;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the newest report of each figure and forwards it as a fact. */
final class UsageProcessor implements Processor<String, UsageDay, String, UsageDayFact> {

    static final String STORE = "usage-days";

    private final Supplier<Directory> directory;
    private ProcessorContext<String, UsageDayFact> context;
    private KeyValueStore<String, UsageDay> newest;

    UsageProcessor(Supplier<Directory> directory) {
        this.directory = directory;
    }

    @Override
    public void init(ProcessorContext<String, UsageDayFact> context) {
        this.context = context;
        this.newest = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, UsageDay> record) {
        var day = record.value();
        if (day == null) {
            // A tombstone is a person's right to erasure.
            if (newest.delete(record.key()) != null) {
                context.forward(record.withValue(null));
            }
            return;
        }
        if (NewestReport.isNewer(day, newest.get(record.key()))) {
            newest.put(record.key(), day);
            context.forward(record.withValue(UsageFacts.of(record.key(), day, directory.get())));
        }
    }
}
