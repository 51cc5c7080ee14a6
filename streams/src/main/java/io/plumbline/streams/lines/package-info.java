/**
 * In: the commits of a followed branch with the lines that they began and ended, how far the branch was read, and the facts of
 * pull requests. Out: {@code fact.line-history}, one for each commit, and the counters of rework and survival of lines.
 *
 * <p>One event changes the commits that it names and no others; a newer head those of the last 400 days. Not here: which
 * line a commit changed (the git collector), corrected or reverted pull requests.
 */
package io.plumbline.streams.lines;
