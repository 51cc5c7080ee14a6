/**
 * In: facts, commits and texts of pull requests, pushed commits that take something back, line histories; in any order, any
 * number of times. Out: one {@code fact.rework} per merged pull request: which later changes of its repository corrected or
 * reverted it (metrics.md M5.10 and M6.5). Words and paths are data: {@code rework-rules.yaml}.
 *
 * <p>Not here: pushes after review (pullrequest), line rework and survival (line history), incidents.
 */
package io.plumbline.streams.rework;
