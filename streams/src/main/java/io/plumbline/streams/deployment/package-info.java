/**
 * In: deployments, the facts of merged pull requests and the commits that were pushed, of one repository, in any order, any
 * number of times. Out: one {@code fact.deployment} per deployment: its life, why it was made, and the pull requests that it
 * brings to its environment; and its counters.
 *
 * <p>What news can change is found by an index, so that a late deployment costs its neighbours and not the history. Not here:
 * what is production or a hotfix ({@link io.plumbline.streams.delivery}), incidents.
 */
package io.plumbline.streams.deployment;
