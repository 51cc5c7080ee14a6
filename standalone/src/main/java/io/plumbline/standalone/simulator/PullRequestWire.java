package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Pull requests, reviews, comments and threads as GitHub's deliveries write them. */
final class PullRequestWire {
    private PullRequestWire() {}

    /** {@code full} adds what GitHub tells in pull_request events only: merged, sizes, counts. */
    static void pull(JsonGenerator json, PullRequest pull, boolean full) throws IOException {
        json.writeObjectFieldStart("pull_request");
        json.writeStringField("url", pull.api());
        json.writeNumberField("id", pull.id);
        json.writeStringField("node_id", "PR_" + pull.id);
        json.writeStringField("html_url", pull.url());
        json.writeNumberField("number", pull.number);
        json.writeStringField("state", pull.closed ? "closed" : "open");
        json.writeBooleanField("locked", false);
        json.writeStringField("title", pull.title);
        Wire.account(json, "user", pull.author);
        json.writeStringField("body", pull.body);
        Wire.time(json, "created_at", pull.openedAt);
        Wire.time(json, "updated_at", pull.updatedAt);
        Wire.time(json, "closed_at", pull.closedAt);
        Wire.time(json, "merged_at", pull.mergedAt);
        json.writeStringField("merge_commit_sha", pull.mergeSha);
        json.writeNullField("assignee");
        Wire.accounts(json, "assignees", pull.byCopilot() ? List.of(Account.COPILOT_AGENT, pull.requester) : List.of());
        Wire.accounts(json, "requested_reviewers", pull.requested);
        json.writeArrayFieldStart("requested_teams");
        json.writeEndArray();
        Wire.labels(json, pull.labels);
        json.writeNullField("milestone");
        json.writeBooleanField("draft", pull.draft);
        side(json, "head", pull, pull.branch, pull.headSha);
        side(json, "base", pull, "main", pull.baseSha);
        json.writeStringField("author_association", pull.author.person() ? "MEMBER" : "CONTRIBUTOR");
        json.writeNullField("auto_merge");
        json.writeNullField("active_lock_reason");
        if (full) {
            json.writeBooleanField("merged", pull.merged);
            json.writeNullField("mergeable");
            json.writeStringField("mergeable_state", "unknown");
            Wire.account(json, "merged_by", pull.mergedBy);
            json.writeNumberField("comments", pull.comments);
            json.writeNumberField("review_comments", pull.reviewComments);
            json.writeBooleanField("maintainer_can_modify", false);
            json.writeNumberField("commits", pull.commits.size());
            json.writeNumberField("additions", pull.additions);
            json.writeNumberField("deletions", pull.deletions);
            json.writeNumberField("changed_files", pull.files.size());
        }
        json.writeEndObject();
    }

    private static void side(JsonGenerator json, String field, PullRequest pull, String ref, String sha)
            throws IOException {
        Repository repository = pull.repository;
        json.writeObjectFieldStart(field);
        json.writeStringField("label", repository.owner() + ":" + ref);
        json.writeStringField("ref", ref);
        json.writeStringField("sha", sha);
        json.writeObjectFieldStart("user");
        json.writeStringField("login", repository.owner());
        json.writeNumberField("id", repository.ownerId());
        json.writeStringField("type", "Organization");
        json.writeEndObject();
        json.writeObjectFieldStart("repo");
        json.writeNumberField("id", repository.id());
        json.writeStringField("name", repository.name());
        json.writeStringField("full_name", repository.fullName());
        json.writeBooleanField("fork", false);
        json.writeEndObject();
        json.writeEndObject();
    }

    static void review(JsonGenerator json, PullRequest pull, long id, Account by, String state, String body, long at)
            throws IOException {
        json.writeObjectFieldStart("review");
        json.writeNumberField("id", id);
        json.writeStringField("node_id", "PRR_" + id);
        Wire.account(json, "user", by);
        json.writeStringField("body", body.isEmpty() ? null : body);
        json.writeStringField("commit_id", pull.headSha);
        Wire.time(json, "submitted_at", at);
        Wire.time(json, "updated_at", at);
        json.writeStringField("state", state);
        json.writeStringField("html_url", pull.url() + "#pullrequestreview-" + id);
        json.writeStringField("pull_request_url", pull.api());
        json.writeStringField("author_association", by.person() ? "MEMBER" : "NONE");
        json.writeEndObject();
    }

    /** The comment that opens a thread. */
    static void remark(JsonGenerator json, PullRequest pull, Remark remark) throws IOException {
        comment(json, pull, remark, remark.id, remark.by, remark.body, remark.createdAt, false);
    }

    static void reply(JsonGenerator json, PullRequest pull, Remark to, long id, Account by, String body, long at)
            throws IOException {
        comment(json, pull, to, id, by, body, at, true);
    }

    private static void comment(
            JsonGenerator json,
            PullRequest pull,
            Remark remark,
            long id,
            Account by,
            String body,
            long at,
            boolean reply)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("url", pull.repository.api() + "/pulls/comments/" + id);
        json.writeNumberField("pull_request_review_id", remark.reviewId);
        json.writeNumberField("id", id);
        json.writeStringField("node_id", "PRRC_" + id);
        json.writeStringField(
                "diff_hunk",
                "@@ -" + (remark.line - 1) + ",1 +" + (remark.line - 1) + ",2 @@\n     open();\n+    check();");
        json.writeStringField("path", remark.path);
        json.writeStringField("commit_id", pull.headSha);
        json.writeStringField("original_commit_id", remark.commit);
        Wire.account(json, "user", by);
        json.writeStringField("body", body);
        Wire.time(json, "created_at", at);
        Wire.time(json, "updated_at", at);
        json.writeStringField("html_url", pull.url() + "#discussion_r" + id);
        json.writeStringField("pull_request_url", pull.api());
        json.writeStringField("author_association", by.person() ? "MEMBER" : "NONE");
        if (reply) {
            json.writeNumberField("in_reply_to_id", remark.id);
        }
        json.writeNullField("start_line");
        json.writeNullField("original_start_line");
        json.writeNullField("start_side");
        // GitHub leaves line null once a later push has changed the code under the comment.
        if (remark.outdated) {
            json.writeNullField("line");
            json.writeNullField("position");
        } else {
            json.writeNumberField("line", remark.line);
            json.writeNumberField("position", 2);
        }
        json.writeNumberField("original_line", remark.line);
        json.writeNumberField("original_position", 2);
        json.writeStringField("side", "RIGHT");
        json.writeStringField("subject_type", "line");
        json.writeEndObject();
    }

    static void thread(JsonGenerator json, PullRequest pull, Remark remark) throws IOException {
        json.writeObjectFieldStart("thread");
        json.writeStringField("node_id", "PRRT_" + remark.id);
        json.writeArrayFieldStart("comments");
        remark(json, pull, remark);
        json.writeEndArray();
        json.writeEndObject();
    }

    /** issue_comment tells of a pull request as an issue with a pull_request part. */
    static void issue(JsonGenerator json, PullRequest pull) throws IOException {
        json.writeObjectFieldStart("issue");
        json.writeStringField("url", pull.repository.api() + "/issues/" + pull.number);
        json.writeStringField("html_url", pull.url());
        json.writeNumberField("id", pull.id + 1_000_000_000L);
        json.writeStringField("node_id", "PR_" + pull.id);
        json.writeNumberField("number", pull.number);
        json.writeStringField("title", pull.title);
        Wire.account(json, "user", pull.author);
        Wire.labels(json, pull.labels);
        json.writeStringField("state", pull.closed ? "closed" : "open");
        json.writeBooleanField("locked", false);
        json.writeNullField("assignee");
        Wire.accounts(json, "assignees", List.of());
        json.writeNullField("milestone");
        json.writeNumberField("comments", pull.comments);
        Wire.time(json, "created_at", pull.openedAt);
        Wire.time(json, "updated_at", pull.updatedAt);
        Wire.time(json, "closed_at", pull.closedAt);
        json.writeStringField("author_association", pull.author.person() ? "MEMBER" : "CONTRIBUTOR");
        json.writeBooleanField("draft", pull.draft);
        json.writeObjectFieldStart("pull_request");
        json.writeStringField("url", pull.api());
        json.writeStringField("html_url", pull.url());
        Wire.time(json, "merged_at", pull.mergedAt);
        json.writeEndObject();
        json.writeStringField("body", pull.body);
        json.writeEndObject();
    }

    static void issueComment(JsonGenerator json, PullRequest pull, long id, Account by, String body, long at)
            throws IOException {
        json.writeObjectFieldStart("comment");
        json.writeStringField("url", pull.repository.api() + "/issues/comments/" + id);
        json.writeStringField("html_url", pull.url() + "#issuecomment-" + id);
        json.writeNumberField("id", id);
        json.writeStringField("node_id", "IC_" + id);
        Wire.account(json, "user", by);
        Wire.time(json, "created_at", at);
        Wire.time(json, "updated_at", at);
        json.writeStringField("author_association", by.person() ? "MEMBER" : "NONE");
        json.writeStringField("body", body);
        json.writeEndObject();
    }
}
