package io.plumbline.streams.incident;

import io.plumbline.schema.fact.IncidentCause;
import io.plumbline.schema.fact.IncidentFact;
import io.plumbline.schema.fact.IncidentSpan;
import io.plumbline.schema.topic.AvroSerde;
import java.time.Instant;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Writes the facts of incidents, each by one task whatever repository judged it. When an incident moves, answers of the
 * repository before may come after those of the one now: their generation is smaller, and they are left out.
 */
final class IncidentWriter implements Processor<String, JudgedIncident, String, IncidentFact> {

    static final String STORE = "incidents-told";

    private static final AvroSerde<IncidentFact> FACT = AvroSerde.of(IncidentFact.class);

    private ProcessorContext<String, IncidentFact> context;
    private KeyValueStore<String, ToldIncident> told;

    @Override
    public void init(ProcessorContext<String, IncidentFact> context) {
        this.context = context;
        this.told = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<String, JudgedIncident> record) {
        var judged = record.value();
        var before = told.get(record.key());
        if (before != null && judged.getGeneration() < before.getGeneration()) {
            return;
        }
        if (judged.getStory() == null) {
            told.delete(record.key());
            if (before != null) {
                context.forward(record.withValue(null));
            }
            return;
        }
        var fact = fact(judged);
        long fingerprint = SchemaNormalization.fingerprint64(FACT.toBytes(fact));
        told.put(record.key(), new ToldIncident(judged.getGeneration(), fingerprint));
        if (before == null || before.getTold() != fingerprint) {
            context.forward(record.withValue(fact));
        }
    }

    private static IncidentFact fact(JudgedIncident judged) {
        var story = judged.getStory();
        var causes = judged.getCauses();
        var strongest = causes.isEmpty() ? null : causes.get(0).getTier();
        return IncidentFact.newBuilder()
                .setId(story.getId())
                .setProvider(story.getProvider())
                .setIncidentId(story.getIncidentId())
                .setNumber(story.getNumber())
                .setTitle(story.getTitle())
                .setUrl(story.getUrl())
                .setServiceId(story.getServiceId())
                .setServiceName(story.getServiceName())
                .setRepo(story.getRepo())
                .setTeam(judged.getTeam())
                .setSeverity(story.getSeverity())
                .setImpact(story.getImpact())
                .setSeverityChanges(story.getSeverityChanges())
                .setStatus(story.getStatus())
                .setMaintenance(story.getMaintenance())
                .setTriggeredAt(Instant.ofEpochMilli(story.getTriggeredAt()))
                .setAcknowledgedAt(instant(story.getAcknowledgedAt()))
                .setResolvedAt(instant(story.getResolvedAt()))
                .setReopenings(story.getReopenings())
                .setSpans(story.getSpans().stream()
                        .map(span -> new IncidentSpan(
                                Instant.ofEpochMilli(span.getOpenedAt()), instant(span.getResolvedAt())))
                        .toList())
                .setCauses(causes.stream().map(IncidentWriter::cause).toList())
                .setTier(strongest)
                .setAmbiguous(causes.stream()
                                .filter(cause -> cause.getTier().equals(strongest))
                                .count()
                        > 1)
                .setZone(judged.getZone())
                .setEvents(story.getEvents())
                .setLastEventAt(Instant.ofEpochMilli(story.getLastEventAt()))
                .build();
    }

    private static IncidentCause cause(Cause cause) {
        return new IncidentCause(
                cause.getTier(),
                cause.getPullRequest(),
                cause.getDeployment(),
                cause.getWeight(),
                cause.getHigh(),
                cause.getReason(),
                Instant.ofEpochMilli(cause.getAt()));
    }

    private static Instant instant(Long at) {
        return at == null ? null : Instant.ofEpochMilli(at);
    }
}
