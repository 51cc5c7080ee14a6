package io.plumbline.streams.lines;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which pull request brought a commit: the one whose merge commit it is, else the merged one whose number its message names.
 * Keeps what the pull requests say and who has to be told when one says something else.
 */
final class PullRequests {

    private static final int DIGITS = 10;

    private final KeyValueStore<String, Brought> byNumber;
    private final KeyValueStore<String, String> index;

    /** @param index of commits by number and by hash, and of pull requests by merge commit */
    PullRequests(KeyValueStore<String, Brought> byNumber, KeyValueStore<String, String> index) {
        this.byNumber = byNumber;
        this.index = index;
    }

    /** Null when none is known. */
    Brought of(CommitId commit, Integer number) {
        for (var key : range(mergedAs(commit.repository(), commit.sha()))) {
            var merged = byNumber.get(key);
            if (merged != null) {
                return merged;
            }
        }
        var named = number == null ? null : byNumber.get(key(commit.repository(), number));
        return named != null && named.getCounts() ? named : null;
    }

    /** @return keys of the commits whose facts may be others now */
    List<String> put(String repository, Brought news) {
        var key = key(repository, news.getNumber());
        var before = byNumber.get(key);
        if (news.equals(before)) {
            return List.of();
        }
        var concerned = new ArrayList<String>();
        if (before != null && before.getSha() != null) {
            index.delete(mergedAs(repository, before.getSha()) + key);
            concerned.add(index.get(bySha(repository, before.getSha())));
        }
        if (news.getCounts()) {
            byNumber.put(key, news);
            if (news.getSha() != null) {
                index.put(mergedAs(repository, news.getSha()) + key, key);
                concerned.add(index.get(bySha(repository, news.getSha())));
            }
        } else {
            byNumber.delete(key);
        }
        concerned.addAll(range(byNumber(repository, news.getNumber())));
        return concerned.stream().filter(commit -> commit != null).distinct().toList();
    }

    /** @param before number that an earlier version of the commit named; null = none */
    void note(CommitId commit, Integer before, Integer now) {
        var key = commit.key();
        index.put(bySha(commit.repository(), commit.sha()), key);
        if (before != null && !before.equals(now)) {
            index.delete(byNumber(commit.repository(), before) + key);
        }
        if (now != null) {
            index.put(byNumber(commit.repository(), now) + key, key);
        }
    }

    private List<String> range(String prefix) {
        var found = new ArrayList<String>();
        try (var all = index.range(prefix, prefix + '\uffff')) {
            all.forEachRemaining(entry -> found.add(entry.value));
        }
        return found;
    }

    private static String key(String repository, int number) {
        var digits = Integer.toString(number);
        return repository + "|" + "0".repeat(DIGITS - digits.length()) + digits;
    }

    private static String byNumber(String repository, int number) {
        return "number|" + key(repository, number) + "|";
    }

    private static String bySha(String repository, String sha) {
        return "sha|" + repository + "|" + sha;
    }

    private static String mergedAs(String repository, String sha) {
        return "merge|" + repository + "|" + sha + "|";
    }
}
