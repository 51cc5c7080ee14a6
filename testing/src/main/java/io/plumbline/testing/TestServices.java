package io.plumbline.testing;

/**
 * The one place where tests get Kafka and ClickHouse from.
 *
 * <p>{@code -Dplumbline.services=embedded}, the default, gives the broker and the engine that {@code plumbline serve}
 * runs, {@code =containers} the official images. One of each per JVM, started when first asked for, stopped with the
 * JVM, their data under the module's {@code target/}. A service that cannot be had is an error; no test is ever skipped
 * for it.
 */
public final class TestServices {
    private static final String PROPERTY = "plumbline.services";

    private static ServiceBackend backend;
    private static KafkaService kafka;
    private static ClickHouseService clickHouse;

    private TestServices() {}

    /** The broker. */
    public static synchronized KafkaService kafka() {
        if (kafka == null) {
            kafka = started("Kafka", backend()::startKafka);
        }
        return kafka;
    }

    /** The ClickHouse server or engine. */
    public static synchronized ClickHouseService clickHouse() {
        if (clickHouse == null) {
            clickHouse = started("ClickHouse", backend()::startClickHouse);
        }
        return clickHouse;
    }

    static ServiceBackend backendNamed(String name) {
        return switch (name) {
            case "embedded" -> new EmbeddedServices();
            case "containers" -> new ContainerServices();
            default ->
                throw new IllegalStateException("-D" + PROPERTY + "=" + name
                        + " is unknown: say embedded (the default) or containers (needs Docker)");
        };
    }

    private static ServiceBackend backend() {
        if (backend == null) {
            ServiceBackend chosen = backendNamed(System.getProperty(PROPERTY, "embedded"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(chosen), "test-services-stop"));
            backend = chosen;
        }
        return backend;
    }

    private static <T> T started(String what, Start<T> start) {
        try {
            return start.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The tests' " + what + " did not start: " + e.getMessage(), e);
        }
    }

    /** In a shutdown hook, where nobody is left to catch it. */
    private static void closeQuietly(ServiceBackend chosen) {
        try {
            chosen.close();
        } catch (Exception e) {
            System.err.println("The test services did not stop in order: " + e);
        }
    }

    @FunctionalInterface
    private interface Start<T> {
        T run() throws Exception;
    }
}
