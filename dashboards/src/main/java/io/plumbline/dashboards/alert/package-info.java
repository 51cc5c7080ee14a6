/**
 * In: working agreements of teams (how long a review may wait, how large a pull request may be, ..). Out: one message when an
 * agreement is broken and one when it is kept again, by e-mail, to Slack or to a signed webhook, each with its rule, window, n
 * and the evidence.
 *
 * <p>Not here: how a message survives a crash (dispatch), SMTP (mail).
 */
package io.plumbline.dashboards.alert;
