/**
 * In: who wants a digest of what, on which day at which local time. Out: at most one mail per subscription and ISO week, with
 * the rights of its account as they are at sending; the page /digests; the address that ends a subscription without login.
 *
 * <p>Not here: what a digest says (digest), how a message survives a crash (dispatch), SMTP (mail).
 */
package io.plumbline.dashboards.subscription;
