package io.plumbline.embedded.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what would end the process, were the broker alone in it, into a failure that the owner hears of.
 *
 * <p>Kafka ends the JVM in two ways: through fault handlers, which each broker can be given, and by calling {@link Exit}
 * from wherever it stands (a failed disk, a fatal error in a request thread), which is one switch for the whole JVM. So
 * the second way reports to every broker that runs here.
 */
final class BrokerFaults implements FaultHandlerFactory, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BrokerFaults.class);
    private static final Set<BrokerFaults> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Exit.setExitProcedure((status, message) -> processEndAsked("exit", status, message));
        Exit.setHaltProcedure((status, message) -> processEndAsked("halt", status, message));
    }

    private final List<Consumer<Throwable>> listeners = new ArrayList<>();
    private Throwable failure;

    BrokerFaults() {
        RUNNING.add(this);
    }

    private static void processEndAsked(String how, int status, String message) {
        EmbeddedKafkaException failure = new EmbeddedKafkaException("The embedded broker asked to " + how
                + " the process with status " + status + (message == null ? "" : ": " + message)
                + ". The log has its reason just before this.");
        log.error("Kafka asked to end the process; the process goes on without a working broker", failure);
        RUNNING.forEach(broker -> broker.failed(failure));
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return (message, cause) -> {
            log.error("{} fault in the embedded broker ({}): {}", fatal ? "Fatal" : "Passing", name, message, cause);
            action.run();
            FaultHandlerException fault = new FaultHandlerException(name + ": " + message, cause);
            if (fatal) {
                failed(new EmbeddedKafkaException("The embedded broker broke in " + name + ": " + message, cause));
            }
            return fault;
        };
    }

    synchronized boolean isHealthy() {
        return failure == null;
    }

    /** Only the first failure is told: what follows is its echo. */
    void onFirst(Consumer<Throwable> listener) {
        Throwable already;
        synchronized (this) {
            already = failure;
            listeners.add(listener);
        }
        if (already != null) {
            listener.accept(already);
        }
    }

    private void failed(Throwable cause) {
        List<Consumer<Throwable>> told;
        synchronized (this) {
            if (failure != null) {
                return;
            }
            failure = cause;
            told = List.copyOf(listeners);
        }
        told.forEach(listener -> listener.accept(cause));
    }

    @Override
    public void close() {
        RUNNING.remove(this);
    }
}
