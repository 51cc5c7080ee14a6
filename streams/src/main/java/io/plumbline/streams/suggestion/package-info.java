/**
 * In: review comments, threads and pushes of one pull request, its fact and its commits, in any order, any number of times.
 * Out: one {@code fact.suggestion} per root comment: what became of it, by evidence tiers A..X (metrics.md 4.2), of machines
 * and of people by the same rules. And one {@code fact.findings} per pull request: how many of which
 * severity and category each detector found (metrics.md 2).
 *
 * <p>Not here: how a comment's text is read ({@link io.plumbline.streams.review}), who wrote the pull request ({@link io.plumbline.streams.attribution}), which commits it has, counters
 * ({@link io.plumbline.streams.counter}), line survival (no source of line data yet).
 */
package io.plumbline.streams.suggestion;
