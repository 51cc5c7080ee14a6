/**
 * In: generated Avro records. Out: the one list of topics with key, value and cleanup policy, and the Avro serde
 * (single-object encoding; the writer's schema is found by fingerprint in the history kept in this jar).
 *
 * <p>Not here: producers, consumers, topologies.
 */
package io.plumbline.schema.topic;
