package io.plumbline.standalone.simulator;

import java.util.List;

/**
 * What a merged pull request brought to the main branch, as one commit of a history tells it.
 *
 * @param at seconds since 1970
 * @param message ends its first line with the pull request's number, with the trailers of its commits
 * @param additions of the whole pull request, as its deliveries say; likewise {@code deletions}
 * @param fix whether it repairs what is there
 * @param mends number of the pull request that it reverts or hot-fixes; 0 = names none
 * @param fragility how likely its lines are to be rewritten soon, beside those of people: its tool's effect on rework
 */
record MergedChange(
        Repository repository,
        int number,
        long at,
        Account author,
        String message,
        List<String> files,
        int additions,
        int deletions,
        boolean fix,
        int mends,
        double fragility) {

    static MergedChange of(PullRequest pull, long at, ToolEffect effect) {
        boolean repairs = pull.kind == PullRequest.Kind.REVERT || pull.kind == PullRequest.Kind.HOTFIX;
        return new MergedChange(
                pull.repository,
                pull.number,
                at,
                pull.author,
                Merge.squashed(pull),
                // Where build and lock file are one, a bot names it twice.
                pull.files.stream().distinct().toList(),
                pull.additions,
                pull.deletions,
                Corrections.mends(pull),
                repairs && pull.other != null ? pull.other.number : 0,
                effect.rework());
    }
}
