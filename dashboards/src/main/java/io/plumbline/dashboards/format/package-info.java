/**
 * In: numbers and instants. Out: how pages write them (percent, counts, hours, dates), in one way everywhere and the
 * same on every machine. Rounded for reading; the exact value goes into a title or a table.
 *
 * <p>Not here: HTML.
 */
package io.plumbline.dashboards.format;
