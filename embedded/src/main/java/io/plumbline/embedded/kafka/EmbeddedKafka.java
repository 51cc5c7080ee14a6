package io.plumbline.embedded.kafka;

import io.plumbline.embedded.LockFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A Kafka broker with its controller inside this JVM, on loopback, with its data on disk.
 *
 * <p>Failure semantics: data survives a restart, on this or another port, and kill -9: what a producer with
 * {@code acks=all} saw acknowledged is in the operating system's hands. A power failure can take the last seconds,
 * because nothing is flushed by hand; who needs more needs a cluster. A broker that breaks never ends the JVM: it turns
 * unhealthy and says so to {@link #onFailure}; the owner decides, and as a rule ends the process.
 *
 * <p>{@link #close} is the owner's duty, no shutdown hook is installed.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
    private static final Duration LONGEST_WAIT_FOR_PREVIOUS_LIFE = Duration.ofSeconds(60);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final LockFile lock;
    private final LoopbackSockets sockets;
    private final BrokerFaults faults = new BrokerFaults();
    private ControllerServer controller;
    private BrokerServer broker;
    private boolean closed;

    private EmbeddedKafka(LockFile lock, LoopbackSockets sockets) {
        this.lock = lock;
        this.sockets = sockets;
    }

    /**
     * Starts the broker and returns when clients can use it.
     *
     * @param dataDirectory created and formatted when it is empty; one running broker per directory
     * @param port on 127.0.0.1, 0 for any free one
     * @throws EmbeddedKafkaException when the directory is in use or unusable, the port is taken, or the broker fails
     */
    public static EmbeddedKafka start(Path dataDirectory, int port) {
        LockFile lock = acquire(dataDirectory);
        LoopbackSockets sockets;
        try {
            sockets = LoopbackSockets.bind(port);
        } catch (EmbeddedKafkaException e) {
            lock.close();
            throw e;
        }
        EmbeddedKafka kafka = new EmbeddedKafka(lock, sockets);
        try {
            kafka.startIn(dataDirectory.resolve("log"));
        } catch (Exception e) {
            EmbeddedKafkaException failure = new EmbeddedKafkaException(
                    "The embedded Kafka broker did not start on " + dataDirectory + ": " + e.getMessage(), e);
            kafka.closeAfter(failure);
            throw failure;
        }
        return kafka;
    }

    /**
     * Kafka has a lock of its own, but takes it only after the controller has opened the metadata log, which is too late:
     * by then two controllers have written to one log.
     */
    private static LockFile acquire(Path directory) {
        try {
            return LockFile.tryAcquire(directory, "broker.lock")
                    .orElseThrow(() -> new EmbeddedKafkaException("The Kafka data directory " + directory
                            + " is in use by another running Plumbline process. Stop that one, or choose another"
                            + " directory."));
        } catch (IOException e) {
            throw new EmbeddedKafkaException("Cannot use " + directory + " as Kafka's data directory: " + e, e);
        }
    }

    private void startIn(Path logDirectory) throws Exception {
        KafkaConfig config =
                new KafkaConfig(BrokerSettings.of(logDirectory, sockets.brokerPort(), sockets.controllerPort()), false);
        formatOnce(logDirectory);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> disk =
                KafkaRaftServer.initializeLogDirs(config, log, "[EmbeddedKafka] ");
        String clusterId = disk._1().clusterId().orElseThrow();
        // The parts of kafka.server.KafkaRaftServer, put together here because it keeps its sockets and its
        // process-ending fault handlers to itself.
        SharedServer shared = new SharedServer(
                config,
                disk._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, clusterId),
                CompletableFuture.completedFuture(Map.of(BrokerSettings.NODE_ID, sockets.controllerAddress())),
                List.of(),
                faults,
                sockets);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), disk._2());
        broker = new BrokerServer(shared);
        controller.startup();
        awaitEndOfPreviousLife();
        broker.startup();
    }

    /**
     * After kill -9 the controller's log still calls the previous broker alive, at its old port, until its session runs
     * out. A broker that starts before that acts on this picture: in three of six trials the abort of an open transaction
     * was sent to the old port and never arrived, and read_committed readers stood still for good.
     *
     * <p>The controller starts before it has read its log, and until then it knows no broker at all, which is not the same
     * as knowing that there is none.
     */
    private void awaitEndOfPreviousLife() throws InterruptedException {
        long giveUpAt = System.nanoTime() + LONGEST_WAIT_FOR_PREVIOUS_LIFE.toNanos();
        while (hasNotReadItsLog() || controller.metadataCache().hasAliveBroker(BrokerSettings.NODE_ID)) {
            if (System.nanoTime() > giveUpAt) {
                throw new EmbeddedKafkaException(
                        "the controller has not read its log, or still takes the broker of the previous run for alive, after "
                                + LONGEST_WAIT_FOR_PREVIOUS_LIFE.toSeconds() + " seconds");
            }
            Thread.sleep(20);
        }
    }

    /** What it publishes first is everything up to the high watermark, in a new directory at least its features. */
    private boolean hasNotReadItsLog() {
        return controller.metadataCache().currentImage().isEmpty();
    }

    /** Formatting writes {@code meta.properties} last, so one that was killed half-way is simply done again. */
    private static void formatOnce(Path logDirectory) throws Exception {
        if (Files.exists(logDirectory.resolve("meta.properties"))) {
            return;
        }
        String directory = logDirectory.toAbsolutePath().toString();
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(LoopbackSockets.CONTROLLER)
                .addDirectory(directory)
                .setMetadataLogDirectory(directory)
                .run();
    }

    /** {@code host:port}, for any client's {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LoopbackSockets.HOST + ":" + sockets.brokerPort();
    }

    /** False from the moment the broker broke in a way it does not recover from; it never turns true again. */
    public boolean isHealthy() {
        return faults.isHealthy();
    }

    /** Calls {@code listener} once when the broker breaks, at once when it already has; on a broker thread, be quick. */
    public void onFailure(Consumer<Throwable> listener) {
        faults.onFirst(listener);
    }

    /**
     * Stops the broker in order, within seconds even when clients are connected, and frees the directory.
     *
     * @throws EmbeddedKafkaException when it does not stop in time; the directory then stays locked until this process
     *     ends, because something may still write to it
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Thread stopping = new Thread(this::stopServers, "embedded-kafka-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stopping.isAlive()) {
            throw new EmbeddedKafkaException("The embedded broker did not stop within " + LONGEST_STOP.toSeconds()
                    + " seconds; its data directory stays locked until this process ends");
        }
        sockets.close();
        faults.close();
        lock.close();
    }

    /** The broker first: while it stops it still talks to its controller. */
    private void stopServers() {
        if (broker != null) {
            stop("broker", broker::shutdown);
        }
        if (controller != null) {
            stop("controller", controller::shutdown);
        }
    }

    private static void stop(String part, Runnable shutdown) {
        try {
            shutdown.run();
        } catch (RuntimeException e) {
            log.warn("The embedded {} reported an error while stopping", part, e);
        }
    }

    private void closeAfter(EmbeddedKafkaException failure) {
        try {
            close();
        } catch (EmbeddedKafkaException e) {
            failure.addSuppressed(e);
        }
    }
}
