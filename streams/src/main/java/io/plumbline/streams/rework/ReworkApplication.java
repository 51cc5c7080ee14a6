package io.plumbline.streams.rework;

import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.streams.counter.CounterTopology;
import io.plumbline.streams.counter.ReworkCounters;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.settings.SettingsTable;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;

/** Corrections and reverts of merged pull requests from events to facts to counters, as one application. */
public final class ReworkApplication {

    /** Application id and consumer group. */
    public static final String ID = "plumbline-rework";

    private ReworkApplication() {}

    /** @param zone decides on which day something happened, unless the organisation's directory names its own */
    public static void addTo(StreamsBuilder builder, ZoneId zone, MetricRegistry registry) {
        var settings = new SettingsTable();
        settings.addTo(builder);
        var facts = ReworkTopology.addTo(builder, ID, settings);
        CounterTopology.addTo("rework", facts, fact -> ReworkCounters.contributions(fact, zone, registry), registry);
    }

    /** This application as a stage of a pipeline; it comes after those of commits, of pull requests and of lines. */
    public static DrainCheck.Stage stage() {
        List<String> sources =
                ReworkTopology.sources().stream().<String>map(Topic::name).toList();
        return new DrainCheck.Stage(ID, sources);
    }
}
