package io.plumbline.streams.pullrequest;

import static io.plumbline.streams.PullRequestStory.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.streams.Pipeline;
import io.plumbline.streams.PullRequestStory;
import io.plumbline.streams.PullRequestStory.Change;
import io.plumbline.streams.SharedData;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DevLake's own example of change lead time: its phases beside ours of the same rows. DevLake knows comments only, so each
 * comment is given to us as a review that approves nothing.
 */
class DevLakePhasesTest {

    private static final String FOLDER = "devlake/dora/e2e/change_lead_time/";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-M-d H:mm:ss", Locale.ROOT);

    @TempDir
    Path directory;

    private final Map<String, PullRequestFact> facts = new TreeMap<>();

    @Test
    void everyPhaseIsDevLakesOrDiffersForAReason() {
        computeOurs();
        var rows = new ArrayList<String>();
        for (var row : SharedData.csv(FOLDER + "project_pr_metrics.csv")) {
            var ours = facts.get(row.get("id"));
            rows.add("%s coding %s|%s pickup %s|%s review %s|%s skews %d"
                    .formatted(
                            row.get("id"),
                            shown(row.get("pr_coding_time")),
                            minutes(ours.getCodingWorkMillis(), ours.getFirstCommitAt(), ours.getReadyAt()),
                            shown(row.get("pr_pickup_time")),
                            minutes(ours.getPickupWorkMillis(), ours.getReadyAt(), ours.getFirstHumanReviewAt()),
                            shown(row.get("pr_review_time")),
                            minutes(ours.getReviewWorkMillis(), ours.getFirstHumanReviewAt(), ours.getApprovedAt()),
                            ours.getClockSkews()));
        }
        System.out.println("DevLake's minutes | ours");
        rows.forEach(System.out::println);

        assertThat(rows)
                .containsExactly(
                        // Nobody but the author commented.
                        "pr0 coding 1440|1440.00 pickup -|- review -|- skews 0",
                        // Their review ends with the merge; ours with an approval, and there is none. So it is below.
                        "pr1 coding 1440|1440.00 pickup 5|5.00 review 55|- skews 0",
                        // First commit after the opening: they drop it, we count it. Two seconds are their minute.
                        "pr2 coding -|- pickup 1|0.03 review 60|- skews 1",
                        // A started minute is their whole one. A comment before the opening: no pick-up for both, but
                        // they count its review from there, and we call it skew.
                        "pr3 coding 5883|5882.07 pickup -|- review 5760|- skews 1",
                        // The comment came a day after the merge: it picked nothing up.
                        "pr4 coding 11704|11703.23 pickup 1500|- review -|- skews 0",
                        // The comment is 217 days older than the pull request.
                        "pr5 coding 13144|13143.23 pickup -|- review 313068|- skews 1");
    }

    @Test
    void firstCommitAndFirstCommentAreDevLakes() {
        computeOurs();
        for (var row : SharedData.csv(FOLDER + "project_pr_metrics.csv")) {
            var ours = facts.get(row.get("id"));
            assertThat(ours.getFirstCommitAt())
                    .as(row.get("id"))
                    .isEqualTo(
                            Instant.parse(row.get("first_commit_authored_date").replace("+00:00", "Z")));
            var comment = row.get("first_comment_date");
            assertThat(ours.getFirstHumanReviewAt())
                    .as(row.get("id"))
                    .isEqualTo(comment.isEmpty() ? null : Instant.parse(comment.replace("+00:00", "Z")));
            // From there to the merge is what they call review; a negative one they leave out, as we do.
            var review = row.get("pr_review_time");
            if (!review.isEmpty()) {
                var span = Duration.between(ours.getFirstHumanReviewAt(), ours.getMergedAt());
                assertThat((span.toSeconds() + 59) / 60).as(row.get("id")).isEqualTo(Long.parseLong(review));
            }
        }
    }

    /** They have no row for what is not merged; we have a fact. */
    @Test
    void whatIsOpenHasAFactToo() {
        computeOurs();

        assertThat(facts.get("pr6").getOutcome()).isEqualTo("open");
    }

    private void computeOurs() {
        var pulls = SharedData.csv(FOLDER + "pull_requests.csv");
        var comments = SharedData.csv(FOLDER + "pull_request_comments.csv");
        var commits = SharedData.csv(FOLDER + "pull_request_commits.csv");
        try (var pipeline = Pipeline.in(directory)) {
            for (int number = 0; number < pulls.size(); number++) {
                var row = pulls.get(number);
                var id = row.get("id");
                var opened = time(row.get("created_date"));
                var story = PullRequestStory.pullRequest("devlake/example", number + 1, opened)
                        .by(account(row.get("author_id")))
                        .opened();
                var own = rows(commits, id);
                story.changed(IntStream.range(0, own.size())
                        .mapToObj(i -> hours(opened, own.get(i).get("commit_authored_date")))
                        .map(hours -> new Change(hours, hours, null, "a"))
                        .toArray(Change[]::new));
                for (var comment : rows(comments, id)) {
                    story.reviewed(
                            hours(opened, comment.get("created_date")),
                            account(comment.get("account_id")),
                            "commented");
                }
                if (!row.get("merged_date").isEmpty()) {
                    story.merged(hours(opened, row.get("merged_date")));
                }
                facts.put(id, pipeline.receive(story.deliveries()).fact(story.key()));
            }
        }
    }

    private static List<Map<String, String>> rows(List<Map<String, String>> all, String pull) {
        return all.stream()
                .filter(row -> row.get("pull_request_id").equals(pull))
                .sorted(Comparator.comparing(Object::toString))
                .toList();
    }

    /** All are persons; the file says nothing else. */
    private static Account account(String id) {
        return id.isEmpty() ? REVIEWER : new Account("person-" + id, null, "User");
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    }

    private static double hours(Instant opened, String text) {
        return Duration.between(opened, time(text)).toMillis() / 3_600_000.0;
    }

    private static String shown(String minutes) {
        return minutes.isEmpty() ? "-" : minutes;
    }

    /** Of the wall clock, where the phase is known. */
    private static String minutes(Long work, Instant from, Instant to) {
        return work == null
                ? "-"
                : String.format(Locale.ROOT, "%.2f", Duration.between(from, to).toMillis() / 60_000.0);
    }
}
