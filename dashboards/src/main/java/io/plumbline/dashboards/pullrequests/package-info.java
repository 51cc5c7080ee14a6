/**
 * In: pull requests of one period and scope. Out: the list (explorer) in keyset pages of 50, as HTML and CSV.
 *
 * <p>Not here: one pull request (pullrequest).
 */
package io.plumbline.dashboards.pullrequests;
