package io.plumbline.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.testcontainers.clickhouse.ClickHouseContainer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;

/** The official images, for those who want to see the tests pass against what a cluster runs. */
final class ContainerServices implements ServiceBackend {
    static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
    /** The release that the embedded engine is built from. */
    static final String CLICKHOUSE_IMAGE = "clickhouse/clickhouse-server:26.7";

    private static final String LARGEST_RECORD = Integer.toString(32 * 1024 * 1024);
    private static final String READER = "analyst";
    private static final String CONSOLE = "console";

    private KafkaContainer kafka;
    private ClickHouseContainer clickHouse;

    /** The embedded broker's settings as far as a test can tell the difference. */
    @Override
    public KafkaService startKafka() {
        kafka = started(
                KAFKA_IMAGE,
                new KafkaContainer(KAFKA_IMAGE)
                        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                        .withEnv("KAFKA_MESSAGE_MAX_BYTES", LARGEST_RECORD)
                        .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", LARGEST_RECORD)
                        .withEnv("KAFKA_LOG_RETENTION_MS", "-1")
                        .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "1")
                        .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "1")
                        .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000"));
        return new KafkaService(kafka.getBootstrapServers());
    }

    @Override
    public ClickHouseService startClickHouse() throws SQLException {
        String secret = UUID.randomUUID().toString();
        clickHouse = started(
                CLICKHOUSE_IMAGE,
                new ClickHouseContainer(CLICKHOUSE_IMAGE)
                        .withUsername("plumbline")
                        .withPassword(secret)
                        .withEnv("CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT", "1"));
        ClickHouseService service = new ClickHouseService(
                "jdbc:clickhouse://" + clickHouse.getHost() + ":" + clickHouse.getMappedPort(8123) + "/",
                clickHouse.getHttpUrl().replaceAll("/$", ""),
                clickHouse.getUsername(),
                secret,
                READER,
                UUID.randomUUID().toString(),
                CONSOLE,
                UUID.randomUUID().toString());
        createReader(service);
        createConsole(service);
        return service;
    }

    /** Grants on databases only: {@code file()} and {@code url()} need grants on sources, which nobody gets here. */
    private static void createReader(ClickHouseService service) throws SQLException {
        try (Connection connection = service.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER OR REPLACE " + READER + " IDENTIFIED WITH sha256_password BY '"
                    + service.readOnlyPassword() + "' SETTINGS readonly = 1");
            statement.execute("GRANT SELECT, SHOW ON *.* TO " + READER);
        }
    }

    /** As deploy/clickhouse does it, except that the views keep their invoker's rights: tests create and drop them freely. */
    private static void createConsole(ClickHouseService service) throws SQLException {
        try (Connection connection = service.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER OR REPLACE " + CONSOLE + " IDENTIFIED WITH sha256_password BY '"
                    + service.consolePassword() + "' SETTINGS readonly = 1,"
                    + " max_execution_time = 30 MIN 1 MAX 120 CHANGEABLE_IN_READONLY,"
                    + " `limit` = 0 CHANGEABLE_IN_READONLY, max_memory_usage = 400000000");
            statement.execute("GRANT SELECT ON mart.*, SELECT ON plumbline.* TO " + CONSOLE);
        }
    }

    private static <C extends GenericContainer<?>> C started(String image, C container) {
        try {
            container.start();
            return container;
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "plumbline.services=containers needs a Docker engine that this user can reach and that has, or can"
                            + " pull, " + image + ": " + e.getMessage()
                            + ". Without one, run with plumbline.services=embedded, which is the default.",
                    e);
        }
    }

    @Override
    public void close() {
        if (clickHouse != null) {
            clickHouse.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }
}
