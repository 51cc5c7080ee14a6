package io.plumbline.streams.deployment;

import java.util.List;

/** Texts by key, in the order of the keys. Keys are in ASCII wherever their order matters. */
interface Index {

    /** One entry. */
    record Entry(String key, String value) {}

    void put(String key, String value);

    void delete(String key);

    /** All whose key begins so, in order. */
    List<Entry> under(String prefix);

    /** All whose key begins so and is between both, the first included, the last not. */
    List<Entry> between(String prefix, String from, String to);

    /** The first after this key that begins so; null when there is none. */
    Entry next(String prefix, String key);

    /** The last before this key that begins so; null when there is none. */
    Entry previous(String prefix, String key);
}
