package io.plumbline.streams.rework;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of one repository, and where to find it: changes by number, hash, title, path and time, and by what they
 * mention. Not safe for threads.
 */
final class Links {

    /** What a path, number, hash or title was found to belong to. */
    record Found(String change, long at, String value) {}

    private static final int ALL = Integer.MAX_VALUE;
    private static final String END = Keys.END;
    private static final String MERGE = "0";
    private static final String HEAD = "1";
    private static final String COMMIT = "2";

    private final String repository;
    private final Shelf<KnownChange> changes;
    private final Shelf<String> links;

    /** @param repository provider:owner/name */
    Links(String repository, Shelf<KnownChange> changes, Shelf<String> links) {
        this.repository = repository;
        this.changes = changes;
        this.links = links;
    }

    String repository() {
        return repository;
    }

    KnownChange get(String change) {
        return changes.get(repository + "|" + change);
    }

    void put(String change, KnownChange known) {
        changes.put(repository + "|" + change, known);
    }

    void delete(String change) {
        changes.delete(repository + "|" + change);
    }

    void index(Change change) {
        keysOf(change).forEach(entry -> links.put(entry.getKey(), entry.getValue()));
    }

    void unindex(Change change) {
        keysOf(change).forEach(entry -> links.delete(entry.getKey()));
    }

    private List<Map.Entry<String, String>> keysOf(Change change) {
        var key = Keys.of(change);
        var entries = new ArrayList<Map.Entry<String, String>>();
        for (var place : change.getPlaces()) {
            entries.add(Map.entry(sort("title", Keys.hash(change.getTitle()), Keys.time(place.getAt()), key), ""));
        }
        if (Keys.isPullRequest(change)) {
            var place = change.getPlaces().get(0);
            var mends = (change.getKind() == null ? "" : change.getKind()) + "|" + text(place.getRef());
            for (var path : change.getPaths()) {
                entries.add(Map.entry(sort("path", Keys.hash(path), Keys.time(place.getAt()), key), mends));
            }
            entries.add(Map.entry(sort("merged", Keys.time(place.getAt()), key), ""));
            // The strongest last, so that it stays when one hash is several of these.
            change.getShas().forEach(sha -> entries.add(Map.entry(sort("sha", sha, key), COMMIT)));
            addSha(entries, change.getHeadSha(), key, HEAD);
            addSha(entries, change.getMergeSha(), key, MERGE);
        } else {
            addSha(entries, change.getId(), key, MERGE);
            for (var place : change.getPlaces()) {
                if (place.getAfter() != null) {
                    entries.add(Map.entry(sort("push", place.getAfter(), key), ""));
                }
            }
            if (change.getNumber() != null) {
                entries.add(Map.entry(sort("subject", Keys.number(change.getNumber()), key), ""));
            }
        }
        for (var mention : change.getMentions()) {
            entries.add(Map.entry(
                    sort("says-" + mention.getKind(), mentioned(mention.getKind(), mention.getValue()), key)
                            + "|"
                            + Keys.hash(mention.getValue()),
                    mention.getValue()));
        }
        return entries;
    }

    private void addSha(List<Map.Entry<String, String>> entries, String sha, String key, String rank) {
        if (sha != null) {
            entries.add(Map.entry(sort("sha", sha, key), rank));
        }
    }

    private static String mentioned(String kind, String value) {
        return switch (kind) {
            case Mentions.SHA, Mentions.STATED_SHA -> value.substring(0, Keys.SHORT_SHA);
            case Mentions.NUMBER, Mentions.STATED_NUMBER -> Keys.number(Long.parseLong(value));
            default -> Keys.hash(value);
        };
    }

    /** Changes that mention this one, whether or not it is what they mean. */
    Set<String> mentioning(Change change) {
        var found = new LinkedHashSet<String>();
        if (Keys.isPullRequest(change)) {
            var number = Keys.number(change.getNumber());
            found.addAll(mentioning(Mentions.NUMBER, number));
            found.addAll(mentioning(Mentions.STATED_NUMBER, number));
        }
        found.addAll(mentioning(Mentions.TITLE, Keys.hash(change.getTitle())));
        for (var sha : shasOf(change)) {
            if (sha.length() >= Keys.SHORT_SHA) {
                var begin = sha.substring(0, Keys.SHORT_SHA);
                found.addAll(mentioning(Mentions.SHA, begin));
                found.addAll(mentioning(Mentions.STATED_SHA, begin));
            }
        }
        return found;
    }

    private Set<String> mentioning(String kind, String value) {
        var found = new TreeSet<String>();
        var begin = sort("says-" + kind, value) + "|";
        for (var entry : links.ascending(begin, begin + END, ALL)) {
            var rest = entry.getKey().substring(begin.length());
            found.add(rest.substring(0, rest.indexOf('|')));
        }
        return found;
    }

    static Set<String> shasOf(Change change) {
        var shas = new TreeSet<>(change.getShas());
        if (!Keys.isPullRequest(change)) {
            shas.add(change.getId());
        }
        if (change.getMergeSha() != null) {
            shas.add(change.getMergeSha());
        }
        if (change.getHeadSha() != null) {
            shas.add(change.getHeadSha());
        }
        return shas;
    }

    /** Pushed commits that may have come with this pull request: by their hash, their push or the end of their subject. */
    Set<String> pushedWith(Change pullRequest) {
        var found = new TreeSet<String>();
        for (var sha : shasOf(pullRequest)) {
            if (get(Keys.commit(sha)) != null) {
                found.add(Keys.commit(sha));
            }
        }
        if (pullRequest.getMergeSha() != null) {
            found.addAll(lasts(sort("push", pullRequest.getMergeSha()) + "|"));
        }
        found.addAll(lasts(sort("subject", Keys.number(pullRequest.getNumber())) + "|"));
        return found;
    }

    private Collection<String> lasts(String begin) {
        return links.ascending(begin, begin + END, ALL).stream()
                .map(entry -> Keys.last(entry.getKey()))
                .toList();
    }

    /** Changes with a hash that begins so; value: the smaller, the more it stands for the whole change. */
    List<Found> bySha(String begin) {
        var from = sort("sha", begin);
        return links.ascending(from, from + END, ALL).stream()
                .map(entry -> new Found(Keys.last(entry.getKey()), 0, entry.getValue()))
                .toList();
    }

    boolean isMerge(Found found) {
        return found.value().equals(MERGE);
    }

    /** Changes of that title until a time, newest first. */
    List<Found> byTitle(String title, long until, int limit) {
        var begin = sort("title", Keys.hash(title)) + "|";
        return found(links.descending(begin, begin + Keys.time(until) + "|" + END, limit));
    }

    /** Merged pull requests that touch a path from one time to another, earliest first; value: kind, bar, branch. */
    List<Found> byPath(String path, long from, long until, int limit) {
        var begin = sort("path", Keys.hash(path)) + "|";
        return found(links.ascending(begin + Keys.time(from), begin + Keys.time(until) + "|" + END, limit));
    }

    /** The same, latest first. */
    List<Found> byPathBackwards(String path, long from, long until, int limit) {
        var begin = sort("path", Keys.hash(path)) + "|";
        return found(links.descending(begin + Keys.time(from), begin + Keys.time(until) + "|" + END, limit));
    }

    /** Merged pull requests, earliest first. */
    List<Found> byAge(int limit) {
        var begin = sort("merged") + "|";
        return found(links.ascending(begin, begin + END, limit));
    }

    private static List<Found> found(List<Map.Entry<String, String>> entries) {
        return entries.stream()
                .map(entry -> new Found(Keys.last(entry.getKey()), Keys.time(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** Notes what a change means by its mentions; they are found again from either side. */
    void target(String change, KnownChange known, List<Target> targets) {
        known.getTargets().forEach(target -> links.delete(sort("meant", target.getKey(), change)));
        targets.forEach(target -> links.put(sort("meant", target.getKey(), change), target.getHow()));
        known.setTargets(targets);
    }

    /** Changes that mean this one; value: how they were told to. */
    List<Found> meaning(String change) {
        var begin = sort("meant", change) + "|";
        return links.ascending(begin, begin + END, ALL).stream()
                .map(entry -> new Found(Keys.last(entry.getKey()), 0, entry.getValue()))
                .toList();
    }

    /** How many merged pull requests are known. */
    int count() {
        var count = links.get(sort("count"));
        return count == null ? 0 : Integer.parseInt(count);
    }

    void count(int count) {
        links.put(sort("count"), Integer.toString(count));
    }

    private String sort(String... parts) {
        return repository + "|" + String.join("|", parts);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
