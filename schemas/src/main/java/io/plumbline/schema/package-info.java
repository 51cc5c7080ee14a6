/**
 * The contract between the modules: event, fact and counter records (generated from {@code src/main/avro}),
 * {@link io.plumbline.schema.topic topics and their serdes}, {@link io.plumbline.schema.db ClickHouse tables and views},
 * {@link io.plumbline.schema.metric metric definitions}.
 *
 * <p>Not here: Kafka Streams, HTTP, metric rules.
 */
package io.plumbline.schema;
