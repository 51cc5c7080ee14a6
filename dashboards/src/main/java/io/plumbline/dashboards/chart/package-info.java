/**
 * In: shares and counts. Out: the geometry and the accessible text of small server-rendered SVG drawings (forest plot,
 * spark line, stacked bar); the templates beside it draw them. Positions are percentages, so drawings scale without a
 * script.
 *
 * <p>Not here: interactive charts (they fetch their data by URL and are drawn in the browser).
 */
package io.plumbline.dashboards.chart;
