package io.plumbline.streams.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store whose most recent values are also kept as objects, because reading one from its bytes costs more than what the
 * rules do with it. For one processor of one task: nobody else may write to the store.
 *
 * <p>A value that was got is the caller's alone until it is put back, so it may be changed in place; when the caller fails
 * half way, the next get reads the store's own bytes again.
 */
public final class DecodedStore<V> {

    private static final int REMEMBERED = 5_000;

    private final KeyValueStore<String, V> store;
    private final Map<String, V> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > REMEMBERED;
        }
    };

    public DecodedStore(KeyValueStore<String, V> store) {
        this.store = store;
    }

    /** Null when there is none. */
    public V take(String key) {
        var value = recent.remove(key);
        return value == null ? store.get(key) : value;
    }

    public void put(String key, V value) {
        store.put(key, value);
        recent.put(key, value);
    }

    /** After {@link #take}, when nothing was changed. */
    public void putBack(String key, V value) {
        recent.put(key, value);
    }

    public V delete(String key) {
        recent.remove(key);
        return store.delete(key);
    }
}
