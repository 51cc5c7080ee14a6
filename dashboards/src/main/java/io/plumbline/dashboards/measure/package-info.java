/**
 * One share of the metric registry as a card: AI-written pull requests beside the rest, against the period before, by week.
 *
 * <p>In: {@code mart.metric_daily} and the id of a metric. Out: a card, its chart and its rows. Not here: rates per 100 pull
 * requests or per line, whose intervals need the spread between pull requests; durations; and which page shows what.
 */
package io.plumbline.dashboards.measure;
