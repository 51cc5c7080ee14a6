/**
 * One incident and one deployment with their evidence: where the chain of a pull request leads.
 *
 * <p>In: facts of incidents and deployments, their events. Out: two pages. Not here: rates over many of them (defects), what a
 * tier means (streams.incident).
 */
package io.plumbline.dashboards.production;
