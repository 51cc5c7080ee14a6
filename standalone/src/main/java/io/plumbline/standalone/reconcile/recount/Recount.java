package io.plumbline.standalone.reconcile.recount;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All pull requests of some repositories, from their raw events in any order. Holds of each event only what the columns
 * need, and of each commit its message and paths; diffs and everything else of a payload is let go at once.
 */
public final class Recount {

    private static final String RULES = "/io/plumbline/streams/attribution/attribution-rules.yaml";

    /** Not a column: whether something speaks of its commits that is not read here, so what depends on them may differ. */
    public static final String UNREAD = "(unread)";

    private record Key(String repo, int number) {}

    /** Rules, people and statements by which all pull requests of a run are judged. */
    record Judgement(Signals signals, People people, Decided decided) {}

    private final Judgement judgement;
    private final Map<Key, List<Happening>> happenings = new HashMap<>();
    private final Map<String, Branching> branchings = new HashMap<>();

    private Recount(Judgement judgement) {
        this.judgement = judgement;
    }

    /**
     * @param decisions raw events of source {@code plumbline}; without any, the rules that came with Plumbline decide: the
     *     same file, another reader
     */
    public static Recount by(Iterable<RawRow> decisions) {
        try (InputStream rules = Recount.class.getResourceAsStream(RULES)) {
            var decided = new Decided();
            decisions.forEach(decided::add);
            return new Recount(new Judgement(decided.signals(Signals.read(rules)), decided.people(), decided));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RULES, e);
        }
    }

    /** For further repositories, by the same decisions. */
    public Recount another() {
        return new Recount(judgement);
    }

    public void add(RawRow row) {
        var branching = branchings.computeIfAbsent(row.repo(), repo -> new Branching());
        Reading.commits(row, branching);
        for (var happening : Reading.of(row)) {
            happenings
                    .computeIfAbsent(new Key(row.repo(), happening.number()), key -> new ArrayList<>(8))
                    .add(happening);
            if (happening.claim() != null) {
                branching.claim(happening.claim());
            }
        }
    }

    /** Id of each pull request to its columns, sorted; those that no event has shown are not among them. */
    public Map<String, Map<String, Object>> pullRequests() {
        var found = new TreeMap<String, Map<String, Object>>();
        happenings.forEach((key, events) -> Story.columns(
                        key.repo(),
                        key.number(),
                        events,
                        branchings.get(key.repo()).of(key.number()),
                        judgement)
                .ifPresent(columns -> found.put((String) columns.get("id"), columns)));
        return found;
    }
}
