/**
 * In: messages that are due (a digest of a week, an alert). Out: each of them sent at most once, whatever is killed when, and
 * what became of it. The ledger in the control store says who works on which message; {@link
 * io.plumbline.dashboards.dispatch.Dispatcher} moves them on.
 *
 * <p>Not here: what a message says, and SMTP or HTTP: a {@link io.plumbline.dashboards.dispatch.Courier} does that.
 */
package io.plumbline.dashboards.dispatch;
