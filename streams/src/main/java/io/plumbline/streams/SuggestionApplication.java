package io.plumbline.streams;

import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.streams.counter.CounterTopology;
import io.plumbline.streams.counter.FindingsCounters;
import io.plumbline.streams.counter.SuggestionCounters;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.settings.SettingsTable;
import io.plumbline.streams.suggestion.SuggestionTopology;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;

/** Review comments and findings from events to facts to counters, as one application; it reads the facts of pull requests. */
public final class SuggestionApplication {

    /** Application id and consumer group. */
    public static final String ID = "plumbline-suggestion";

    private SuggestionApplication() {}

    /** @param zone decides on which day something happened, unless the organisation's directory names its own */
    public static void addTo(StreamsBuilder builder, ZoneId zone, MetricRegistry registry) {
        var settings = new SettingsTable();
        settings.addTo(builder);
        var facts = SuggestionTopology.addTo(builder, ID, settings);
        CounterTopology.addTo(
                "suggestion", facts.suggestions(), fact -> SuggestionCounters.contributions(fact, zone), registry);
        CounterTopology.addTo(
                "findings", facts.findings(), fact -> FindingsCounters.contributions(fact, zone), registry);
    }

    /** This application as a stage of a pipeline; it comes after those of pull requests and of commits. */
    public static DrainCheck.Stage stage() {
        List<String> sources =
                SuggestionTopology.sources().stream().<String>map(Topic::name).toList();
        return new DrainCheck.Stage(ID, sources);
    }
}
