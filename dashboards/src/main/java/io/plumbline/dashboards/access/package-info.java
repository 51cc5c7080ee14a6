/**
 * In: forms, cookies, bearer tokens, an OpenID provider. Out: who asks ({@link
 * io.plumbline.dashboards.rights.Reader}), whether they may, and the pages to log in, to look after one's own account and to
 * look after everybody's. Every change is audited in the transaction that makes it.
 *
 * <p>Not here: what a right is (rights), which route asks for which (web.RouteTable), the database itself (control).
 */
package io.plumbline.dashboards.access;
