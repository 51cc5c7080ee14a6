/**
 * In: a topology and where Kafka is. Out: a running Kafka Streams application with the settings that all of ours share
 * (exactly once, dead letters with a budget, event-time topics, bounded memory), and whether a pipeline has drained.
 *
 * <p>Not here: what a topology computes.
 */
package io.plumbline.streams.runtime;
