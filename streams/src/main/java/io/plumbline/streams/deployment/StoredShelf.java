package io.plumbline.streams.deployment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/** A state store whose recent values are also kept as objects; for one processor of one task. */
final class StoredShelf<V> implements Shelf<V> {

    private static final int REMEMBERED = 5_000;

    private final KeyValueStore<String, V> store;
    private final Map<String, V> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > REMEMBERED;
        }
    };

    StoredShelf(KeyValueStore<String, V> store) {
        this.store = store;
    }

    @Override
    public V get(String key) {
        var known = recent.get(key);
        if (known != null) {
            return known;
        }
        var stored = store.get(key);
        if (stored != null) {
            recent.put(key, stored);
        }
        return stored;
    }

    @Override
    public void put(String key, V value) {
        store.put(key, value);
        recent.put(key, value);
    }

    @Override
    public void delete(String key) {
        recent.remove(key);
        store.delete(key);
    }

    /** After a failure: an object may have been changed and not stored. */
    void forgetObjects() {
        recent.clear();
    }
}
