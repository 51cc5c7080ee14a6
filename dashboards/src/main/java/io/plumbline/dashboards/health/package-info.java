/**
 * The page "Can these numbers be trusted?": how far the line is, what was stored of what came, dead letters, restatements,
 * what a second computation said, and how fast the pages are in browsers.
 *
 * <p>In: the tables of deliveries, outcomes, facts and counters, and what browsers measure. Out: cards. Not here: mending
 * anything; commands are shown, not run.
 */
package io.plumbline.dashboards.health;
