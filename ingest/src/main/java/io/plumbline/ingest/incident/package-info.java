/**
 * In: raw events of incident tools (PagerDuty, Opsgenie, Statuspage, ..), webhooks and lists alike. Out: incident events.
 *
 * <p>One reader a vendor. What a life cycle means, which severity is how bad and who caused an incident is not here: the
 * incident application tells.
 */
package io.plumbline.ingest.incident;
