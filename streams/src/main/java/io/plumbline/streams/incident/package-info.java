/**
 * In: events of incidents; facts of deployments, pull requests and rework. Out: {@code fact.incident} with every candidate
 * cause, {@code fact.delivery} with what production said of each merged pull request, and their counters.
 *
 * <p>Three steps: an incident is folded under its own key, judged under its repository among the deployments and pull
 * requests there ({@link io.plumbline.streams.incident.Ladder}), and written under its own key again. Not here: which pull
 * requests a deployment carries, what reverted them, how vendors' payloads are read.
 */
package io.plumbline.streams.incident;
