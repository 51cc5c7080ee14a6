package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.attribution.Attribution;
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
    private static final AvroSerde<PullRequestFact> FACT = AvroSerde.of(PullRequestFact.class);

    private final Attribution attribution;
    private ProcessorContext<String, PullRequestFact> context;
    private KeyValueStore<String, PullRequestHistory> histories;

    PullRequestProcessor(Attribution attribution) {
        this.attribution = attribution;
    }

    @Override
    public void init(ProcessorContext<String, PullRequestFact> context) {
        this.context = context;
        this.histories = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, Sighting> record) {
        var sighting = record.value();
        if (sighting == null) {
            erase(record);
            return;
        }
        var known = histories.get(record.key());
        var history = known == null ? Histories.begin(sighting) : known;
        if (!Histories.add(history, sighting)) {
            return;
        }
        if (history.getMoments().size() == Histories.LIMIT) {
            LOG.warn("{} has {} events; further ones are not counted", record.key(), Histories.LIMIT);
        }
        var fact = PullRequestLifecycle.fact(history, attribution);
        if (fact.isPresent()) {
            // The digest of what was emitted, not of what today's rules would have made of the old history: new rules
            // must show with the next event.
            var digest = Sightings.hash(FACT.toBytes(fact.get()));
            if (!digest.equals(history.getFactDigest())) {
                history.setFactDigest(digest);
                context.forward(new Record<>(
                        record.key(), fact.get(), fact.get().getLastEventAt().toEpochMilli()));
            }
        }
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
