package io.plumbline.ingest.normalise;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.topic.Topics;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Key and time of a normalised event as a Kafka record. */
final class EventKey {

    private EventKey() {}

    static String of(SpecificRecord event) {
        if (event instanceof PullRequestEvent pull) {
            return pullRequest(pull.getMeta(), pull.getRepo(), pull.getNumber());
        }
        if (event instanceof ReviewEvent review) {
            return pullRequest(review.getMeta(), review.getRepo(), review.getNumber());
        }
        if (event instanceof ReviewCommentEvent comment) {
            return pullRequest(comment.getMeta(), comment.getRepo(), comment.getNumber());
        }
        if (event instanceof ReviewThreadEvent thread) {
            return pullRequest(thread.getMeta(), thread.getRepo(), thread.getNumber());
        }
        if (event instanceof IssueCommentEvent comment) {
            return pullRequest(comment.getMeta(), comment.getRepo(), comment.getNumber());
        }
        if (event instanceof CommitEvent commit) {
            return commit.getNumber() != null
                    ? pullRequest(commit.getMeta(), commit.getRepo(), commit.getNumber())
                    : commit.getMeta().getProvider() + ":" + commit.getRepo();
        }
        throw unknown(event);
    }

    static Instant timeOf(SpecificRecord event) {
        // Every normalised event begins with its meta; the catalogue of schemas holds to that.
        if (event.get(0) instanceof EventMeta meta) {
            return meta.getEventTime();
        }
        throw unknown(event);
    }

    private static String pullRequest(EventMeta meta, String repo, int number) {
        return Topics.pullRequestKey(meta.getProvider(), repo, number);
    }

    private static IllegalArgumentException unknown(SpecificRecord event) {
        return new IllegalArgumentException(
                "No normalised event: " + event.getSchema().getName());
    }
}
