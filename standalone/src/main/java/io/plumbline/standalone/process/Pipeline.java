package io.plumbline.standalone.process;

import io.plumbline.ingest.normalise.NormaliseTopology;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topics;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.streams.IncidentApplication;
import io.plumbline.streams.PullRequestApplication;
import io.plumbline.streams.SuggestionApplication;
import io.plumbline.streams.UsageApplication;
import io.plumbline.streams.commit.CommitApplication;
import io.plumbline.streams.finality.FinalityApplication;
import io.plumbline.streams.loader.ClickHouseTarget;
import io.plumbline.streams.loader.Loader;
import io.plumbline.streams.loader.LoaderConfig;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.runtime.StreamsApp;
import io.plumbline.streams.runtime.StreamsSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsBuilder;

/** The stages between the raw topic and the tables, in the order of the flow. */
public final class Pipeline {

    /** Application id of the normaliser; the others name themselves. */
    public static final String NORMALISE = "plumbline-normalise";

    private static final List<DrainCheck.Stage> STAGES = List.of(
            new DrainCheck.Stage(NORMALISE, List.of(Topics.RAW_EVENT.name())),
            CommitApplication.stage(),
            PullRequestApplication.stage(),
            SuggestionApplication.stage(),
            IncidentApplication.stage(),
            UsageApplication.stage(),
            FinalityApplication.stage(),
            Loader.stage());

    private Pipeline() {}

    /** Waits until everything that is in the raw topic now is visible in ClickHouse; false when it takes too long. */
    public static boolean awaitDrained(Map<String, Object> kafka, Duration patience, DrainCheck.Progress progress) {
        try (var check = new DrainCheck(kafka)) {
            return check.await(STAGES, patience, progress);
        }
    }

    static void startTopologies(
            PlumblineConfig config,
            DataDirectory data,
            Connections connections,
            Clock clock,
            Consumer<Throwable> onDeath,
            Deque<AutoCloseable> parts) {
        var settings = StreamsSettings.of(connections.bootstrap(), data.streamsState())
                .withThreads(config.streamThreads())
                .withCommitInterval(config.commitInterval())
                .withOverrides(connections.kafkaClient());
        if (config.kafkaBootstrap() == null) {
            settings = settings.withInstance("embedded");
        }
        for (var application : applications(config)) {
            var app = new StreamsApp(application.id(), application.topology(), settings, clock, onDeath);
            parts.push(app);
            app.start();
        }
    }

    private record Application(String id, Consumer<StreamsBuilder> topology) {}

    private static List<Application> applications(PlumblineConfig config) {
        var registry = MetricRegistry.standard();
        return List.of(
                new Application(NORMALISE, NormaliseTopology::addTo),
                new Application(CommitApplication.ID, CommitApplication::addTo),
                new Application(
                        PullRequestApplication.ID,
                        builder -> PullRequestApplication.addTo(builder, config.organisationZone(), registry)),
                new Application(
                        SuggestionApplication.ID,
                        builder -> SuggestionApplication.addTo(builder, config.organisationZone(), registry)),
                new Application(
                        IncidentApplication.ID,
                        builder -> IncidentApplication.addTo(builder, config.organisationZone(), registry)),
                new Application(UsageApplication.ID, builder -> UsageApplication.addTo(builder, registry)),
                new Application(
                        FinalityApplication.ID,
                        builder -> FinalityApplication.addTo(
                                builder, config.organisationZone(), config.finalitySettle())));
    }

    static void startLoader(
            PlumblineConfig config,
            Connections connections,
            String pseudonymKey,
            Clock clock,
            Consumer<Throwable> onDeath,
            Deque<AutoCloseable> parts) {
        var target = ClickHouseTarget.of(connections.clickHouse(), connections.user(), connections.password());
        var loader =
                LoaderConfig.of(connections.bootstrap(), target, pseudonymKey).withClient(connections.kafkaClient());
        if (config.kafkaBootstrap() == null) {
            loader = loader.withInstance("embedded");
        }
        parts.push(new Loader(loader, clock, onDeath).start());
    }
}
