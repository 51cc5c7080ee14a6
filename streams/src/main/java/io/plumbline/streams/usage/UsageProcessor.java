package io.plumbline.streams.usage;

import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.fact.UsageDayFact;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the newest report of each figure and forwards it as a fact; all of them again when the settings change. */
final class UsageProcessor implements Processor<String, UsageDay, String, SpecificRecord> {

    static final String STORE = "usage-days";
    static final String SETTINGS = "usage-settings";

    private final String application;
    private final SettingsTable settingsTable;
    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, UsageDay> newest;
    private Restating restating;

    UsageProcessor(String application, SettingsTable settingsTable) {
        this.application = application;
        this.settingsTable = settingsTable;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.newest = context.getStateStore(STORE);
        this.restating = new Restating(
                application, context, settingsTable, newest, context.getStateStore(SETTINGS), this::restate);
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
            context.forward(record.withValue(fact(record.key(), day)));
        }
    }

    private UsageDayFact fact(String key, UsageDay day) {
        return UsageFacts.of(key, day, restating.settings().directory());
    }

    /** Whom the figure belonged to before is not kept; only figures of a person can belong to somebody else now. */
    private boolean restate(String key) {
        var day = newest.get(key);
        if (day == null || day.getSubjectKind() == null) {
            return false;
        }
        context.forward(new Record<>(
                key, fact(key, day), Math.max(0, day.getMeta().getEventTime().toEpochMilli())));
        return true;
    }
}
