package io.plumbline.testing;

/** One way to get the services; each start is called once, and {@link #close} stops what was started. */
interface ServiceBackend extends AutoCloseable {
    KafkaService startKafka() throws Exception;

    ClickHouseService startClickHouse() throws Exception;

    @Override
    void close() throws Exception;
}
