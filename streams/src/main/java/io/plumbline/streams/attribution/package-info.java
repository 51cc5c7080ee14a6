/**
 * In: what a pull request says of itself (author, head branch, title, body, labels). Out: its origin, the tool, how sure
 * that is, and the evidence, by rules kept as data in {@code attribution-rules.yaml}.
 *
 * <p>Not here: Kafka; commits (their trailers come with a later rule set); who reviews.
 */
package io.plumbline.streams.attribution;
