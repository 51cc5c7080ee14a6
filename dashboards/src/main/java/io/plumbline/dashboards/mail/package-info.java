/**
 * In: a {@link io.plumbline.dashboards.mail.Letter}. Out: a MIME message, and one attempt to hand it to a mail server with an
 * answer that is certain wherever it can be. Also the tokens of the addresses that end a subscription without login.
 *
 * <p>Not here: what a letter says, whom it goes to, and when it is tried again (dispatch).
 */
package io.plumbline.dashboards.mail;
