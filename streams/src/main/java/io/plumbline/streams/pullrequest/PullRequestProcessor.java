package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.runtime.DecodedStore;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds each sighting to its pull request's history and forwards the fact when it is a new one. */
final class PullRequestProcessor implements Processor<String, Sighting, String, PullRequestFact> {

    static final String STORE = "pull-requests";

    private static final Logger LOG = LoggerFactory.getLogger(PullRequestProcessor.class);

    private final Attribution attribution;
    private ProcessorContext<String, PullRequestFact> context;
    private DecodedStore<PullRequestHistory> histories;

    PullRequestProcessor(Attribution attribution) {
        this.attribution = attribution;
    }

    @Override
    public void init(ProcessorContext<String, PullRequestFact> context) {
        this.context = context;
        KeyValueStore<String, PullRequestHistory> store = context.getStateStore(STORE);
        this.histories = new DecodedStore<>(store);
    }

    @Override
    public void process(Record<String, Sighting> record) {
        var sighting = record.value();
        if (sighting == null) {
            erase(record);
            return;
        }
        var known = histories.take(record.key());
        var history = known == null ? Histories.begin(sighting) : known;
        // A further event always makes a new fact: it counts. Only another copy of a known one has to be compared.
        var before = Histories.knows(history, sighting)
                ? PullRequestLifecycle.fact(history, attribution)
                : Optional.<PullRequestFact>empty();
        if (!Histories.add(history, sighting, attribution)) {
            histories.putBack(record.key(), history);
            return;
        }
        if (history.getMoments().size() == Histories.LIMIT) {
            LOG.warn("{} has {} events; further ones are not counted", record.key(), Histories.LIMIT);
        }
        PullRequestLifecycle.fact(history, attribution)
                .filter(fact -> before.isEmpty() || !fact.equals(before.get()))
                .ifPresent(fact -> context.forward(
                        new Record<>(record.key(), fact, fact.getLastEventAt().toEpochMilli())));
        histories.put(record.key(), history);
    }

    /** A tombstone is a person's right to erasure: the history goes, and the fact with all that was counted from it. */
    private void erase(Record<String, Sighting> record) {
        var history = histories.delete(record.key());
        if (history != null) {
            LOG.info(
                    "Erased a pull request with {} events", history.getMoments().size());
            context.forward(record.withValue(null));
        }
    }
}
