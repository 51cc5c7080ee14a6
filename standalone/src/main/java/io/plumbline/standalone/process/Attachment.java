package io.plumbline.standalone.process;

import io.plumbline.embedded.clickhouse.EmbeddedClickHouse;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.streams.runtime.DrainCheck;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Services for a command that does one thing and ends: those of the running Plumbline when there is one, external ones
 * when they are configured, and otherwise this process's own, which leave their data behind.
 */
public final class Attachment implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;

    private final AutoCloseable owned;
    private final String kafka;
    private final URI clickHouse;
    private final String readOnlyUser;
    private final String readOnlyPassword;
    private final boolean forced;

    private Attachment(
            AutoCloseable owned,
            String kafka,
            URI clickHouse,
            String readOnlyUser,
            String readOnlyPassword,
            boolean forced) {
        this.owned = owned;
        this.kafka = kafka;
        this.clickHouse = clickHouse;
        this.readOnlyUser = readOnlyUser;
        this.readOnlyPassword = readOnlyPassword;
        this.forced = forced;
    }

    /** ClickHouse for reading. */
    public static Attachment toClickHouse(PlumblineConfig config, Clock clock) {
        if (config.clickHouseUrl() != null) {
            return new Attachment(
                    () -> {}, null, config.clickHouseUrl(), config.clickHouseUser(), config.clickHousePassword(), true);
        }
        var data = new DataDirectory(config.data());
        var ownership = data.own();
        if (ownership.isEmpty()) {
            return toRunning(data);
        }
        if (!data.hasTables()) {
            ownership.get().close();
            throw new ProcessException("There is no data in " + data.path()
                    + " yet. `plumbline import` or `plumbline serve` puts it there; the demo keeps its own in "
                    + data.path().resolve("demo") + ": name it with --data DIR.");
        }
        try {
            var engine = EmbeddedClickHouse.start(data.clickHouse(), 0);
            var lock = ownership.get();
            return new Attachment(
                    () -> {
                        Closing.quietly(engine);
                        lock.close();
                    },
                    null,
                    engine.httpUrl(),
                    engine.readOnlyUser(),
                    "",
                    false);
        } catch (RuntimeException | Error e) {
            ownership.get().close();
            throw e;
        }
    }

    /** Kafka for writing raw events, with a pipeline behind it that takes them to ClickHouse. */
    public static Attachment toPipeline(PlumblineConfig config, Clock clock, Consumer<String> progress) {
        if (config.kafkaBootstrap() != null) {
            return new Attachment(() -> {}, config.kafkaBootstrap(), config.clickHouseUrl(), null, null, false);
        }
        var data = new DataDirectory(config.data());
        var ownership = data.own();
        if (ownership.isEmpty()) {
            progress.accept("using the Plumbline that runs on " + data.path());
            return toRunning(data);
        }
        ownership.get().close();
        var instance = Instance.start(config.withPorts(0, 0, 0), Role.PIPELINE, "", clock, progress);
        return new Attachment(
                instance,
                instance.connections().bootstrap(),
                instance.connections().clickHouse(),
                null,
                null,
                false);
    }

    /** It may still be starting: the addresses appear when it can be used. */
    private static Attachment toRunning(DataDirectory data) {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < giveUpAt) {
            var endpoints = Endpoints.read(data);
            if (endpoints.isPresent()) {
                return new Attachment(
                        () -> {},
                        endpoints.get().kafka(),
                        URI.create(endpoints.get().clickhouse()),
                        READ_ONLY_USER,
                        "",
                        false);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProcessException(
                        "Interrupted while waiting for the Plumbline that is starting on " + data.path());
            }
        }
        throw new ProcessException("Another process holds " + data.path() + " but has not written "
                + data.endpointsFile().getFileName() + " within " + PATIENCE_SECONDS
                + " s. See what that process says.");
    }

    private static final String READ_ONLY_USER = "analyst";

    /** This command started the services itself, and they end with it. */
    public boolean ownsServices() {
        return owned instanceof Instance;
    }

    /** Settings for Kafka clients: where this attachment leads, with the security settings of the configuration. */
    public Map<String, Object> kafkaClient(PlumblineConfig config) {
        return Connections.of(kafka, config.kafkaClient(), clickHouse, "", "").kafkaClient();
    }

    /**
     * As {@link Pipeline#awaitDrained}, with the pipeline behind this attachment.
     *
     * @throws ProcessException at once when it runs in this process and a part of it has died
     */
    public boolean awaitDrained(Map<String, Object> kafka, Duration patience, DrainCheck.Progress progress) {
        return Pipeline.awaitDrained(kafka, patience, (stage, left) -> {
            if (owned instanceof Instance instance) {
                instance.requireAlive();
            }
            progress.waitingFor(stage, left);
        });
    }

    /** With the user who may write, for commands that store what they found. Only of {@link #toPipeline}. */
    public Connections writing(PlumblineConfig config) {
        if (owned instanceof Instance instance) {
            return instance.connections();
        }
        if (config.clickHouseUrl() != null) {
            return Connections.of(
                    kafka,
                    config.kafkaClient(),
                    config.clickHouseUrl(),
                    config.clickHouseUser(),
                    config.clickHousePassword());
        }
        var engine = new DataDirectory(config.data()).clickHouse();
        return Connections.of(
                kafka,
                config.kafkaClient(),
                clickHouse,
                EmbeddedClickHouse.nameOfPipelineUser(),
                EmbeddedClickHouse.pipelinePasswordIn(engine));
    }

    public URI clickHouse() {
        return clickHouse;
    }

    public String readOnlyUser() {
        return readOnlyUser;
    }

    public String readOnlyPassword() {
        return readOnlyPassword;
    }

    /** The user may write, so each statement must be sent with {@code readonly=1}. */
    public boolean mustForceReadOnly() {
        return forced;
    }

    @Override
    public void close() {
        Closing.quietly(owned);
    }
}
