/**
 * In: {@code metrics.yaml} and {@code tools.yaml}. Out: the definition of every metric (formula, window, minimum n,
 * direction, text) and the catalogue of AI tools: one place for topologies, views, pages, mails and docs.
 *
 * <p>Not here: how a metric is computed from facts (streams), how it is drawn (dashboards).
 */
package io.plumbline.schema.metric;
