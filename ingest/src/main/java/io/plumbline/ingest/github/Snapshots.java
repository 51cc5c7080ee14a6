package io.plumbline.ingest.github;

import io.plumbline.schema.event.PullRequestSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The pull request as a payload states it. */
final class Snapshots {

    static final Shape SHAPE = Shape.of(
                    "id",
                    "number",
                    "title",
                    "body",
                    "html_url",
                    "state",
                    "draft",
                    "merged",
                    "merge_commit_sha",
                    "created_at",
                    "updated_at",
                    "closed_at",
                    "merged_at",
                    "additions",
                    "deletions",
                    "changed_files",
                    "commits")
            .with("user", Accounts.SHAPE)
            .with("merged_by", Accounts.SHAPE)
            .with("head", Shape.of("ref", "sha").with("repo", Shape.of("full_name")))
            .with("base", Shape.of("ref"))
            .with("labels", Shape.of("name"));

    private Snapshots() {}

    /**
     * False for the stub that GitHub's event API, and with it GH Archive, sends since October 2025: number and
     * references only.
     */
    static boolean isWhole(Part pull) throws PayloadException {
        return pull != null
                && (pull.text("title") != null || pull.text("state") != null || pull.time("created_at") != null);
    }

    /** Null for a stub; a review of it is still a review. */
    static PullRequestSnapshot ofIfWhole(Part pull) throws PayloadException {
        return isWhole(pull) ? of(pull) : null;
    }

    static PullRequestSnapshot of(Part pull) throws PayloadException {
        var head = pull.part("head");
        var base = pull.part("base");
        return new PullRequestSnapshot(
                pull.number("id"),
                pull.needText("title"),
                pull.text("body"),
                pull.text("html_url"),
                Accounts.of(pull.part("user")),
                pull.needText("state").toLowerCase(Locale.ROOT),
                pull.flag("draft"),
                pull.flag("merged"),
                head == null ? null : head.text("ref"),
                head == null ? null : head.text("sha"),
                base == null ? null : base.text("ref"),
                pull.text("merge_commit_sha"),
                labels(pull),
                pull.needTime("created_at"),
                pull.time("updated_at"),
                pull.time("closed_at"),
                pull.time("merged_at"),
                Accounts.of(pull.part("merged_by")),
                pull.integer("additions"),
                pull.integer("deletions"),
                pull.integer("changed_files"),
                pull.integer("commits"),
                headRepo(head));
    }

    private static String headRepo(Part head) throws PayloadException {
        var repo = head == null ? null : head.part("repo");
        return repo == null ? null : repo.text("full_name");
    }

    private static List<String> labels(Part pull) throws PayloadException {
        var labels = new ArrayList<String>();
        for (var label : pull.parts("labels")) {
            labels.add(label.needText("name"));
        }
        return labels;
    }
}
