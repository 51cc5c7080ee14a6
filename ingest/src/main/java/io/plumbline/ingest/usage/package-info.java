/**
 * In: raw events that hold reports of AI vendors about use and acceptance. Out: {@code UsageDay} events, one for each
 * figure, at the level and with the denominator that the report states.
 *
 * <p>Pure: no clock, no files. Not here: which level is counted, sums, ratios, who a subject is.
 */
package io.plumbline.ingest.usage;
