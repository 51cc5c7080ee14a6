/**
 * In: what a pull request says of itself (author, head branch, body, labels) and its commits (authors, trailers, line
 * attribution). Out: its origin, the tool, how sure that is, the evidence, who answers for it, and which commits apply a
 * reviewer's suggestion, by rules kept as data in {@code attribution-rules.yaml}.
 *
 * <p>Not here: Kafka; decisions of people against the rules; what becomes of suggestions; who reviews.
 */
package io.plumbline.streams.attribution;
