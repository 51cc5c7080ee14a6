/**
 * In: the metric registry. Out: the page that says what each number means. Needs no database.
 *
 * <p>Not here: the definitions themselves (module schemas).
 */
package io.plumbline.dashboards.definitions;
