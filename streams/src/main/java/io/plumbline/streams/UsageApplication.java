package io.plumbline.streams;

import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.counter.CounterTopology;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.settings.SettingsTable;
import io.plumbline.streams.usage.UsageCounters;
import io.plumbline.streams.usage.UsageTopology;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;

/** AI usage from reports to facts to counters, as one application: a fact and what it adds are committed together. */
public final class UsageApplication {

    /** Application id and consumer group. */
    public static final String ID = "plumbline-usage";

    private UsageApplication() {}

    public static void addTo(StreamsBuilder builder, MetricRegistry registry) {
        var settings = new SettingsTable();
        settings.addTo(builder);
        var facts = UsageTopology.addTo(builder, ID, settings);
        CounterTopology.addTo("usage", facts, UsageCounters::contributions, registry);
    }

    /** This application as a stage of a pipeline. */
    public static DrainCheck.Stage stage() {
        return new DrainCheck.Stage(ID, List.of(Topics.USAGE_DAY.name()));
    }
}
