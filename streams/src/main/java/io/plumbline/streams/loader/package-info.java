/**
 * In: every topic that has a table, as bytes, committed records only. Out: the tables of database {@code plumbline}, by
 * batches whose name ({@code topic-partition-first..last}) is their deduplication token; offsets are committed after the
 * insert was acknowledged. Crash, replay and rebalance change nothing that a view shows.
 *
 * <p>Not here: DDL (schemas), what a fact or counter is.
 */
package io.plumbline.streams.loader;
