/**
 * A real Kafka broker and controller inside this JVM, for one machine.
 *
 * <p>In: a data directory and a port. Out: bootstrap servers on loopback, and word of a broker that broke.
 * Not here: topics and their settings (module schemas), clients, anything that a cluster needs.
 */
package io.plumbline.embedded.kafka;
