/**
 * In: raw events of one repository after the other, as ClickHouse keeps them. Out: the columns of every pull request, found
 * a second time: plain JSON trees, all events of a pull request in one list, sorted once, then asked column by column.
 *
 * <p>Not here: any class of {@code ingest} or of the topologies. The two ways share the specification (metrics.md, the
 * ADRs, the rule files) and nothing else, so that a mistake in one shows as a difference.
 */
package io.plumbline.standalone.reconcile.recount;
