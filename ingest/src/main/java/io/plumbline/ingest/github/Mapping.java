package io.plumbline.ingest.github;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What became of one raw event. Every raw event is exactly one of the three. */
public sealed interface Mapping {

    /** @param events at least one, in the order of the payload; records of {@code io.plumbline.schema.event} */
    record Mapped(List<SpecificRecord> events) implements Mapping {}

    /** Understood or foreign, but with nothing to normalise: kept raw and counted. */
    record Unmapped(String reason) implements Mapping {}

    /** Of a kind we map, but broken: not JSON, a needed field missing or of another type. A dead letter. */
    record Unreadable(String reason) implements Mapping {}
}
