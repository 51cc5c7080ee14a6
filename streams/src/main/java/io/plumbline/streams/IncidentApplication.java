package io.plumbline.streams;

import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.streams.counter.CounterTopology;
import io.plumbline.streams.counter.IncidentCounters;
import io.plumbline.streams.incident.IncidentTopology;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.settings.SettingsTable;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;

/** Incidents from events to facts to counters, with their causes; it reads the facts of deployments, pull requests and rework. */
public final class IncidentApplication {

    /** Application id and consumer group. */
    public static final String ID = "plumbline-incident";

    private IncidentApplication() {}

    /** @param zone decides on which day something happened, unless the organisation's directory names its own */
    public static void addTo(StreamsBuilder builder, ZoneId zone, MetricRegistry registry) {
        var settings = new SettingsTable();
        settings.addTo(builder);
        var results = IncidentTopology.addTo(builder, ID, settings);
        CounterTopology.addTo(
                "incident", results.incidents(), fact -> IncidentCounters.contributions(fact, zone), registry);
        CounterTopology.addTo(
                "delivery", results.deliveries(), fact -> IncidentCounters.contributions(fact, zone), registry);
        CounterTopology.addTo(
                "change-failure",
                results.outcomes(),
                outcome -> IncidentCounters.contributions(outcome, zone),
                registry);
    }

    /** This application as a stage of a pipeline; it comes after those of deployments and of rework. */
    public static DrainCheck.Stage stage() {
        List<String> sources =
                IncidentTopology.sources().stream().<String>map(Topic::name).toList();
        return new DrainCheck.Stage(ID, sources);
    }
}
