package io.plumbline.ingest.git;

import io.plumbline.ingest.git.Numbers.Ints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The commits of the branch that were read, by index: hash, time and who had a hand in them. */
final class History {

    private final List<String> shas = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final List<int[]> authors = new ArrayList<>();
    private final Map<String, Integer> people = new HashMap<>();

    /**
     * @param brought of a merge: then their authors are its authors
     * @return its index
     */
    int add(CommitHeader commit, List<CommitHeader> brought) {
        Set<Integer> who = new LinkedHashSet<>();
        for (var one : brought.isEmpty() ? List.of(commit) : brought) {
            who.add(people.computeIfAbsent(one.author().email().toLowerCase(Locale.ROOT), email -> people.size()));
        }
        var ids = new Ints();
        who.forEach(ids::add);
        shas.add(commit.sha());
        times.add(commit.committedAt());
        authors.add(ids.toArray());
        return shas.size() - 1;
    }

    int size() {
        return shas.size();
    }

    String sha(int commit) {
        return shas.get(commit);
    }

    Instant at(int commit) {
        return times.get(commit);
    }

    boolean haveSameAuthor(int one, int other) {
        for (int left : authors.get(one)) {
            for (int right : authors.get(other)) {
                if (left == right) {
                    return true;
                }
            }
        }
        return false;
    }
}
