/**
 * In: one pull request's fact, evidence and events. Out: its page: what became of it, why it is attributed as it is,
 * what happened when, and which metric cells it counts in.
 *
 * <p>Not here: payloads (raw).
 */
package io.plumbline.dashboards.pullrequest;
