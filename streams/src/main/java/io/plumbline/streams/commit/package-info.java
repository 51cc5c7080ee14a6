/**
 * In: pushes, commit lists, file lists, line attribution and what the events of pull requests say of their branches, in
 * any order, any number of times. Out: {@code scm.pull-request-commits}: the commits and files of each pull request.
 *
 * <p>All of it meets by repository, because a push knows no pull request. Not here: what commits mean (facts), tables.
 */
package io.plumbline.streams.commit;
