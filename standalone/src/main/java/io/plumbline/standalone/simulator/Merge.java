package io.plumbline.standalone.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a merge puts on the main branch: one squashed commit, or the branch's commits and a merge commit. */
final class Merge {
    private Merge() {}

    /** The last commit is the merge commit. */
    static List<Commit> commits(PullRequest pull, long at, Account by) {
        String sha = pull.dice.fork("merge").hex(40);
        if (!pull.repository.squash()) {
            List<Commit> commits = new ArrayList<>(pull.commits);
            String message = "Merge pull request #" + pull.number + " from " + pull.repository.owner() + "/"
                    + pull.branch + "\n\n" + pull.title;
            commits.add(commit(pull, sha, message, by, at, List.of()));
            return commits;
        }
        return List.of(commit(pull, sha, squashed(pull), pull.author, at, pull.files));
    }

    /** Title and number, what the commits were, and their trailers. */
    static String squashed(PullRequest pull) {
        StringBuilder message = new StringBuilder(pull.title + " (#" + pull.number + ")");
        Set<String> trailers = new LinkedHashSet<>();
        for (Commit commit : pull.commits) {
            String text = commit.message();
            int blank = text.indexOf("\n\n");
            if (pull.commits.size() > 1) {
                message.append("\n\n* ").append(blank < 0 ? text : text.substring(0, blank));
            }
            if (blank >= 0) {
                trailers.add(text.substring(blank + 2));
            }
        }
        if (!trailers.isEmpty()) {
            message.append(pull.commits.size() > 1 ? "\n\n---------\n\n" : "\n\n");
            message.append(String.join("\n", trailers));
        }
        return message.toString();
    }

    private static Commit commit(
            PullRequest pull, String sha, String message, Account author, long at, List<String> files) {
        return new Commit(
                sha,
                message,
                author,
                Account.WEB_FLOW,
                at,
                List.of(),
                files,
                List.of(),
                pull.additions,
                pull.deletions);
    }
}
