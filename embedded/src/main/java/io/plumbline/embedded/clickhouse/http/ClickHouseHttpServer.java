package io.plumbline.embedded.clickhouse.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.plumbline.embedded.clickhouse.engine.Engine;
import io.plumbline.embedded.clickhouse.engine.EngineConnection;
import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ClickHouse's HTTP port on 127.0.0.1. */
public final class ClickHouseHttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClickHouseHttpServer.class);
    private static final int MOST_REQUESTS = 200;
    /** The engine parses deep queries by recursion and refuses them by the size of this stack. */
    private static final long STACK = 8 << 20;

    private static final long LOOK_AROUND_MILLIS = 200;
    private static final int ONE_MIB = 1 << 20;

    private final Server server;
    private final PeerAwareConnector connector;
    private final RunningQueries running;
    private final Sessions sessions;
    private final ExecutorService statements;
    private final ScheduledExecutorService watch;

    private ClickHouseHttpServer(Engine engine, Account.Book accounts, int port) throws EngineException {
        this.running = new RunningQueries(engine);
        this.sessions = new Sessions(engine);
        this.statements = Executors.newCachedThreadPool(threads("clickhouse-statement"));
        this.watch = Executors.newSingleThreadScheduledExecutor(threads("clickhouse-watch"));
        ReaderRules rules = new ReaderRules(accounts.readOnlyUser(), tableFunctionsRefusedToReaders(engine));
        ConsoleRules consoleRules = new ConsoleRules(
                accounts.consoleUser(),
                rules,
                names(engine, "SELECT name FROM system.functions WHERE origin = 'System'"),
                names(engine, "SELECT name FROM system.table_functions"));
        QueryRunner runner = new QueryRunner(engine, statements, running, sessions, rules, consoleRules);

        QueuedThreadPool pool =
                new QueuedThreadPool(MOST_REQUESTS, 4, 60_000, -1, null, null, threads("clickhouse-http"));
        pool.setName("clickhouse-http");
        this.server = new Server(pool);
        this.connector = new PeerAwareConnector(server, http());
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(TimeUnit.MINUTES.toMillis(10));
        server.addConnector(connector);
        server.setHandler(new QueryHandler(runner, accounts, "plumbline"));
        server.setStopTimeout(0);
    }

    /**
     * Starts to listen; returns when requests are answered.
     *
     * @param port 0 for any free one
     */
    public static ClickHouseHttpServer start(
            Engine engine,
            String pipelineUser,
            String pipelinePassword,
            String readOnlyUser,
            String consoleUser,
            int port)
            throws IOException {
        try {
            ClickHouseHttpServer server = new ClickHouseHttpServer(
                    engine, new Account.Book(pipelineUser, pipelinePassword, readOnlyUser, consoleUser), port);
            server.start();
            return server;
        } catch (EngineException e) {
            throw new IOException("The ClickHouse engine does not answer", e);
        }
    }

    private void start() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IOException(
                    "The ClickHouse port " + connector.getPort() + " on 127.0.0.1 cannot be opened: " + e.getMessage(),
                    e);
        }
        ScheduledFuture<?> unused =
                watch.scheduleWithFixedDelay(this::lookAround, LOOK_AROUND_MILLIS, LOOK_AROUND_MILLIS, MILLISECONDS);
    }

    private void lookAround() {
        try {
            running.cancelAbandoned();
            sessions.closeIdle();
        } catch (RuntimeException e) {
            // Thrown on, it would end the schedule.
            log.warn("Looking for abandoned queries and idle sessions failed; it goes on", e);
        }
    }

    private static HttpConnectionFactory http() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(ONE_MIB); // queries in the URL
        configuration.setResponseHeaderSize(64 << 10);
        configuration.setSendServerVersion(false);
        configuration.setUriCompliance(UriCompliance.LEGACY); // drivers send odd but harmless escapes
        return new HttpConnectionFactory(configuration);
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(null, task, name + "-" + count.incrementAndGet(), STACK);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static Set<String> names(Engine engine, String sql) throws EngineException {
        try (EngineConnection connection = engine.connect()) {
            return connection.query(sql).text().lines().collect(Collectors.toUnmodifiableSet());
        }
    }

    private static Set<String> tableFunctionsRefusedToReaders(Engine engine) throws EngineException {
        return names(
                engine,
                "SELECT name FROM system.table_functions WHERE NOT allow_readonly"
                        + " AND name NOT IN (SELECT name FROM system.functions)");
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Ends running queries, then the connections; a few hundred milliseconds at most. */
    @Override
    public void close() {
        connector.close(); // no new requests
        running.cancelAll();
        watch.shutdownNow();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The ClickHouse port could not be closed", e);
        } finally {
            statements.shutdown();
            sessions.closeAll();
        }
    }
}
