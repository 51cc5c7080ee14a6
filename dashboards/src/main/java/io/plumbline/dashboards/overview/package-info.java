/**
 * In: counters and facts of the mart views for one period and scope. Out: the overview page: tiles, acceptance by tool
 * with its four denominators, the weekly trend; the same as JSON, CSV and SQL.
 *
 * <p>Not here: how a share is tested (stats) or drawn (chart).
 */
package io.plumbline.dashboards.overview;
