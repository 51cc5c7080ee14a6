package io.plumbline.streams.rework;

import java.util.List;
import java.util.Map;

/** Values by key, in the order of their keys: a state store, or a sorted map in a test. */
interface Shelf<V> {

    /** Null when there is none. */
    V get(String key);

    void put(String key, V value);

    void delete(String key);

    /** The first of those whose keys are from..to, both included. */
    List<Map.Entry<String, V>> ascending(String from, String to, int limit);

    /** The last of them, last first. */
    List<Map.Entry<String, V>> descending(String from, String to, int limit);
}
