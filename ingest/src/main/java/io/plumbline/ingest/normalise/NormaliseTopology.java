package io.plumbline.ingest.normalise;

import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.IngestOutcome;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Predicate;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Raw events to normalised events, outcomes and dead letters.
 *
 * <p>Failure semantics: no raw event stops it. Bytes on the raw topic that are no raw event at all are left to the
 * runtime's deserialization handler. Copies of an event are passed on: who counts events does so by event id.
 */
public final class NormaliseTopology {

    private NormaliseTopology() {}

    /** Adds itself to a topology that may hold others; names start with {@code normalise-}. */
    public static void addTo(StreamsBuilder builder) {
        var normalised = builder.stream(
                        Topics.RAW_EVENT.name(),
                        Consumed.with(Topics.RAW_EVENT.keySerde(), Topics.RAW_EVENT.valueSerde())
                                .withName("normalise-read-raw-events"))
                .process(Normaliser::new, Named.as("normalise-raw-events"));

        // One output after the other: most records of the stream are outcomes and pull requests, so they come first.
        var branches = normalised
                .split(Named.as("normalise-to-"))
                .branch(is(IngestOutcome.class), to(Topics.INGEST_OUTCOME, "outcomes"));
        for (var route : Routes.ALL) {
            branches = branches.branch(is(route.type()), to(route.topic(), route.name()));
        }
        branches.branch(is(DeadLetter.class), to(Topics.DEAD_LETTER, "dead-letters"));
    }

    private static Predicate<String, SpecificRecord> is(Class<? extends SpecificRecord> type) {
        return (key, value) -> type.isInstance(value);
    }

    @SuppressWarnings("unchecked") // the branch lets only records of the topic's type through
    private static Branched<String, SpecificRecord> to(Topic<String, ? extends SpecificRecord> topic, String what) {
        var serde = (Serde<SpecificRecord>) topic.valueSerde();
        return Branched.withConsumer(
                stream -> stream.to(
                        topic.name(), Produced.with(topic.keySerde(), serde).withName("normalise-write-" + what)),
                what);
    }

    /** Forwards each event with its own key and time, then the outcome. */
    private static final class Normaliser extends ContextualProcessor<String, RawEvent, String, SpecificRecord> {

        @Override
        public void process(Record<String, RawEvent> input) {
            var raw = input.value();
            if (raw == null) {
                // A tombstone: the raw event was erased, and there is nothing to normalise.
                return;
            }
            var normalised = Normalised.of(raw, Instant.ofEpochMilli(context().currentSystemTimeMs()));
            for (var event : normalised.events()) {
                forward(input, Routes.of(event).key(event), event, Routes.timeOf(event));
            }
            if (normalised.letter() != null) {
                forward(input, normalised.letter().getId(), normalised.letter(), raw.getReceivedAt());
            }
            var key = RawEventProducer.keyOf(raw.getRepo(), raw.getDeliveryId());
            forward(input, key, normalised.outcome(), raw.getReceivedAt());
        }

        private void forward(Record<String, RawEvent> input, String key, SpecificRecord value, Instant time) {
            // Kafka has no time before 1970.
            var timestamp = Math.max(0, time.toEpochMilli());
            context().forward(input.withKey(key).withValue(value).withTimestamp(timestamp));
        }
    }
}
