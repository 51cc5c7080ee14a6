/**
 * In: deliveries that GitHub, incident tools and CIs post. Out: raw events, acknowledged by Kafka before the answer is 202.
 *
 * <p>One receiving class, {@code Webhook}; what is a vendor's own is its {@code Vendor}. Verifies and wraps, never
 * interprets. Not here: the server that the dashboards run in, mapping of payloads.
 */
package io.plumbline.ingest.webhook;
