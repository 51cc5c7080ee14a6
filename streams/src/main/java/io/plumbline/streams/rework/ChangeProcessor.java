package io.plumbline.streams.rework;

import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.streams.runtime.DecodedStore;
import io.plumbline.streams.runtime.StateSerde;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Adds each piece of news to its pull request's story and forwards, while it is merged, how it is linked to others, when that
 * differs from what was forwarded before; again for all of them when the settings change.
 */
final class ChangeProcessor implements Processor<String, News, String, SpecificRecord> {

    static final String STORE = "rework-stories";
    static final String SETTINGS = "rework-settings";

    private static final AvroSerde<ReworkNotice> NOTICE = StateSerde.of(ReworkNotice.class);

    private final String application;
    private final SettingsTable settingsTable;
    private ProcessorContext<String, SpecificRecord> context;
    private DecodedStore<PullRequestStory> stories;
    private Restating restating;

    ChangeProcessor(String application, SettingsTable settingsTable) {
        this.application = application;
        this.settingsTable = settingsTable;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        KeyValueStore<String, PullRequestStory> store = context.getStateStore(STORE);
        this.stories = new DecodedStore<>(store);
        this.restating = new Restating(
                application, context, settingsTable, store, context.getStateStore(SETTINGS), this::restate);
    }

    @Override
    public void process(Record<String, News> record) {
        var news = record.value();
        var key = PullRequestKey.of(record.key());
        if (news instanceof News.OfErasure) {
            erase(record, key);
            return;
        }
        var known = stories.take(record.key());
        var story = known == null ? Stories.begin() : known;
        if (!add(story, key, news)) {
            stories.putBack(record.key(), story);
            return;
        }
        tell(key, story, record.timestamp());
        stories.put(record.key(), story);
    }

    private static boolean add(PullRequestStory story, PullRequestKey key, News news) {
        if (news instanceof News.OfFact one) {
            return Stories.add(story, one.fact());
        }
        if (news instanceof News.OfCommits one) {
            return Stories.add(story, key, one.commits());
        }
        return news instanceof News.OfEvent one && Stories.add(story, one.event());
    }

    private boolean restate(String id) {
        var story = stories.take(id);
        if (story == null) {
            return false;
        }
        if (!tell(PullRequestKey.of(id), story, Math.max(0, context.currentStreamTimeMs()))) {
            stories.putBack(id, story);
            return false;
        }
        stories.put(id, story);
        return true;
    }

    private boolean tell(PullRequestKey key, PullRequestStory story, long timestamp) {
        var change = Stories.change(key, story, restating.settings().work());
        var notice = ReworkNotice.newBuilder()
                .setNumber(key.number())
                .setChange(change)
                .setDescription(change == null ? null : story.getMerged().getDescription())
                .build();
        long fingerprint = change == null ? 0 : SchemaNormalization.fingerprint64(NOTICE.toBytes(notice));
        if (fingerprint == story.getTold()) {
            return false;
        }
        story.setTold(fingerprint);
        context.forward(new Record<>(key.toString(), notice, timestamp));
        return true;
    }

    /** A person's right to erasure: the story goes, and with the notice all that was derived from it. */
    private void erase(Record<String, News> record, PullRequestKey key) {
        var story = stories.delete(record.key());
        if (story != null && story.getTold() != 0) {
            var gone = ReworkNotice.newBuilder().setNumber(key.number()).build();
            context.forward(new Record<>(record.key(), gone, record.timestamp()));
        }
    }
}
