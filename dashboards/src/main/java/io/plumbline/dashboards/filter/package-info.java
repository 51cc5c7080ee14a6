/**
 * In: query parameters of a page's URL. Out: what to show: a period in whole days of the organisation's zone, a scope
 * (team, repository, tool, origin) and links that keep the rest of the state. The URL is the state; there is no other.
 *
 * <p>Not here: queries (each page's package).
 */
package io.plumbline.dashboards.filter;
