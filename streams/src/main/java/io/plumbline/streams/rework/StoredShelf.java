package io.plumbline.streams.rework;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A state store as a shelf. */
record StoredShelf<V>(KeyValueStore<String, V> store) implements Shelf<V> {

    @Override
    public V get(String key) {
        return store.get(key);
    }

    @Override
    public void put(String key, V value) {
        store.put(key, value);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public List<Map.Entry<String, V>> ascending(String from, String to, int limit) {
        return read(store.range(from, to), limit);
    }

    @Override
    public List<Map.Entry<String, V>> descending(String from, String to, int limit) {
        return read(store.reverseRange(from, to), limit);
    }

    private static <V> List<Map.Entry<String, V>> read(KeyValueIterator<String, V> range, int limit) {
        var entries = new ArrayList<Map.Entry<String, V>>();
        try (range) {
            while (entries.size() < limit && range.hasNext()) {
                var entry = range.next();
                entries.add(Map.entry(entry.key, entry.value));
            }
        }
        return entries;
    }
}
