package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.streams.attribution.CommitEvidence;
import io.plumbline.streams.settings.Settings;
import io.plumbline.streams.work.Touched;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the rules read from the commits and files of a pull request.
 *
 * @param touched paths of the pull request's own file list when there is one, else of its commits
 * @param commits each commit whose message is known, and its evidence
 * @param writtenAdditions lines in files that are not generated; null when some are not stated
 * @param writtenDeletions the same of deleted lines
 * @param firstCommitAt when the earliest was written; null when none says
 * @param sizes of each commit, by time
 */
record CommitReading(
        Touched touched,
        List<Read> commits,
        Integer writtenAdditions,
        Integer writtenDeletions,
        Instant firstCommitAt,
        List<CommitSize> sizes) {

    /**
     * @param at when it was pushed; of a commit list, when it was committed
     * @param lines added and deleted; null when not stated
     */
    record CommitSize(Instant at, Integer lines) {}

    /** A commit and what the attribution rules found in it. */
    record Read(PullRequestCommit commit, CommitEvidence evidence) {}

    private static final CommitReading NOTHING =
            new CommitReading(Touched.NOTHING, List.of(), null, null, null, List.of());

    /**
     * @param commits null = none are known
     * @param before reading of an earlier list with the same settings, whose commits need not be read again; may be null
     */
    static CommitReading of(PullRequestCommits commits, Settings settings, CommitReading before) {
        if (commits == null) {
            return NOTHING;
        }
        var files = commits.getFiles().isEmpty()
                ? commits.getCommits().stream()
                        .flatMap(commit -> commit.getFiles().stream())
                        .toList()
                : commits.getFiles();
        var touched =
                settings.work().read(files.stream().map(ChangedFile::getPath).toList());
        var generated = touched.generated();
        var written = files.stream()
                .filter(file -> !generated.contains(file.getPath()))
                .toList();
        var known = new HashMap<String, Read>();
        if (before != null) {
            before.commits().forEach(read -> known.put(read.commit().getSha(), read));
        }
        return new CommitReading(
                touched,
                commits.getCommits().stream()
                        .map(commit -> read(commit, known.get(commit.getSha()), settings))
                        .toList(),
                lines(written, ChangedFile::getAdditions),
                lines(written, ChangedFile::getDeletions),
                commits.getCommits().stream()
                        .map(PullRequestCommit::getAuthoredAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .map(Instant::ofEpochMilli)
                        .orElse(null),
                commits.getCommits().stream().map(CommitReading::size).toList());
    }

    List<CommitEvidence> evidence() {
        return commits.stream().map(Read::evidence).toList();
    }

    private static Read read(PullRequestCommit commit, Read before, Settings settings) {
        return before != null && before.commit().equals(commit)
                ? before
                : new Read(commit, settings.attribution().readCommit(commit));
    }

    /** Of the commits after a moment; null when one of them does not state its size, or no commit is known at all. */
    Integer linesAfter(Instant moment) {
        if (moment == null || sizes.isEmpty()) {
            return null;
        }
        int sum = 0;
        for (var commit : sizes) {
            if (commit.at().isAfter(moment)) {
                if (commit.lines() == null) {
                    return null;
                }
                sum += commit.lines();
            }
        }
        return sum;
    }

    private static CommitSize size(PullRequestCommit commit) {
        var added = lines(commit.getFiles(), ChangedFile::getAdditions);
        var deleted = lines(commit.getFiles(), ChangedFile::getDeletions);
        boolean stated = added != null && deleted != null && !commit.getFiles().isEmpty();
        return new CommitSize(commit.getAt(), stated ? Integer.valueOf(added + deleted) : null);
    }

    private static Integer lines(List<ChangedFile> files, Function<ChangedFile, Integer> field) {
        int sum = 0;
        for (var file : files) {
            var lines = field.apply(file);
            if (lines == null) {
                return null;
            }
            sum += lines;
        }
        return sum;
    }
}
