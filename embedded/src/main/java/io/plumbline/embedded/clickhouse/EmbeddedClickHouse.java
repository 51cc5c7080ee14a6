package io.plumbline.embedded.clickhouse;

import io.plumbline.embedded.clickhouse.engine.Engine;
import io.plumbline.embedded.clickhouse.engine.EngineLimits;
import io.plumbline.embedded.clickhouse.http.ClickHouseHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ClickHouse in this JVM: the real engine, reached over HTTP on 127.0.0.1 by the official JDBC driver, curl, DBeaver,
 * Grafana. Data lives in one directory and survives restarts and kill -9 (rows that an INSERT was answered for).
 *
 * <p>Three users. {@link #pipelineUser()} may do everything; {@link #readOnlyUser()} has no password and may only read, and
 * so may whoever gives no user name or {@code default}; {@link #consoleUser()} has no password either and reads the views of
 * database {@code mart} only.
 *
 * <p>A process holds at most one, as the engine keeps its state in globals; after {@link #close()} another may be started.
 * A JVM that ends without {@code close()} is closed by a shutdown hook.
 */
public final class EmbeddedClickHouse implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedClickHouse.class);
    private static final String PIPELINE_USER = "plumbline";
    private static final String READ_ONLY_USER = "analyst";
    private static final String CONSOLE_USER = "console";

    private final Engine engine;
    private final ClickHouseHttpServer server;
    private final String pipelinePassword;
    private final Thread hook;
    private boolean closed;

    private EmbeddedClickHouse(Engine engine, ClickHouseHttpServer server, String pipelinePassword) {
        this.engine = engine;
        this.server = server;
        this.pipelinePassword = pipelinePassword;
        this.hook = new Thread(this::shutDown, "clickhouse-shutdown");
    }

    /** With limits for a laptop: see {@link #start(Path, int, EngineLimits)}. */
    public static EmbeddedClickHouse start(Path dataDirectory, int httpPort) {
        return start(dataDirectory, httpPort, EngineLimits.small());
    }

    /**
     * Opens the directory (created if need be) and listens; installs the engine library first when it is not here yet.
     *
     * @param httpPort 0 for any free one
     * @throws EngineUnavailableException when there is no engine library and none can be installed
     * @throws IllegalStateException when another process uses the directory, or this one already runs ClickHouse
     * @throws UncheckedIOException when the port is taken or the directory cannot be written
     */
    public static EmbeddedClickHouse start(Path dataDirectory, int httpPort, EngineLimits limits) {
        Path library = EngineInstaller.locateOrInstall(log::info);
        Engine engine = null;
        try {
            Files.createDirectories(dataDirectory);
            engine = Engine.open(library, dataDirectory, limits);
            String password = PipelinePassword.in(dataDirectory);
            ClickHouseHttpServer server =
                    ClickHouseHttpServer.start(engine, PIPELINE_USER, password, READ_ONLY_USER, CONSOLE_USER, httpPort);
            EmbeddedClickHouse started = new EmbeddedClickHouse(engine, server, password);
            Runtime.getRuntime().addShutdownHook(started.hook);
            log.info("ClickHouse {} is running in this process: {}", engine.version(), started.httpUrl());
            return started;
        } catch (IOException e) {
            closeAfter(e, engine);
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static void closeAfter(IOException failure, Engine engine) {
        if (engine != null) {
            try {
                engine.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    public URI httpUrl() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** For the official driver; user and password go into the connection properties. */
    public String jdbcUrl() {
        return "jdbc:clickhouse://127.0.0.1:" + server.port() + "/default";
    }

    /** Name of the user who may write, for another process that works with the engine of this one. */
    public static String nameOfPipelineUser() {
        return PIPELINE_USER;
    }

    /** Name of the user who reads database {@code mart} only; has no password. */
    public static String nameOfConsoleUser() {
        return CONSOLE_USER;
    }

    /**
     * Password of the user who may write, for whoever may read the data directory.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public static String pipelinePasswordIn(Path dataDirectory) {
        try {
            return PipelinePassword.in(dataDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the engine's password in " + dataDirectory, e);
        }
    }

    public String pipelineUser() {
        return PIPELINE_USER;
    }

    public String pipelinePassword() {
        return pipelinePassword;
    }

    /** Has no password. */
    public String readOnlyUser() {
        return READ_ONLY_USER;
    }

    /** Has no password. */
    public String consoleUser() {
        return CONSOLE_USER;
    }

    /** The engine's version, like 26.7.2.1. */
    public String version() {
        return engine.version();
    }

    /** Ends running queries, closes the port and the files. */
    @Override
    public void close() {
        removeHook();
        shutDown();
    }

    /**
     * For an owner that ends things in order from a shutdown hook of its own: hooks run side by side, and ours would take
     * the engine away from whoever still writes to it.
     */
    public EmbeddedClickHouse closedByOwner() {
        removeHook();
        return this;
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.debug("The JVM is already ending; the hook may run, and closing twice is harmless");
        }
    }

    private synchronized void shutDown() {
        if (closed) {
            return;
        }
        closed = true;
        server.close();
        try {
            engine.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The engine's files could not be released", e);
        }
        log.info("ClickHouse has stopped");
    }
}
