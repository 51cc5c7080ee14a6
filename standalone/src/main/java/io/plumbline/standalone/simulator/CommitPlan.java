package io.plumbline.standalone.simulator;

import java.util.ArrayList;
import java.util.List;

/** The commits of one pull request, with messages, trailers and sizes. */
final class CommitPlan {
    static final String WORK = "Continue";

    private final PullRequest pull;
    private final Dice dice;
    private final double size;

    CommitPlan(PullRequest pull, double size) {
        this.pull = pull;
        this.dice = pull.dice.fork("commits");
        this.size = size;
    }

    /** What is on the branch when the pull request is opened. */
    List<Commit> first() {
        Dice first = dice.fork("first");
        boolean single = pull.byAutomation() || pull.kind == PullRequest.Kind.REVERT;
        int count = single ? 1 : 1 + first.poisson(0.7);
        int additions = (int) StrictMath.max(1, first.logNormal(40 * size, 1.1));
        int deletions = (int) (additions * first.unit() * 0.8);
        List<Commit> commits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = pull.openedAt - 700 - (count - i - 1) * first.between(600, 3000);
            String message = i == 0 ? pull.finalTitle : "Add the rest of " + pull.area;
            if (pull.kind == PullRequest.Kind.REVERT) {
                message += "\n\nThis reverts commit " + pull.other.mergeSha + ".";
            }
            boolean feature = pull.task == TaskType.FEAT && i == 0;
            List<String> added = feature ? pull.files.subList(0, 1) : List.of();
            List<String> modified = feature ? pull.files.subList(1, pull.files.size()) : pull.files;
            commits.add(commit(
                    at,
                    trailed(message),
                    pull.committer,
                    pull.committer,
                    added,
                    modified,
                    StrictMath.max(1, additions / count),
                    deletions / count));
        }
        return commits;
    }

    /** One more commit by the author's side. */
    Commit next(long at, String message, List<String> files) {
        Dice more = dice.fork("more", pull.plannedCommits);
        int additions = (int) StrictMath.max(1, more.logNormal(9 * size, 1.0));
        int deletions = (int) (additions * more.unit());
        return commit(at, trailed(message), pull.committer, pull.committer, List.of(), files, additions, deletions);
    }

    /** A review suggestion applied in the browser: the one who made it is co-author. */
    Commit applied(long at, Remark remark) {
        String file = remark.path.substring(remark.path.lastIndexOf('/') + 1);
        String message = "Update " + file + "\n\n" + remark.by.trailer();
        return commit(at, message, pull.requester, Account.WEB_FLOW, List.of(), List.of(remark.path), 1, 1);
    }

    private String trailed(String message) {
        return pull.trailer.isEmpty() ? message : message + "\n\n" + pull.trailer;
    }

    private Commit commit(
            long at,
            String message,
            Account author,
            Account committer,
            List<String> added,
            List<String> modified,
            int additions,
            int deletions) {
        String sha = dice.fork("sha", pull.plannedCommits++).hex(40);
        return new Commit(sha, message, author, committer, at, added, modified, List.of(), additions, deletions);
    }
}
