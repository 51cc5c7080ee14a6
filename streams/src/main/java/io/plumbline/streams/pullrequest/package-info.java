/**
 * In: the normalised {@code scm.*} events of one pull request, in any order, any number of times. Out: its
 * {@code fact.pull-request}, recomputed from the distinct events whenever one of them changes it.
 *
 * <p>Not here: who wrote it ({@link io.plumbline.streams.attribution}), counters ({@link io.plumbline.streams.counter}),
 * comments on plain issues, commits that name no pull request.
 */
package io.plumbline.streams.pullrequest;
