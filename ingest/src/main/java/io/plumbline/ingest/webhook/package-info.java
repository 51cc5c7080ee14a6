/**
 * In: deliveries that GitHub posts. Out: raw events, acknowledged by Kafka before the answer is 202.
 *
 * <p>Verifies and wraps, never interprets. Not here: the server that the dashboards run in, mapping of payloads.
 */
package io.plumbline.ingest.webhook;
