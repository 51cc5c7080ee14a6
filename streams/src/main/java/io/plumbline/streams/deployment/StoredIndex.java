package io.plumbline.streams.deployment;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** An index in a state store. */
final class StoredIndex implements Index {

    private static final String LAST = "\uffff";

    private final KeyValueStore<String, String> store;

    StoredIndex(KeyValueStore<String, String> store) {
        this.store = store;
    }

    @Override
    public void put(String key, String value) {
        store.put(key, value);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public List<Entry> under(String prefix) {
        return all(store.range(prefix, prefix + LAST), null);
    }

    @Override
    public List<Entry> between(String prefix, String from, String to) {
        return all(store.range(from, to), to);
    }

    @Override
    public Entry next(String prefix, String key) {
        // The smallest key that comes after it.
        return first(store.range(key + '\0', prefix + LAST), null);
    }

    @Override
    public Entry previous(String prefix, String key) {
        return first(store.reverseRange(prefix, key), key);
    }

    private static List<Entry> all(KeyValueIterator<String, String> found, String without) {
        try (found) {
            var entries = new ArrayList<Entry>();
            while (found.hasNext()) {
                add(found.next(), without, entries);
            }
            return entries;
        }
    }

    private static Entry first(KeyValueIterator<String, String> found, String without) {
        try (found) {
            var entries = new ArrayList<Entry>(1);
            while (found.hasNext() && entries.isEmpty()) {
                add(found.next(), without, entries);
            }
            return entries.isEmpty() ? null : entries.get(0);
        }
    }

    private static void add(KeyValue<String, String> found, String without, List<Entry> to) {
        if (!found.key.equals(without)) {
            to.add(new Entry(found.key, found.value));
        }
    }
}
