/**
 * In: accounts, ClickHouse, mail settings, a clock. Out: the running part of mails and alerts: every few seconds what is due is
 * planned, written and sent; and their pages.
 *
 * <p>Not here: rules of any of it; see subscription, alert, dispatch.
 */
package io.plumbline.dashboards.mailroom;
