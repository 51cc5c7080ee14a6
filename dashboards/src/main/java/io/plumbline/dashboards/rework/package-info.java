/**
 * The page "How much has to be done again?".
 *
 * <p>In: {@code mart.metric_daily} and the views of rework and lines. Out: cards. Not here: what counts as rework
 * (metrics.md 5, streams.rework).
 */
package io.plumbline.dashboards.rework;
