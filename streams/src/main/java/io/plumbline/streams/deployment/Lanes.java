package io.plumbline.streams.deployment;

import io.plumbline.streams.deployment.Index.Entry;
import java.util.Set;
import java.util.TreeSet;

/** The deployments of each service and environment of a repository, in the order in which they took effect. */
final class Lanes {

    private static final String SUCCESS = "success";

    private final Keys keys;
    private final Index index;

    Lanes(Keys keys, Index index) {
        this.keys = keys;
        this.index = index;
    }

    void enter(Place place, String id) {
        var value = place.getSuccess() ? SUCCESS : "";
        index.put(keys.place(place, id), value);
        if (place.getSha() != null) {
            index.put(keys.redeployments(place.getLane(), place.getSha()) + Keys.order(place, id), value);
        }
    }

    void leave(Place place, String id) {
        index.delete(keys.place(place, id));
        if (place.getSha() != null) {
            index.delete(keys.redeployments(place.getLane(), place.getSha()) + Keys.order(place, id));
        }
    }

    /** The successful deployment before this place; null when there is none. */
    String previous(Place place, String id) {
        var lane = keys.lane(place.getLane());
        var entry = index.previous(lane, keys.place(place, id));
        while (entry != null && !succeeded(entry)) {
            entry = index.previous(lane, entry.key());
        }
        return entry == null ? null : Keys.last(entry.key());
    }

    /** The successful deployment of this commit that is the last before this place; null when there is none. */
    String lastOf(String sha, Place place, String id) {
        var all = keys.redeployments(place.getLane(), sha);
        var entry = index.previous(all, all + Keys.order(place, id));
        while (entry != null && !succeeded(entry)) {
            entry = index.previous(all, entry.key());
        }
        return entry == null ? null : Keys.last(entry.key());
    }

    /** Where the first successful deployment of this commit stands; greater than all places when there is none. */
    String firstOf(String sha, String lane) {
        var all = keys.redeployments(lane, sha);
        var entry = index.next(all, all);
        while (entry != null && !succeeded(entry)) {
            entry = index.next(all, entry.key());
        }
        return entry == null ? "~" : entry.key().substring(all.length());
    }

    /** Whose facts are other ones when a deployment enters or leaves this place. */
    Set<String> restingOn(Place place, String id) {
        var ids = new TreeSet<String>();
        if (!place.getSuccess()) {
            return ids;
        }
        followers(place.getLane(), keys.place(place, id), ids);
        if (place.getSha() != null) {
            ofSameCommit(place, id, ids);
        }
        return ids;
    }

    private void ofSameCommit(Place place, String id, Set<String> ids) {
        var all = keys.redeployments(place.getLane(), place.getSha());
        boolean first = lastOf(place.getSha(), place, id) == null;
        var entry = index.next(all, all + Keys.order(place, id));
        while (entry != null) {
            ids.add(Keys.last(entry.key()));
            if (succeeded(entry)) {
                if (!first) {
                    return;
                }
                // Whether they, and what comes right after them, go back is told by which commit was there first.
                followers(
                        place.getLane(),
                        keys.lane(place.getLane()) + entry.key().substring(all.length()),
                        ids);
            }
            entry = index.next(all, entry.key());
        }
    }

    /** Up to the next success: what comes after that one looks back no further. */
    private void followers(String lane, String key, Set<String> ids) {
        var all = keys.lane(lane);
        var entry = index.next(all, key);
        while (entry != null) {
            ids.add(Keys.last(entry.key()));
            entry = succeeded(entry) ? null : index.next(all, entry.key());
        }
    }

    private static boolean succeeded(Entry entry) {
        return entry.value().equals(SUCCESS);
    }
}
