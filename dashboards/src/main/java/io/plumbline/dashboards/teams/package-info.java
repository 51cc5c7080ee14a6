/**
 * In: the key figures by team. Out: one table, A to Z, each figure against the rest of the organisation and against the period
 * before; a place only where intervals are apart and teams are broad enough.
 *
 * <p>Not here: people. Teams of fewer than five, and as many others as it takes to keep those hidden, are not shown.
 */
package io.plumbline.dashboards.teams;
