/**
 * Whether AI-written pull requests fare otherwise than the rest: crude and like for like, before and after the roll-out, by
 * week, and area by area (the last-mile map).
 *
 * <p>In: {@code mart.comparison}. Out: cards, their rows, and links to both arms of each comparison. Not here: the statistics
 * (stats.compare); what a metric means (the registry).
 */
package io.plumbline.dashboards.impact;
