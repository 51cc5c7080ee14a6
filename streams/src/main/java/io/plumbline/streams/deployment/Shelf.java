package io.plumbline.streams.deployment;

/**
 * Values by key. What is got may be changed in place, but must be put again then.
 *
 * @param <V> of the values
 */
interface Shelf<V> {

    /** Null when there is none. */
    V get(String key);

    void put(String key, V value);

    void delete(String key);
}
