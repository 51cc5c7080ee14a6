package io.plumbline.streams.deployment;

import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.streams.runtime.OwnStores;
import io.plumbline.streams.runtime.StateSerde;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Takes each piece of news to its repository and forwards the facts of deployments that it changes; computes all of them again
 * when the settings change, and forwards when that is done.
 */
final class DeploymentProcessor implements Processor<String, News, String, SpecificRecord> {

    private static final String DEPLOYMENTS = "deployments";
    private static final String COMMITS = "deployed-commits";
    private static final String PULLS = "deployed-pull-requests";
    private static final String INDEX = "deployment-index";
    private static final String SETTINGS = "deployment-settings";

    private final String application;
    private final SettingsTable settingsTable;
    private final List<StoredShelf<?>> open = new ArrayList<>();
    private ProcessorContext<String, SpecificRecord> context;
    private Shelves shelves;
    private Restating restating;

    private DeploymentProcessor(String application, SettingsTable settingsTable) {
        this.application = application;
        this.settingsTable = settingsTable;
    }

    static ProcessorSupplier<String, News, String, SpecificRecord> supplier(
            String application, SettingsTable settings) {
        return new ProcessorSupplier<>() {
            @Override
            public DeploymentProcessor get() {
                return new DeploymentProcessor(application, settings);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        store(DEPLOYMENTS, DeploymentHistory.class),
                        store(COMMITS, CommitNode.class),
                        store(PULLS, MergedPull.class),
                        // Without a cache in front: read backwards, that gives deleted entries, without a value.
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(INDEX), Serdes.String(), Serdes.String()),
                        Restating.progressStore(SETTINGS));
            }
        };
    }

    private static <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> store(String name, Class<V> type) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), StateSerde.of(type))
                .withCachingEnabled();
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        open.clear();
        KeyValueStore<String, DeploymentHistory> deployments = context.getStateStore(DEPLOYMENTS);
        KeyValueStore<String, String> index = context.getStateStore(INDEX);
        this.shelves = new Shelves(shelf(DEPLOYMENTS), shelf(COMMITS), shelf(PULLS), new StoredIndex(index));
        this.restating = new Restating(
                application, context, settingsTable, deployments, context.getStateStore(SETTINGS), this::restate);
    }

    private <V> Shelf<V> shelf(String name) {
        KeyValueStore<String, V> store = context.getStateStore(name);
        var shelf = new StoredShelf<>(store);
        open.add(shelf);
        return shelf;
    }

    @Override
    public void process(Record<String, News> record) {
        try {
            forward(book(record.key()).add(record.value()), record.timestamp());
        } catch (RuntimeException e) {
            open.forEach(StoredShelf::forgetObjects);
            throw e;
        }
    }

    /** With what is known now; true when one of the facts became another. */
    private boolean restate(String key) {
        int end = key.indexOf('\n');
        var changed = book(key.substring(0, end)).again(key.substring(end + 1));
        forward(changed, Math.max(0, context.currentStreamTimeMs()));
        return !changed.isEmpty();
    }

    private DeploymentBook book(String repository) {
        var settings = restating.settings();
        return new DeploymentBook(repository, shelves, settings.delivery(), settings.directory());
    }

    private void forward(List<DeploymentFact> facts, long timestamp) {
        facts.forEach(fact -> context.forward(new Record<>(fact.getId(), fact, timestamp)));
    }
}
