/**
 * In: what an administrator or manager wants to decide about teams, identities and origins. Out: the decision, handed to
 * whoever can make it known to the streams; the book of what is decided.
 *
 * <p>Not here: Kafka, the format of a directory, how facts follow (other modules); who may decide (rights).
 */
package io.plumbline.dashboards.decision;
