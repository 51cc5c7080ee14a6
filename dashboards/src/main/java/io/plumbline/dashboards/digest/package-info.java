/**
 * In: a team or the organisation, an ISO week, what the reader may see. Out: the weekly mail: figures beside the 12 weeks
 * before with a verdict by interval, what is worth a look, and its three forms (HTML, text, one picture).
 *
 * <p>Not here: who gets it and when (subscription), and how it is sent (mail, dispatch).
 */
package io.plumbline.dashboards.digest;
