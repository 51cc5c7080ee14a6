/**
 * In: {@code raw.event.v1}. Out: normalised events, each to its topic and keyed by its entity; one ingest outcome for
 * every raw event; dead letters with the original bytes.
 *
 * <p>Stateless: replay gives the same events under the same ids. Not here: the Kafka Streams runtime, metric rules.
 */
package io.plumbline.ingest.normalise;
