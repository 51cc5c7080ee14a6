package io.plumbline.streams.loader;

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
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Normalised events of every kind share one table; what is particular to a kind is in its JSON. */
final class EventRows<V extends SpecificRecordBase> implements Rows {

    /** What all kinds have. */
    private record Common(EventMeta meta, String repo, Integer number, String action) {}

    @FunctionalInterface
    private interface CommonOf<V> {
        Common of(V event);
    }

    private final Topic<String, V> topic;
    private final Deserializer<V> deserializer;
    private final String kind;
    private final CommonOf<V> commonOf;
    private final Pseudonyms pseudonyms;

    private EventRows(Topic<String, V> topic, String kind, CommonOf<V> commonOf, Pseudonyms pseudonyms) {
        this.topic = topic;
        this.deserializer = topic.valueSerde().deserializer();
        this.kind = kind;
        this.commonOf = commonOf;
        this.pseudonyms = pseudonyms;
    }

    static List<Rows> ofEveryKind(Pseudonyms pseudonyms) {
        return List.of(
                new EventRows<PullRequestEvent>(
                        Topics.PULL_REQUEST,
                        "pull_request",
                        event -> new Common(event.getMeta(), event.getRepo(), event.getNumber(), event.getAction()),
                        pseudonyms),
                new EventRows<ReviewEvent>(
                        Topics.REVIEW,
                        "review",
                        event -> new Common(event.getMeta(), event.getRepo(), event.getNumber(), event.getAction()),
                        pseudonyms),
                new EventRows<ReviewCommentEvent>(
                        Topics.REVIEW_COMMENT,
                        "review_comment",
                        event -> new Common(event.getMeta(), event.getRepo(), event.getNumber(), event.getAction()),
                        pseudonyms),
                new EventRows<ReviewThreadEvent>(
                        Topics.REVIEW_THREAD,
                        "review_thread",
                        event -> new Common(event.getMeta(), event.getRepo(), event.getNumber(), event.getAction()),
                        pseudonyms),
                new EventRows<IssueCommentEvent>(
                        Topics.ISSUE_COMMENT,
                        "issue_comment",
                        event -> new Common(event.getMeta(), event.getRepo(), event.getNumber(), event.getAction()),
                        pseudonyms),
                new EventRows<CommitEvent>(
                        Topics.COMMIT,
                        "commit",
                        event -> new Common(event.getMeta(), event.getRepo(), event.getNumber(), null),
                        pseudonyms),
                new EventRows<OriginOverrideEvent>(
                        Topics.ORIGIN_OVERRIDE,
                        "origin_override",
                        event -> new Common(
                                event.getMeta(),
                                event.getRepo(),
                                event.getNumber(),
                                event.getRetracted() ? "retracted" : "stated"),
                        pseudonyms),
                new EventRows<DeploymentEvent>(
                        Topics.DEPLOYMENT,
                        "deployment",
                        event -> new Common(event.getMeta(), event.getRepo(), null, event.getState()),
                        pseudonyms),
                new EventRows<IncidentEvent>(
                        Topics.INCIDENT,
                        "incident",
                        event -> new Common(event.getMeta(), event.getRepo(), null, event.getAction()),
                        pseudonyms),
                new EventRows<CommitLines>(
                        Topics.COMMIT_LINES,
                        "commit_lines",
                        event -> new Common(event.getMeta(), event.getRepo(), event.getNumber(), null),
                        pseudonyms),
                new EventRows<HistoryRead>(
                        Topics.HISTORY_READ,
                        "history_read",
                        event -> new Common(event.getMeta(), event.getRepo(), null, null),
                        pseudonyms),
                // Reports know no repository; what was reported before a restatement is kept here.
                new EventRows<UsageDay>(
                        Topics.USAGE_DAY,
                        "usage_day",
                        event -> new Common(event.getMeta(), null, null, event.getReport()),
                        pseudonyms),
                new EventRows<LineAttributionEvent>(
                        Topics.LINE_ATTRIBUTION,
                        "line_attribution",
                        event -> new Common(event.getMeta(), event.getRepo(), null, event.getStandard()),
                        pseudonyms),
                new EventRows<PullRequestFiles>(
                        Topics.PULL_REQUEST_FILES,
                        "pull_request_files",
                        event -> new Common(event.getMeta(), event.getRepo(), event.getNumber(), null),
                        pseudonyms));
    }

    @Override
    public String topic() {
        return topic.name();
    }

    @Override
    public String table() {
        return "event";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "provider",
                "repo",
                "number",
                "event_id",
                "kind",
                "action",
                "event_at",
                "observed_at",
                "source",
                "delivery_id",
                "actor_login",
                "actor_id",
                "actor_type",
                "actor_pseudonym",
                "attributes",
                "version");
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        if (record.value() == null) {
            return false;
        }
        var event = deserializer.deserialize(topic.name(), record.value());
        var common = commonOf.of(event);
        var meta = common.meta();
        var actor = meta.getActor();
        row.string(meta.getProvider());
        row.string(common.repo());
        row.nullableInt32(common.number());
        row.string(meta.getEventId());
        row.string(kind);
        row.string(common.action());
        row.time(meta.getEventTime());
        row.time(meta.getObservedAt());
        row.string(meta.getSource());
        row.string(meta.getDeliveryId());
        row.string(actor == null ? null : actor.getLogin());
        row.nullableInt64(actor == null ? null : actor.getId());
        row.string(actor == null ? null : actor.getType());
        row.string(pseudonyms.of(meta.getProvider(), actor));
        row.bytes(EventJson.of(event));
        row.int64(Rows.firstWins(meta.getObservedAt()));
        return true;
    }
}
