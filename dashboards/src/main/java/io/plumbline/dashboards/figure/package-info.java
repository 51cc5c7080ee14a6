/**
 * What cards of figures have in common: a table of cells with drawings, choices that live in the address, charts by week,
 * and which of the five kinds of empty applies.
 *
 * <p>In: rows of one query. Out: a card, its rows as CSV, JSON and SQL. Not here: which figures there are (packages of the
 * pages), and shares of the metric registry (measure).
 */
package io.plumbline.dashboards.figure;
