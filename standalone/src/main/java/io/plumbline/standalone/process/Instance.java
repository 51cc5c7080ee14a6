package io.plumbline.standalone.process;

import io.plumbline.schema.db.Deployment;
import io.plumbline.schema.db.Migrator;
import io.plumbline.schema.topic.TopicAdmin;
import io.plumbline.schema.topic.Topics;
import io.plumbline.standalone.config.PlumblineConfig;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Plumbline running in this process: services, topics, tables, topologies, loader, pages, started in this order and ended
 * in the opposite one.
 *
 * <p>Failure semantics: what fails while starting ends what was started before it. A part that dies later completes
 * {@link #awaitEnd} with its failure, so that the process exits non-zero and its supervisor starts it again; nothing is
 * lost by that, every part goes on where it had committed.
 */
public final class Instance implements AutoCloseable {

    private static final String PSEUDONYM_KEY = "pseudonym-key";

    private final DataDirectory data;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private Connections connections;
    private HttpFront http;
    private boolean announced;

    private Instance(DataDirectory data) {
        this.data = data;
    }

    /**
     * @param banner shown on every page, such as "demo data"; empty for none
     * @param progress hears one line per step
     * @throws ProcessException when another process owns the data directory, or a port is taken
     */
    public static Instance start(
            PlumblineConfig config, Set<Role> roles, String banner, Clock clock, Consumer<String> progress) {
        var instance = new Instance(new DataDirectory(config.data()));
        try {
            instance.startParts(config, roles, banner, clock, progress);
            return instance;
        } catch (RuntimeException | Error e) {
            instance.close();
            throw e;
        }
    }

    private void startParts(
            PlumblineConfig config, Set<Role> roles, String banner, Clock clock, Consumer<String> progress) {
        parts.push(data.own().orElseThrow(this::inUse));
        Endpoints.remove(data);
        progress.accept(
                config.kafkaBootstrap() == null ? "starting the Kafka broker and the ClickHouse engine" : "connecting");
        var services = Services.start(config, data);
        parts.push(services);
        services.onFailure(this::died);
        connections = services.connections();
        var created = TopicAdmin.createMissing(connections.kafkaClient(), Topics.all(), config.kafkaPartitions());
        migrate(config, clock);
        progress.accept(created.isEmpty() ? "topics and tables are there" : "created topics and tables");
        if (roles.contains(Role.STREAM)) {
            Pipeline.startTopologies(config, data, connections, clock, this::died, parts);
            progress.accept("topologies are starting");
        }
        if (roles.contains(Role.LOAD)) {
            Pipeline.startLoader(config, connections, pseudonymKey(config), clock, this::died, parts);
        }
        if (roles.contains(Role.COLLECT) || roles.contains(Role.DASHBOARDS)) {
            http = new HttpFront(config, data, connections, roles, banner, clock);
            parts.push(http);
        }
        new Endpoints(
                        http == null ? "" : http.url(),
                        connections.bootstrap(),
                        connections.clickHouse().toString(),
                        ProcessHandle.current().pid())
                .write(data);
        announced = true;
    }

    private ProcessException inUse() {
        var owner = Endpoints.read(data)
                .map(running -> " (process " + running.pid()
                        + (running.http().isEmpty() ? "" : ", pages at " + running.http()) + ")")
                .orElse("");
        return new ProcessException("The data directory " + data.path() + " is in use by another Plumbline" + owner
                + ". Stop that one, or give this one a directory of its own with --data DIR.");
    }

    private void migrate(PlumblineConfig config, Clock clock) {
        var deployment = config.clickHouseCluster() == null
                ? Deployment.singleNode()
                : Deployment.cluster(config.clickHouseCluster());
        try (var connection = DriverManager.getConnection(connections.jdbcUrl(), connections.jdbcProperties())) {
            new Migrator(deployment, clock).migrate(connection);
        } catch (SQLException e) {
            throw new ProcessException(
                    "Cannot prepare the tables in ClickHouse at " + connections.clickHouse() + ": " + e.getMessage(),
                    e);
        }
    }

    private String pseudonymKey(PlumblineConfig config) {
        return config.pseudonymKey() == null ? data.secret(PSEUDONYM_KEY) : config.pseudonymKey();
    }

    private void died(Throwable failure) {
        end.completeExceptionally(failure);
    }

    public Connections connections() {
        return connections;
    }

    /** Address of pages and webhooks, when this process serves them. */
    public Optional<String> http() {
        return Optional.ofNullable(http).map(HttpFront::url);
    }

    /** Path of a new link for the first administrator; empty when there is one already, or no login. */
    public Optional<String> firstAdministratorLink() {
        return Optional.ofNullable(http).flatMap(HttpFront::firstAdministratorLink);
    }

    public DataDirectory data() {
        return data;
    }

    /**
     * Returns when {@link #close} was called from elsewhere, as a shutdown hook does.
     *
     * @throws ProcessException when a part died
     */
    public void awaitEnd() throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw becauseOf(e);
        }
    }

    /** @throws ProcessException when a part died */
    void requireAlive() {
        if (end.isCompletedExceptionally()) {
            try {
                end.join();
            } catch (CompletionException e) {
                throw becauseOf(e);
            }
        }
    }

    private static ProcessException becauseOf(Exception how) {
        return new ProcessException("Plumbline stops: " + how.getCause().getMessage(), how.getCause());
    }

    /** Ends everything, last started first; may be called twice. */
    @Override
    public synchronized void close() {
        if (announced) {
            Endpoints.remove(data);
            announced = false;
        }
        while (!parts.isEmpty()) {
            Closing.quietly(parts.pop());
        }
        end.complete(null);
    }
}
