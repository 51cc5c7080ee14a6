package io.plumbline.ingest.normalise;

import io.plumbline.ingest.usage.UsageKey;
import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.CommitLines;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.HistoryRead;
import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.event.OriginOverrideEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.PullRequestFiles;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** Topic, key and time of each kind of normalised event. */
final class Routes {

    /**
     * @param name of the operator that writes it
     * @param keyOf the key of the record
     */
    record Route<V extends SpecificRecord>(
            Class<V> type, Topic<String, V> topic, String name, Function<V, String> keyOf) {

        String key(SpecificRecord event) {
            return keyOf.apply(type.cast(event));
        }
    }

    /** In the order of frequency: a record is tried against one after the other. */
    static final List<Route<?>> ALL = List.of(
            new Route<>(
                    PullRequestEvent.class,
                    Topics.PULL_REQUEST,
                    "pull-requests",
                    event -> pullRequest(event.getMeta(), event.getRepo(), event.getNumber())),
            new Route<>(
                    ReviewEvent.class,
                    Topics.REVIEW,
                    "reviews",
                    event -> pullRequest(event.getMeta(), event.getRepo(), event.getNumber())),
            new Route<>(
                    ReviewCommentEvent.class,
                    Topics.REVIEW_COMMENT,
                    "review-comments",
                    event -> pullRequest(event.getMeta(), event.getRepo(), event.getNumber())),
            new Route<>(
                    ReviewThreadEvent.class,
                    Topics.REVIEW_THREAD,
                    "review-threads",
                    event -> pullRequest(event.getMeta(), event.getRepo(), event.getNumber())),
            new Route<>(
                    IssueCommentEvent.class,
                    Topics.ISSUE_COMMENT,
                    "issue-comments",
                    event -> pullRequest(event.getMeta(), event.getRepo(), event.getNumber())),
            new Route<>(
                    CommitEvent.class,
                    Topics.COMMIT,
                    "commits",
                    event -> event.getNumber() == null
                            ? repository(event.getMeta(), event.getRepo())
                            : pullRequest(event.getMeta(), event.getRepo(), event.getNumber())),
            new Route<>(
                    LineAttributionEvent.class,
                    Topics.LINE_ATTRIBUTION,
                    "line-attributions",
                    event -> repository(event.getMeta(), event.getRepo())),
            new Route<>(
                    PullRequestFiles.class,
                    Topics.PULL_REQUEST_FILES,
                    "pull-request-files",
                    event -> pullRequest(event.getMeta(), event.getRepo(), event.getNumber())),
            new Route<>(
                    OriginOverrideEvent.class,
                    Topics.ORIGIN_OVERRIDE,
                    "origin-overrides",
                    event -> pullRequest(event.getMeta(), event.getRepo(), event.getNumber())),
            new Route<>(
                    ConfigEntry.class,
                    Topics.CONFIG_ENTRY,
                    "config-entries",
                    entry -> entry.getKind() + "/" + entry.getId() + "/"
                            + entry.getMeta().getEventId()),
            new Route<>(
                    DeploymentEvent.class,
                    Topics.DEPLOYMENT,
                    "deployments",
                    event -> repository(event.getMeta(), event.getRepo())),
            new Route<>(
                    IncidentEvent.class,
                    Topics.INCIDENT,
                    "incidents",
                    event -> Topics.incidentKey(event.getMeta().getProvider(), event.getIncidentId())),
            new Route<>(
                    CommitLines.class,
                    Topics.COMMIT_LINES,
                    "commit-lines",
                    event -> repository(event.getMeta(), event.getRepo())),
            new Route<>(
                    HistoryRead.class,
                    Topics.HISTORY_READ,
                    "histories-read",
                    event -> repository(event.getMeta(), event.getRepo())),
            new Route<>(UsageDay.class, Topics.USAGE_DAY, "usage-days", UsageKey::of));

    private Routes() {}

    static Route<?> of(SpecificRecord event) {
        return ALL.stream()
                .filter(route -> route.type().isInstance(event))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "No normalised event: " + event.getSchema().getName()));
    }

    static Instant timeOf(SpecificRecord event) {
        // Every normalised event begins with its meta; the catalogue of schemas holds to that.
        return ((EventMeta) event.get(0)).getEventTime();
    }

    static String repository(EventMeta meta, String repo) {
        return Topics.repositoryKey(meta.getProvider(), repo);
    }

    private static String pullRequest(EventMeta meta, String repo, int number) {
        return Topics.pullRequestKey(meta.getProvider(), repo, number);
    }
}
