/**
 * Real servers inside this JVM, on loopback, with their data on disk: {@link io.plumbline.embedded.kafka a Kafka broker}
 * and {@link io.plumbline.embedded.clickhouse the ClickHouse engine}.
 *
 * <p>In: a data directory and a port. Out: addresses that ordinary clients connect to. Not here: anything of Plumbline.
 */
package io.plumbline.embedded;
