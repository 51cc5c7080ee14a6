package io.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/**
 * The raw rows of Apache DevLake's github plugin through our mapping, row by row and column by column beside the tables that
 * its own tests expect. docs/devlake-comparison.md says what the differences mean; a row that changes fails here.
 */
class DevLakeGitHubTest {

    private final List<String> differences = new ArrayList<>();
    private int compared;

    @Test
    void pullRequestsAreDevLakesInEveryRow() {
        var tool = DevLakeRows.expected("_tool_github_pull_requests", "number");
        var domain = DevLakeRows.expected("pull_requests", "pull_request_key");
        var ours = pullRequests();

        ours.forEach((number, event) -> {
            var snapshot = event.getPullRequest();
            var theirs = tool.get(number);
            same(number, "state", snapshot.getState(), theirs.get("state"));
            same(number, "status", status(event), domain.get(number).get("status"));
            same(number, "title", snapshot.getTitle(), theirs.get("title"));
            same(number, "author", snapshot.getAuthor().getLogin(), theirs.get("author_name"));
            same(number, "author id", snapshot.getAuthor().getId(), theirs.get("author_id"));
            same(number, "created", snapshot.getCreatedAt(), time(theirs.get("github_created_at")));
            same(number, "updated", snapshot.getUpdatedAt(), time(theirs.get("github_updated_at")));
            same(number, "closed", snapshot.getClosedAt(), time(theirs.get("closed_at")));
            same(number, "merged", snapshot.getMergedAt(), time(theirs.get("merged_at")));
            same(number, "merge commit", snapshot.getMergeCommitSha(), theirs.get("merge_commit_sha"));
            same(number, "head", snapshot.getHeadSha(), theirs.get("head_commit_sha"));
            same(number, "head ref", snapshot.getHeadRef(), theirs.get("head_ref"));
            same(number, "base ref", snapshot.getBaseRef(), theirs.get("base_ref"));
            same(
                    number,
                    "draft",
                    Boolean.TRUE.equals(snapshot.getDraft()),
                    theirs.get("is_draft").equals("1"));
        });

        assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(tool.keySet());
        assertThat(compared).isEqualTo(49 * 14);
        assertThat(differences).isEmpty();
    }

    @Test
    void sizesThatAListDoesNotTellAreUnknownHereAndZeroThere() {
        var tool = DevLakeRows.expected("_tool_github_pull_requests", "number");

        var ours = pullRequests();

        assertThat(ours.values()).allSatisfy(event -> {
            var theirs = tool.get(Integer.toString(event.getNumber()));
            assertThat(event.getPullRequest().getAdditions()).isNull();
            assertThat(event.getPullRequest().getDeletions()).isNull();
            assertThat(event.getPullRequest().getCommits()).isNull();
            assertThat(event.getPullRequest().getMerged()).isNull();
            assertThat(List.of(
                            theirs.get("additions"),
                            theirs.get("deletions"),
                            theirs.get("commits"),
                            theirs.get("comments"),
                            theirs.get("review_comments"),
                            theirs.get("merged")))
                    .containsOnly("0");
        });
        assertThat(ours.values().stream().filter(event -> status(event).equals("MERGED")))
                .hasSize(26);
    }

    @Test
    void reviewsAreDevLakesInEveryRow() {
        var tool = DevLakeRows.expected("_tool_github_pull_request_reviews", "github_id");
        var numbers = numbersById();
        var ours = new LinkedHashMap<String, ReviewEvent>();
        for (var review : DevLakeRows.answers("_raw_github_api_pull_request_reviews")) {
            var payload = DevLakeRows.envelope().put("action", "submitted");
            payload.putObject("pull_request")
                    .put("number", review.at("/asked/Number").asInt());
            payload.set("review", review);
            var event = (ReviewEvent) one("pull_request_review", payload);
            ours.put(Long.toString(event.getReviewId()), event);
        }

        ours.forEach((id, event) -> {
            var theirs = tool.get(id);
            same(id, "pull request", event.getNumber(), numbers.get(theirs.get("pull_request_id")));
            same(id, "reviewer", event.getReviewer().getLogin(), theirs.get("author_username"));
            same(id, "reviewer id", event.getReviewer().getId(), theirs.get("author_user_id"));
            same(id, "state", event.getState().toUpperCase(Locale.ROOT), theirs.get("state"));
            same(id, "submitted", event.getSubmittedAt(), time(theirs.get("github_submit_at")));
            same(id, "commit", event.getCommitId(), theirs.get("commit_sha"));
        });

        assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(tool.keySet());
        assertThat(compared).isEqualTo(30 * 6);
        assertThat(differences).isEmpty();
    }

    @Test
    void commentsOnPullRequestsAreDevLakesInEveryRow() {
        var tool = DevLakeRows.expected("_tool_github_pull_request_comments", "github_id");
        var numbers = numbersById();
        var ours = new LinkedHashMap<String, SpecificRecord>();
        for (var comment : DevLakeRows.answers("_raw_github_api_pull_request_review_comments")) {
            var payload = DevLakeRows.envelope().put("action", "created");
            payload.putObject("pull_request").put("number", last(comment.get("pull_request_url")));
            payload.set("comment", comment);
            var event = (ReviewCommentEvent) one("pull_request_review_comment", payload);
            var id = Long.toString(event.getCommentId());
            ours.put(id, event);
            var theirs = tool.get(id);
            same(id, "type", "DIFF", theirs.get("type"));
            same(id, "pull request", event.getNumber(), numbers.get(theirs.get("pull_request_id")));
            same(id, "author", event.getAuthor().getLogin(), theirs.get("author_username"));
            same(id, "commit", event.getCommitId(), theirs.get("commit_sha"));
            same(id, "review", event.getReviewId(), theirs.get("review_id"));
            same(id, "created", event.getCreatedAt(), time(theirs.get("github_created_at")));
        }
        for (var comment : DevLakeRows.answers("_raw_github_api_comments")) {
            var event = issueComment(comment);
            if (!event.getOnPullRequest()) {
                continue;
            }
            var id = Long.toString(event.getCommentId());
            if (ours.put(id, event) != null) {
                continue;
            }
            var theirs = tool.get(id);
            same(id, "type", "NORMAL", theirs.get("type"));
            same(id, "pull request", event.getNumber(), numbers.get(theirs.get("pull_request_id")));
            same(id, "author", event.getAuthor().getLogin(), theirs.get("author_username"));
            same(id, "created", event.getCreatedAt(), time(theirs.get("github_created_at")));
        }

        assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(tool.keySet());
        assertThat(compared).isEqualTo(16 * 6 + 46 * 4);
        assertThat(differences).isEmpty();
    }

    @Test
    void commentsOnIssuesAreNoneOfAPullRequestForEither() {
        var theirs = DevLakeRows.expected("_tool_github_issue_comments", "github_id");

        var ours = DevLakeRows.answers("_raw_github_api_comments").stream()
                .map(DevLakeGitHubTest::issueComment)
                .filter(event -> !event.getOnPullRequest())
                .map(event -> Long.toString(event.getCommentId()))
                .toList();

        assertThat(ours).hasSize(48).containsExactlyInAnyOrderElementsOf(theirs.keySet());
    }

    @Test
    void commitsOfPullRequestsAreDevLakesInEveryRow() {
        var links = new HashMap<String, Map<String, String>>();
        DevLakeRows.expected("_tool_github_pull_request_commits")
                .forEach(row -> links.put(row.get("commit_sha") + row.get("pull_request_id"), row));
        var commits = DevLakeRows.expected("_tool_github_commits", "sha");
        var ours = new HashMap<String, CommitEvent>();
        for (var commit : DevLakeRows.answers("_raw_github_api_pull_request_commits")) {
            var payload = DevLakeRows.envelope()
                    .put("number", commit.at("/asked/Number").asInt());
            payload.putArray("commits").add(commit);
            var event = (CommitEvent) one("pull_request_commits", payload);
            ours.put(event.getSha() + commit.at("/asked/GithubId").asText(), event);
        }

        ours.forEach((link, event) -> {
            var theirs = links.get(link);
            var id = event.getSha().substring(0, 8);
            same(id, "author", event.getAuthor().getName(), theirs.get("commit_author_name"));
            same(id, "e-mail", event.getAuthor().getEmail(), theirs.get("commit_author_email"));
            same(id, "authored", event.getAuthoredAt(), time(theirs.get("commit_authored_date")));
            var commit = commits.get(event.getSha());
            same(id, "committed", event.getCommittedAt(), time(commit.get("committed_date")));
            same(id, "committer", event.getCommitter().getName(), commit.get("committer_name"));
            // Theirs is written as JSON, in quotes.
            same(
                    id,
                    "message",
                    event.getMessage(),
                    DevLakeRows.tree(commit.get("message")).asText());
        });

        assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(links.keySet());
        assertThat(compared).isEqualTo(90 * 6);
        assertThat(differences).isEmpty();
    }

    /** The rows hold the last status of each deployment; it is laid into the delivery that GitHub sends of it. */
    @Test
    void deploymentsEndAsDevLakeSaysButForThoseThatALaterOneReplaced() {
        var results = new LinkedHashMap<String, Integer>();
        long id = 0;
        for (var row : DevLakeRows.expected("cicd_deployment_commits")) {
            id++;
            var payload = DevLakeRows.envelope().put("action", "created");
            payload.putObject("deployment")
                    .put("id", id)
                    .put("sha", row.get("commit_sha"))
                    .put("ref", row.get("ref_name"))
                    .put("environment", row.get("original_environment"))
                    .put("created_at", time(row.get("created_date")).toString());
            payload.putObject("deployment_status")
                    .put("id", id)
                    .put("state", row.get("original_status").toLowerCase(Locale.ROOT))
                    .put("created_at", time(row.get("finished_date")).toString());
            var event = (DeploymentEvent) one("deployment_status", payload);
            same(row.get("id"), "commit", event.getSha(), row.get("commit_sha"));
            same(row.get("id"), "ref", event.getRef(), row.get("ref_name"));
            same(row.get("id"), "environment", event.getEnvironment(), row.get("environment"));
            same(row.get("id"), "finished", event.getMeta().getEventTime(), time(row.get("finished_date")));
            results.merge(event.getState() + " / " + row.get("result"), 1, Integer::sum);
        }

        assertThat(compared).isEqualTo(100 * 4);
        assertThat(differences).isEmpty();
        assertThat(results).isEqualTo(Map.of("inactive / SUCCESS", 95, "failure / FAILURE", 3, "active / SUCCESS", 2));
    }

    @Test
    void aRunOfAWorkflowIsADeploymentThereByItsNameAndNoneHere() {
        var theirs = DevLakeRows.expected("_tool_github_runs", "id");

        var ours = DevLakeRows.answers("_raw_github_api_runs").stream()
                .flatMap(run -> {
                    var payload = DevLakeRows.envelope().put("action", "completed");
                    payload.set("workflow_run", run);
                    return DevLakeRows.map("workflow_run", payload).stream();
                })
                .toList();

        assertThat(ours).isEmpty();
        assertThat(theirs).hasSize(35);
        // Their test names the pattern "CodeQL": a code scanner counts as a deployment to production.
        assertThat(theirs.values().stream().filter(run -> run.get("type").equals("DEPLOYMENT")))
                .hasSize(29)
                .allSatisfy(run -> assertThat(run.get("name")).isEqualTo("CodeQL"));
    }

    @Test
    void noIssueOfTheseIsAnIncidentForEither() {
        assertThat(DevLakeRows.expected("issues")).hasSize(26).noneMatch(issue -> issue.get("type")
                .equals("INCIDENT"));
        assertThat(DevLakeRows.answers("_raw_github_api_issues")).allSatisfy(issue -> {
            var payload = DevLakeRows.envelope().put("action", "opened");
            payload.set("issue", issue);
            assertThat(DevLakeRows.map("issues", payload)).isEmpty();
        });
    }

    private static Map<String, PullRequestEvent> pullRequests() {
        var events = new LinkedHashMap<String, PullRequestEvent>();
        for (var pull : DevLakeRows.answers("_raw_github_api_pull_requests")) {
            var payload = DevLakeRows.envelope()
                    .put("action", pull.get("state").asText().equals("open") ? "opened" : "closed")
                    .put("number", pull.get("number").asInt());
            payload.set("pull_request", pull);
            var event = (PullRequestEvent) one("pull_request", payload);
            events.put(Integer.toString(event.getNumber()), event);
        }
        return events;
    }

    private static IssueCommentEvent issueComment(JsonNode comment) {
        var payload = DevLakeRows.envelope().put("action", "created");
        var issue = payload.putObject("issue").put("number", last(comment.get("issue_url")));
        if (comment.get("html_url").asText().contains("/pull/")) {
            issue.putObject("pull_request");
        }
        payload.set("comment", comment);
        return (IssueCommentEvent) one("issue_comment", payload);
    }

    private static Map<String, Integer> numbersById() {
        var numbers = new HashMap<String, Integer>();
        DevLakeRows.expected("_tool_github_pull_requests")
                .forEach(row -> numbers.put(row.get("github_id"), Integer.valueOf(row.get("number"))));
        return numbers;
    }

    private static SpecificRecord one(String type, JsonNode payload) {
        var events = DevLakeRows.map(type, payload);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static String status(PullRequestEvent event) {
        return event.getPullRequest().getMergedAt() != null
                ? "MERGED"
                : event.getPullRequest().getState().toUpperCase(Locale.ROOT);
    }

    private static int last(JsonNode url) {
        return Integer.parseInt(url.asText().substring(url.asText().lastIndexOf('/') + 1));
    }

    private static Instant time(String text) {
        return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    }

    /** An absent value is an empty cell there. */
    private void same(String row, String column, Object ours, Object theirs) {
        compared++;
        var left = ours == null ? "" : ours.toString();
        var right = theirs == null ? "" : theirs.toString();
        if (!Objects.equals(left, right)) {
            differences.add(row + " " + column + ": " + left + " / " + right);
        }
    }
}
