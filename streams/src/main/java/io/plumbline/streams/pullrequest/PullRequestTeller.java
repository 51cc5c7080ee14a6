package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Forwards the fact of each pull request that there is news of, when it is another one than was told last; computes all
 * facts again when the settings change, and forwards when that is done.
 *
 * <p>It is called while a commit is being prepared, when the stores in front of it have been written out already: it may
 * write to its own store only.
 */
final class PullRequestTeller implements Processor<String, Boolean, String, SpecificRecord> {

    /** Hash of the fact told last, by pull request. */
    static final String TOLD = "pull-requests-told";

    static final String SETTINGS = "pull-request-settings";

    private static final AvroSerde<PullRequestFact> FACT = AvroSerde.of(PullRequestFact.class);

    private final String application;
    private final SettingsTable settingsTable;
    private final Map<TaskId, PullRequestBook> books;
    private ProcessorContext<String, SpecificRecord> context;
    private PullRequestBook book;
    private KeyValueStore<String, byte[]> told;

    /** @param books by task, as their recorders keep them */
    PullRequestTeller(String application, SettingsTable settingsTable, Map<TaskId, PullRequestBook> books) {
        this.application = application;
        this.settingsTable = settingsTable;
        this.books = books;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.told = context.getStateStore(TOLD);
        // The recorder stands in front of this, so it was there first.
        this.book = books.get(context.taskId());
        var restating = new Restating(
                application, context, settingsTable, book.histories(), context.getStateStore(SETTINGS), this::restate);
        book.compute(restating::settings);
    }

    @Override
    public void process(Record<String, Boolean> news) {
        if (book.knows(news.key())) {
            tell(news.key());
        } else {
            // A person's right to erasure: the fact goes, with all that was counted from it.
            told.delete(news.key());
            context.forward(new Record<>(news.key(), null, news.timestamp()));
        }
    }

    /** With the settings of now; true when that gave another fact. */
    private boolean restate(String key) {
        book.reread(key);
        return tell(key);
    }

    private boolean tell(String key) {
        var fact = book.fact(key);
        if (fact.isEmpty()) {
            return false;
        }
        var hash = Sightings.hash(FACT.toBytes(fact.get())).bytes();
        if (Arrays.equals(hash, toldLast(key))) {
            return false;
        }
        told.put(key, hash);
        context.forward(new Record<>(key, fact.get(), timeOf(fact.get().getLastEventAt())));
        return true;
    }

    private byte[] toldLast(String key) {
        var hash = told.get(key);
        if (hash != null) {
            return hash;
        }
        var before = book.toldBefore(key);
        return before == null ? null : before.bytes();
    }

    /** Kafka has no time before 1970. */
    private static long timeOf(Instant instant) {
        return Math.max(0, instant.toEpochMilli());
    }
}
