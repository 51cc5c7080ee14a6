package io.plumbline.standalone.process;

import io.plumbline.embedded.clickhouse.EmbeddedClickHouse;
import io.plumbline.embedded.kafka.EmbeddedKafka;
import io.plumbline.standalone.config.PlumblineConfig;
import java.util.function.Consumer;

/**
 * Kafka and ClickHouse for this process: those that the configuration names, and embedded ones for the rest.
 *
 * <p>Failure semantics: when the second does not start, the first is closed again.
 */
final class Services implements AutoCloseable {

    private final EmbeddedKafka kafka;
    private final EmbeddedClickHouse clickHouse;
    private final Connections connections;

    private Services(EmbeddedKafka kafka, EmbeddedClickHouse clickHouse, Connections connections) {
        this.kafka = kafka;
        this.clickHouse = clickHouse;
        this.connections = connections;
    }

    static Services start(PlumblineConfig config, DataDirectory data) {
        var kafka = config.kafkaBootstrap() == null ? EmbeddedKafka.start(data.kafka(), config.kafkaPort()) : null;
        try {
            var clickHouse = config.clickHouseUrl() == null
                    ? EmbeddedClickHouse.start(data.clickHouse(), config.clickHousePort())
                            .closedByOwner()
                    : null;
            var connections = Connections.of(
                    kafka == null ? config.kafkaBootstrap() : kafka.bootstrapServers(),
                    config.kafkaClient(),
                    clickHouse == null ? config.clickHouseUrl() : clickHouse.httpUrl(),
                    clickHouse == null ? config.clickHouseUser() : clickHouse.pipelineUser(),
                    clickHouse == null ? config.clickHousePassword() : clickHouse.pipelinePassword());
            return new Services(kafka, clickHouse, connections);
        } catch (RuntimeException | Error e) {
            if (kafka != null) {
                Closing.quietly(kafka);
            }
            throw e;
        }
    }

    /** Called when the embedded broker breaks for good. */
    void onFailure(Consumer<Throwable> listener) {
        if (kafka != null) {
            kafka.onFailure(listener);
        }
    }

    Connections connections() {
        return connections;
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
