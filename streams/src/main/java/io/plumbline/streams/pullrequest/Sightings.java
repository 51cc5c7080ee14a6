package io.plumbline.streams.pullrequest;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.OriginOverrideEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.PullRequestSnapshot;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.topic.PullRequestKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads each kind of event into a {@link Sighting}; a tombstone stays null. */
final class Sightings {

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Sightings::sha256);

    private Sightings() {}

    static Sighting of(PullRequestEvent event) {
        if (event == null) {
            return null;
        }
        var kind = kindOf(event.getAction());
        var pull = event.getPullRequest();
        var moment = moment(event.getMeta(), kind);
        moment.setDraft(pull.getDraft());
        moment.setText(event.getLabel());
        if (kind == Kind.CLOSED) {
            moment.setActor(actor(event.getMeta().getActor()));
        }
        if (pull.getAdditions() != null
                || pull.getDeletions() != null
                || pull.getChangedFiles() != null
                || pull.getCommits() != null) {
            moment.setSizes(
                    new Sizes(pull.getAdditions(), pull.getDeletions(), pull.getChangedFiles(), pull.getCommits()));
        }
        return new Sighting(
                event.getMeta().getProvider(),
                event.getRepo(),
                event.getNumber(),
                moment,
                snapshot(pull, moment),
                pull.getBody(),
                true);
    }

    static Sighting of(ReviewEvent event) {
        if (event == null) {
            return null;
        }
        var moment = moment(event.getMeta(), Kind.REVIEW);
        moment.setAt(event.getSubmittedAt().toEpochMilli());
        moment.setSubject(event.getReviewId());
        moment.setActor(actor(event.getReviewer()));
        moment.setText(event.getState().toLowerCase(Locale.ROOT));
        return brief(event.getMeta(), event.getRepo(), event.getNumber(), moment, event.getPullRequest());
    }

    static Sighting of(ReviewCommentEvent event) {
        if (event == null) {
            return null;
        }
        var moment = moment(
                event.getMeta(),
                event.getAction().equals("deleted") ? Kind.REVIEW_COMMENT_DELETED : Kind.REVIEW_COMMENT);
        moment.setSubject(event.getCommentId());
        return brief(event.getMeta(), event.getRepo(), event.getNumber(), moment, event.getPullRequest());
    }

    static Sighting of(ReviewThreadEvent event) {
        if (event == null) {
            return null;
        }
        var moment = moment(event.getMeta(), Kind.THREAD);
        return brief(event.getMeta(), event.getRepo(), event.getNumber(), moment, event.getPullRequest());
    }

    /** Only for comments on pull requests. */
    static Sighting of(IssueCommentEvent event) {
        if (event == null) {
            return null;
        }
        var moment = moment(event.getMeta(), event.getAction().equals("deleted") ? Kind.COMMENT_DELETED : Kind.COMMENT);
        moment.setSubject(event.getCommentId());
        moment.setFlag(Supersession.statedIn(event.getBody()));
        return brief(event.getMeta(), event.getRepo(), event.getNumber(), moment, null);
    }

    /** Only for commits that name their pull request. */
    static Sighting of(CommitEvent event) {
        if (event == null) {
            return null;
        }
        return brief(event.getMeta(), event.getRepo(), event.getNumber(), moment(event.getMeta(), Kind.COMMIT), null);
    }

    static Input.Statement of(OriginOverrideEvent event) {
        var meta = event.getMeta();
        return new Input.Statement(
                meta.getProvider(),
                event.getRepo(),
                event.getNumber(),
                new OriginStatement(
                        hash(meta.getEventId()),
                        meta.getEventTime().toEpochMilli(),
                        event.getOrigin(),
                        event.getTool(),
                        event.getAuthor(),
                        event.getReason(),
                        event.getRetracted()));
    }

    /** @throws IllegalArgumentException when the id is no key of a pull request */
    static Input.Commits of(PullRequestCommits commits) {
        var key = PullRequestKey.of(commits.getId());
        return new Input.Commits(key.provider(), key.repo(), key.number(), commits);
    }

    private static Kind kindOf(String action) {
        return switch (action) {
            case "opened" -> Kind.OPENED;
            case "reopened" -> Kind.REOPENED;
            case "converted_to_draft" -> Kind.CONVERTED_TO_DRAFT;
            case "ready_for_review" -> Kind.READY_FOR_REVIEW;
            case "labeled" -> Kind.LABELED;
            case "unlabeled" -> Kind.UNLABELED;
            case "synchronize" -> Kind.PUSHED;
            case "closed" -> Kind.CLOSED;
            default -> Kind.CHANGED;
        };
    }

    private static Moment moment(EventMeta meta, Kind kind) {
        var moment = new Moment();
        moment.setId(hash(meta.getEventId()));
        moment.setKind(kind.code());
        moment.setAt(meta.getEventTime().toEpochMilli());
        moment.setObservedAt(meta.getObservedAt().toEpochMilli());
        return moment;
    }

    private static Sighting brief(
            EventMeta meta, String repo, int number, Moment moment, PullRequestSnapshot pullRequest) {
        if (pullRequest != null) {
            moment.setDraft(pullRequest.getDraft());
        }
        return new Sighting(
                meta.getProvider(),
                repo,
                number,
                moment,
                pullRequest == null ? null : snapshot(pullRequest, moment),
                pullRequest == null ? null : pullRequest.getBody(),
                false);
    }

    private static Snapshot snapshot(PullRequestSnapshot pull, Moment moment) {
        var snapshot = new Snapshot();
        snapshot.setUpdatedAt(
                pull.getUpdatedAt() == null
                        ? moment.getAt()
                        : pull.getUpdatedAt().toEpochMilli());
        snapshot.setAt(moment.getAt());
        snapshot.setKind(moment.getKind());
        snapshot.setEvent(moment.getId());
        snapshot.setForgeId(pull.getId());
        snapshot.setTitle(pull.getTitle());
        snapshot.setBodyHash(pull.getBody() == null ? null : hash(pull.getBody()));
        snapshot.setFindings(List.of());
        snapshot.setHtmlUrl(pull.getHtmlUrl());
        snapshot.setAuthor(actor(pull.getAuthor()));
        snapshot.setClosed(pull.getState().equals("closed"));
        snapshot.setDraft(pull.getDraft());
        snapshot.setMerged(pull.getMerged());
        snapshot.setHeadRef(pull.getHeadRef());
        snapshot.setBaseRef(pull.getBaseRef());
        snapshot.setHeadSha(pull.getHeadSha());
        snapshot.setMergeCommitSha(pull.getMergeCommitSha());
        snapshot.setLabels(pull.getLabels());
        snapshot.setCreatedAt(pull.getCreatedAt().toEpochMilli());
        snapshot.setClosedAt(millis(pull.getClosedAt()));
        snapshot.setMergedAt(millis(pull.getMergedAt()));
        snapshot.setMergedBy(actor(pull.getMergedBy()));
        return snapshot;
    }

    private static Actor actor(Account account) {
        return account == null ? null : new Actor(account.getLogin(), account.getId(), account.getType());
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static EventHash hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static EventHash hash(byte[] bytes) {
        return new EventHash(Arrays.copyOf(SHA_256.get().digest(bytes), 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
