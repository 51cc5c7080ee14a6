/**
 * In: requests, models of pages. Out: HTML through precompiled templates, hashed static files, security headers, error
 * pages. The strict Content-Security-Policy lives here, in one constant.
 *
 * <p>Not here: what a page shows (one package per page).
 */
package io.plumbline.dashboards.web;
