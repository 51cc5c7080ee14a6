package io.plumbline.ingest.github;

import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.raw.RawEvent;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Maps webhook payloads of GitHub, and the lines of GH Archive, to normalised events.
 *
 * <p>Event ids are semantic: the same happening gets the same id by webhook, delivery file or archive, and when it is
 * delivered again under another delivery id (docs/adr/0004-ingest.md). No input makes this throw.
 */
public final class GitHubEvents {

    /** Source of webhooks and delivery files alike: a delivery is the same whichever way it comes. */
    public static final String WEBHOOK = "github";

    public static final String ARCHIVE = "gharchive";

    private static final Shape PUSH_REPOSITORY = Shape.of("id", "full_name", "pushed_at");

    private static final Shape WEBHOOK_PULL_REQUEST = webhook(PullRequests.SHAPE);
    private static final Shape WEBHOOK_REVIEW = webhook(Reviews.REVIEW);
    private static final Shape WEBHOOK_REVIEW_COMMENT = webhook(Reviews.COMMENT);
    private static final Shape WEBHOOK_REVIEW_THREAD = webhook(Reviews.THREAD);
    private static final Shape WEBHOOK_ISSUE_COMMENT = webhook(IssueComments.SHAPE);
    private static final Shape WEBHOOK_PUSH =
            Pushes.SHAPE.with("repository", PUSH_REPOSITORY).with("sender", Accounts.SHAPE);

    private static final Shape WEBHOOK_DEPLOYMENT = webhook(Deployments.CREATED);
    private static final Shape WEBHOOK_DEPLOYMENT_STATUS = webhook(Deployments.STATUS);

    private static final Shape LISTED_COMMITS = webhook(PullRequestLists.COMMITS);
    private static final Shape LISTED_FILES = webhook(PullRequestLists.FILES);

    private static final Shape ARCHIVE_PULL_REQUEST = archive(PullRequests.SHAPE);
    private static final Shape ARCHIVE_REVIEW = archive(Reviews.REVIEW);
    private static final Shape ARCHIVE_REVIEW_COMMENT = archive(Reviews.COMMENT);
    private static final Shape ARCHIVE_ISSUE_COMMENT = archive(IssueComments.SHAPE);
    private static final Shape ARCHIVE_PUSH = archive(Pushes.SHAPE);

    private GitHubEvents() {}

    /** The payload's buffer is left as it was. */
    public static Mapping map(RawEvent raw) {
        try {
            return switch (raw.getSource()) {
                case WEBHOOK -> ofWebhook(raw);
                case ARCHIVE -> ofArchive(raw);
                default -> new Unmapped("source not mapped");
            };
        } catch (PayloadException e) {
            return new Unreadable(e.getMessage());
        }
    }

    private static Mapping ofWebhook(RawEvent raw) throws PayloadException {
        return switch (raw.getEventType()) {
            case "pull_request" -> one(PullRequests.map(webhook(raw, WEBHOOK_PULL_REQUEST)));
            case "pull_request_review" -> one(Reviews.review(webhook(raw, WEBHOOK_REVIEW)));
            case "pull_request_review_comment" -> one(Reviews.comment(webhook(raw, WEBHOOK_REVIEW_COMMENT)));
            case "pull_request_review_thread" -> one(Reviews.thread(webhook(raw, WEBHOOK_REVIEW_THREAD)));
            case "issue_comment" -> one(IssueComments.map(webhook(raw, WEBHOOK_ISSUE_COMMENT)));
            case "push" -> {
                var envelope = webhook(raw, WEBHOOK_PUSH);
                yield commits(Pushes.map(envelope, envelope.body().part("repository")));
            }
            case "pull_request_commits" -> {
                var events = PullRequestLists.commits(webhook(raw, LISTED_COMMITS));
                yield events.isEmpty() ? new Unmapped("pull request without commits") : new Mapped(events);
            }
            case "deployment" -> one(Deployments.created(webhook(raw, WEBHOOK_DEPLOYMENT)));
            case "deployment_status" -> one(Deployments.status(webhook(raw, WEBHOOK_DEPLOYMENT_STATUS)));
            case "pull_request_files" -> one(PullRequestLists.files(webhook(raw, LISTED_FILES)));
            default -> new Unmapped("event type not mapped");
        };
    }

    private static Mapping ofArchive(RawEvent raw) throws PayloadException {
        return switch (raw.getEventType()) {
            case "PullRequestEvent" -> {
                var envelope = archive(raw, ARCHIVE_PULL_REQUEST);
                yield Snapshots.isWhole(envelope.body().needPart("pull_request"))
                        ? one(PullRequests.map(envelope))
                        : new Unmapped("pull request without title, state and times");
            }
            case "PullRequestReviewEvent" -> one(Reviews.review(archive(raw, ARCHIVE_REVIEW)));
            case "PullRequestReviewCommentEvent" -> one(Reviews.comment(archive(raw, ARCHIVE_REVIEW_COMMENT)));
            case "IssueCommentEvent" -> one(IssueComments.map(archive(raw, ARCHIVE_ISSUE_COMMENT)));
            case "PushEvent" -> commits(Pushes.map(archive(raw, ARCHIVE_PUSH), null));
            default -> new Unmapped("event type not mapped");
        };
    }

    private static Mapping one(SpecificRecord event) {
        return new Mapped(List.of(event));
    }

    private static Mapping commits(List<SpecificRecord> events) {
        return events.isEmpty() ? new Unmapped("push without commits") : new Mapped(events);
    }

    private static Envelope webhook(RawEvent raw, Shape shape) throws PayloadException {
        return Envelope.ofWebhook(raw, Payload.read(raw.getPayload(), shape));
    }

    private static Envelope archive(RawEvent raw, Shape shape) throws PayloadException {
        return Envelope.ofArchive(raw, Payload.read(raw.getPayload(), shape));
    }

    private static Shape webhook(Shape body) {
        return body.with("repository", Shape.of("id", "full_name")).with("sender", Accounts.SHAPE);
    }

    private static Shape archive(Shape body) {
        return Shape.of("created_at")
                .with("actor", Shape.of("login", "id", "type"))
                .with("repo", Shape.of("id", "name"))
                .with("payload", body);
    }
}
