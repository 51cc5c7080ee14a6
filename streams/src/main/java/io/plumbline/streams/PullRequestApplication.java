package io.plumbline.streams;

import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.counter.CounterTopology;
import io.plumbline.streams.counter.PullRequestCounters;
import io.plumbline.streams.pullrequest.PullRequestTopology;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.settings.SettingsTable;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;

/** Pull requests from events to facts to counters, as one application: a fact and what it adds are committed together. */
public final class PullRequestApplication {

    /** Application id and consumer group. */
    public static final String ID = "plumbline-pull-request";

    private PullRequestApplication() {}

    /** @param zone decides on which day something happened, unless the organisation's directory names its own */
    public static void addTo(StreamsBuilder builder, ZoneId zone, MetricRegistry registry) {
        var settings = new SettingsTable();
        settings.addTo(builder);
        var facts = PullRequestTopology.addTo(builder, ID, settings);
        CounterTopology.addTo(
                "pull-request", facts, fact -> PullRequestCounters.contributions(fact, zone, registry), registry);
    }

    /** This application as a stage of a pipeline. */
    public static DrainCheck.Stage stage() {
        List<String> sources = Stream.<Topic<?, ?>>of(
                        Topics.PULL_REQUEST,
                        Topics.REVIEW,
                        Topics.REVIEW_COMMENT,
                        Topics.REVIEW_THREAD,
                        Topics.ISSUE_COMMENT,
                        Topics.COMMIT,
                        Topics.ORIGIN_OVERRIDE,
                        Topics.PULL_REQUEST_COMMITS)
                .<String>map(Topic::name)
                .toList();
        return new DrainCheck.Stage(ID, sources);
    }
}
