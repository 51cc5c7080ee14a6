package io.plumbline.ingest.incident;

import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.IncidentEvent;
import java.util.List;

/** How one vendor tells of incidents. Pure: the same bytes give the same events. */
@FunctionalInterface
interface IncidentReader {

    /**
     * @param told by whom, where and when
     * @param document an object of the payload; of a list, each in turn
     * @return empty when it holds nothing about an incident that we map
     */
    List<IncidentEvent> read(Telling told, Json document) throws BadJsonException;
}
