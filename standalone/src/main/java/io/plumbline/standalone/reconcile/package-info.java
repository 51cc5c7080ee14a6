/**
 * In: what ClickHouse holds, raw events, facts and counters. Out: where a second computation disagrees: counters recomputed
 * in SQL from facts (one statement a metric, {@code counters/<metric id>.sql}), facts recomputed from raw events
 * ({@link io.plumbline.standalone.reconcile.recount}).
 *
 * <p>Not here: the command and its output, correcting anything.
 */
package io.plumbline.standalone.reconcile;
