package io.plumbline.streams.lines;

import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.streams.counter.CounterTopology;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.settings.SettingsTable;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;

/** Lines of local clones from commits to facts to counters, as one application; it reads the facts of pull requests. */
public final class LineApplication {

    /** Application id and consumer group. */
    public static final String ID = "plumbline-lines";

    private LineApplication() {}

    /** @param zone decides on which day a commit was made, unless the organisation's directory names its own */
    public static void addTo(StreamsBuilder builder, ZoneId zone, MetricRegistry registry) {
        var settings = new SettingsTable();
        settings.addTo(builder);
        var facts = LineTopology.addTo(builder, ID, settings);
        CounterTopology.addTo("line", facts, fact -> LineCounters.contributions(fact, zone, registry), registry);
    }

    /** This application as a stage of a pipeline; it comes after that of pull requests. */
    public static DrainCheck.Stage stage() {
        List<String> sources =
                LineTopology.sources().stream().<String>map(Topic::name).toList();
        return new DrainCheck.Stage(ID, sources);
    }
}
