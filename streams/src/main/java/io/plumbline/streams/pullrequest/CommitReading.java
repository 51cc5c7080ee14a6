package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.attribution.CommitEvidence;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the rules read from the commits and files of a pull request.
 *
 * @param paths distinct, sorted; of the pull request's own file list when there is one, else of its commits
 * @param evidence of each commit whose message is known
 */
record CommitReading(List<String> paths, List<CommitEvidence> evidence) {

    private static final CommitReading NOTHING = new CommitReading(List.of(), List.of());

    /** @param commits null = none are known */
    static CommitReading of(PullRequestCommits commits, Attribution attribution) {
        if (commits == null) {
            return NOTHING;
        }
        var files = commits.getFiles().isEmpty()
                ? commits.getCommits().stream().flatMap(commit -> commit.getFiles().stream())
                : commits.getFiles().stream();
        return new CommitReading(
                paths(files),
                commits.getCommits().stream().map(attribution::readCommit).toList());
    }

    private static List<String> paths(Stream<ChangedFile> files) {
        return files.map(ChangedFile::getPath).distinct().sorted().toList();
    }
}
