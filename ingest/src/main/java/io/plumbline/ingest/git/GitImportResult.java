package io.plumbline.ingest.git;

import java.time.Duration;

/**
 * What one run read, and what of it was new.
 *
 * @param finished false when it was stopped; the same call does the rest
 * @param repo owner/name
 * @param commits of the branch
 * @param sent of these, now
 * @param gone earlier ones that are no longer on the branch
 * @param numbered commits whose message names a pull request
 * @param reverts commits that say that they revert another
 * @param undoing commits that take another back without saying so
 * @param born lines of code, of all commits
 * @param ended of these, by now; alive is the rest
 * @param files that are followed at the head
 * @param runs of lines of one commit in them: the size of the state
 */
public record GitImportResult(
        boolean finished,
        String repo,
        String branch,
        int commits,
        int sent,
        int gone,
        int numbered,
        int reverts,
        int undoing,
        long born,
        long ended,
        int files,
        long runs,
        Duration elapsed) {}
