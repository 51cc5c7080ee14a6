package io.plumbline.streams.incident;

import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.topic.AvroSerde;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the events of each incident and sends it to the repository that it belongs to by the directory of now. When it
 * moves, the repository before is told to forget it, and the generation of what is sent grows: whoever puts the answers
 * together knows which is the last.
 */
final class IncidentProcessor implements Processor<String, IncidentEvent, String, SpecificRecord> {

    static final String STORE = "incident-histories";
    static final String SETTINGS = "incident-settings";

    private static final Logger LOG = LoggerFactory.getLogger(IncidentProcessor.class);
    private static final AvroSerde<IncidentStory> STORY = StateSerde.of(IncidentStory.class);

    private final String application;
    private final SettingsTable settingsTable;
    private ProcessorContext<String, SpecificRecord> context;
    private DecodedStore<IncidentHistory> histories;
    private Restating restating;

    IncidentProcessor(String application, SettingsTable settingsTable) {
        this.application = application;
        this.settingsTable = settingsTable;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        KeyValueStore<String, IncidentHistory> store = context.getStateStore(STORE);
        this.histories = new DecodedStore<>(store);
        this.restating = new Restating(
                application, context, settingsTable, store, context.getStateStore(SETTINGS), this::restate);
    }

    @Override
    public void process(Record<String, IncidentEvent> record) {
        if (record.value() == null) {
            erase(record.key(), record.timestamp());
            return;
        }
        var known = histories.take(record.key());
        var history = known == null ? begin(record.key(), record.value()) : known;
        if (!LifeCycle.add(history, LifeCycle.telling(record.value()))) {
            histories.putBack(record.key(), history);
            return;
        }
        if (history.getTellings().size() == LifeCycle.EVENTS) {
            LOG.warn("{} has {} events; later ones are not counted", record.key(), LifeCycle.EVENTS);
        }
        send(history, record.timestamp());
        histories.put(record.key(), history);
    }

    private static IncidentHistory begin(String key, IncidentEvent event) {
        return IncidentHistory.newBuilder()
                .setId(key)
                .setProvider(event.getMeta().getProvider())
                .setIncidentId(event.getIncidentId())
                .build();
    }

    /** With the directory and the rules of now; true when it tells something else. */
    private boolean restate(String key) {
        var history = histories.take(key);
        if (history == null) {
            return false;
        }
        if (!send(history, Math.max(0, context.currentStreamTimeMs()))) {
            histories.putBack(key, history);
            return false;
        }
        histories.put(key, history);
        return true;
    }

    private boolean send(IncidentHistory history, long timestamp) {
        var settings = restating.settings();
        var story = LifeCycle.fold(history, settings.incidents(), settings.directory());
        if (story == null) {
            return takeBack(history, timestamp);
        }
        long fingerprint = SchemaNormalization.fingerprint64(STORY.toBytes(story));
        var group = story.getRepo() == null ? ungrouped(history.getId()) : story.getRepo();
        if (fingerprint == history.getSent() && group.equals(history.getGroup())) {
            return false;
        }
        if (!group.equals(history.getGroup())) {
            history.setGeneration(history.getGeneration() + 1);
            if (!history.getGroup().isEmpty()) {
                forward(history.getGroup(), gone(history, true), timestamp);
            }
            history.setGroup(group);
        }
        history.setSent(fingerprint);
        var news = RepositoryNews.newBuilder()
                .setKind(RepositoryMemory.INCIDENT)
                .setId(history.getId())
                .setGeneration(history.getGeneration())
                .setIncident(story)
                .build();
        forward(group, news, timestamp);
        return true;
    }

    private boolean takeBack(IncidentHistory history, long timestamp) {
        if (history.getGroup().isEmpty()) {
            return false;
        }
        history.setGeneration(history.getGeneration() + 1);
        forward(history.getGroup(), gone(history, false), timestamp);
        history.setGroup("");
        history.setSent(0L);
        return true;
    }

    private void erase(String key, long timestamp) {
        var history = histories.delete(key);
        if (history != null) {
            takeBack(history, timestamp);
        }
    }

    private static RepositoryNews gone(IncidentHistory history, boolean moved) {
        return RepositoryNews.newBuilder()
                .setKind(RepositoryMemory.INCIDENT)
                .setId(history.getId())
                .setGeneration(history.getGeneration())
                .setMoved(moved)
                .build();
    }

    /** An incident whose repository nobody knows is a group of its own. */
    private static String ungrouped(String id) {
        return id.replace('|', '_');
    }

    private void forward(String group, RepositoryNews news, long timestamp) {
        context.forward(new Record<>(group, news, timestamp));
    }
}
