/**
 * What happened on a day that a chart does not know by itself: grave incidents from ClickHouse, and notes, roll-outs and
 * freezes that people write.
 *
 * <p>In: {@code mart.incident}, notes of the control store. Out: numbered lines for every weekly chart, and the page of notes.
 * Not here: drawing them (trend.js), what an incident was (incident).
 */
package io.plumbline.dashboards.annotation;
