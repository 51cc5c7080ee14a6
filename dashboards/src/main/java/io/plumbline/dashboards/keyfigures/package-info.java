/**
 * In: a period, a scope. Out: the eight key figures of the overview and of the teams' table, for everything or by team, with
 * 95 % intervals, the change since the period before and its p-value. One query, so that both pages say the same.
 *
 * <p>Not here: what is hidden because it concerns too few people (teams), tiles and tables (overview, teams).
 */
package io.plumbline.dashboards.keyfigures;
