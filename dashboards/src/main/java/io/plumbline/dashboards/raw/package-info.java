/**
 * In: one delivery as a collector received it. Out: its page: headers kept, what became of it, the payload as text.
 *
 * <p>Payloads come from strangers: they are shown as escaped text and never interpreted. Not here: changing anything.
 */
package io.plumbline.dashboards.raw;
