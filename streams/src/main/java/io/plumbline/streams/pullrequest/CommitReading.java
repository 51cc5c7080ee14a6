package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.streams.attribution.Attribution;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the rules read from the commits and files of a pull request.
 *
 * @param paths distinct, sorted; of the pull request's own file list when there is one, else of its commits
 * @param known commits whose message is known
 * @param byAi of these, with evidence of a tool
 */
record CommitReading(List<String> paths, int known, int byAi) {

    static final CommitReading NOTHING = new CommitReading(List.of(), 0, 0);

    /** @param commits null = none are known */
    static CommitReading of(PullRequestCommits commits, Attribution attribution) {
        if (commits == null) {
            return NOTHING;
        }
        var files = commits.getFiles().isEmpty()
                ? commits.getCommits().stream().flatMap(commit -> commit.getFiles().stream())
                : commits.getFiles().stream();
        return new CommitReading(paths(files), commits.getCommits().size(), 0);
    }

    private static List<String> paths(Stream<ChangedFile> files) {
        return files.map(ChangedFile::getPath).distinct().sorted().toList();
    }
}
