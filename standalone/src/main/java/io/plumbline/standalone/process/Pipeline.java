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
import io.plumbline.streams.deployment.DeploymentApplication;
import io.plumbline.streams.finality.FinalityApplication;
import io.plumbline.streams.lines.LineApplication;
import io.plumbline.streams.loader.ClickHouseTarget;
import io.plumbline.streams.loader.Loader;
import io.plumbline.streams.loader.LoaderConfig;
import io.plumbline.streams.rework.ReworkApplication;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.runtime.StreamsApp;
import io.plumbline.streams.runtime.StreamsSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsBuilder;

/** The stages between the raw topic and the tables, in the order of the flow. */
public final class Pipeline {

    /** Application id of the normaliser; the others name themselves. */
    public static final String NORMALISE = "plumbline-normalise";

    /** Adds an application's topology to its builder. */
    @FunctionalInterface
    private interface Topology {
        void addTo(StreamsBuilder builder, PlumblineConfig config, MetricRegistry registry);
    }

    /** @param stage also names it */
    private record Application(DrainCheck.Stage stage, Topology topology) {}

    /** In the order of the flow: nothing reads what a later one writes. */
    private static final List<Application> APPLICATIONS = List.of(
            new Application(
                    new DrainCheck.Stage(NORMALISE, List.of(Topics.RAW_EVENT.name())),
                    (builder, config, registry) -> NormaliseTopology.addTo(builder)),
            new Application(CommitApplication.stage(), (builder, config, registry) -> CommitApplication.addTo(builder)),
            new Application(
                    PullRequestApplication.stage(),
                    (builder, config, registry) ->
                            PullRequestApplication.addTo(builder, config.organisationZone(), registry)),
            new Application(
                    SuggestionApplication.stage(),
                    (builder, config, registry) ->
                            SuggestionApplication.addTo(builder, config.organisationZone(), registry)),
            new Application(
                    LineApplication.stage(),
                    (builder, config, registry) -> LineApplication.addTo(builder, config.organisationZone(), registry)),
            new Application(
                    ReworkApplication.stage(),
                    (builder, config, registry) ->
                            ReworkApplication.addTo(builder, config.organisationZone(), registry)),
            new Application(
                    DeploymentApplication.stage(),
                    (builder, config, registry) ->
                            DeploymentApplication.addTo(builder, config.organisationZone(), registry)),
            new Application(
                    IncidentApplication.stage(),
                    (builder, config, registry) ->
                            IncidentApplication.addTo(builder, config.organisationZone(), registry)),
            new Application(
                    UsageApplication.stage(), (builder, config, registry) -> UsageApplication.addTo(builder, registry)),
            new Application(
                    FinalityApplication.stage(),
                    (builder, config, registry) ->
                            FinalityApplication.addTo(builder, config.organisationZone(), config.finalitySettle())));

    private Pipeline() {}

    /** Waits until everything that is in the raw topic now is visible in ClickHouse; false when it takes too long. */
    public static boolean awaitDrained(Map<String, Object> kafka, Duration patience, DrainCheck.Progress progress) {
        try (var check = new DrainCheck(kafka)) {
            return check.await(stages(), patience, progress);
        }
    }

    private static List<DrainCheck.Stage> stages() {
        return Stream.concat(APPLICATIONS.stream().map(Application::stage), Stream.of(Loader.stage()))
                .toList();
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
        var registry = MetricRegistry.standard();
        for (var application : APPLICATIONS) {
            var app = new StreamsApp(
                    application.stage().group(),
                    builder -> application.topology().addTo(builder, config, registry),
                    settings,
                    clock,
                    onDeath);
            parts.push(app);
            app.start();
        }
    }

    static void startLoader(
            PlumblineConfig config,
            Connections connections,
            String pseudonymKey,
            Clock clock,
            Consumer<Throwable> onDeath,
            Deque<AutoCloseable> parts) {
        var target = ClickHouseTarget.of(connections.clickHouse(), connections.user(), connections.password());
        var loader = LoaderConfig.of(connections.bootstrap(), target, pseudonymKey)
                .withMinimumPeople(config.minimumPeople())
                .withClient(connections.kafkaClient());
        if (config.kafkaBootstrap() == null) {
            loader = loader.withInstance("embedded");
        }
        parts.push(new Loader(loader, clock, onDeath).start());
    }
}
