/**
 * In: vendors' HTTP and files. Out: {@code raw.event.v1}, and from it the normalised events, dead letters and the
 * count of what became of each raw event.
 *
 * <p>Raw first: a collector verifies, wraps and produces; only the normaliser interprets. Not here: metric rules, the
 * Kafka Streams runtime, the command line.
 */
package io.plumbline.ingest;
