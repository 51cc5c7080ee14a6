package io.plumbline.streams.rework;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A shelf that forgets when the test ends. */
final class InMemoryShelf<V> implements Shelf<V> {

    private final NavigableMap<String, V> values = new TreeMap<>();

    @Override
    public V get(String key) {
        return values.get(key);
    }

    @Override
    public void put(String key, V value) {
        values.put(key, value);
    }

    @Override
    public void delete(String key) {
        values.remove(key);
    }

    @Override
    public List<Map.Entry<String, V>> ascending(String from, String to, int limit) {
        return read(values.subMap(from, true, to, true), limit);
    }

    @Override
    public List<Map.Entry<String, V>> descending(String from, String to, int limit) {
        return read(values.subMap(from, true, to, true).descendingMap(), limit);
    }

    NavigableMap<String, V> values() {
        return values;
    }

    private static <V> List<Map.Entry<String, V>> read(Map<String, V> range, int limit) {
        return range.entrySet().stream()
                .limit(limit)
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList();
    }
}
