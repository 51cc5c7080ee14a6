package io.plumbline.streams.rework;

import io.plumbline.schema.fact.Correction;
import io.plumbline.schema.fact.Revert;
import io.plumbline.schema.fact.ReworkFact;
import io.plumbline.schema.topic.PullRequestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became of a merged pull request, from what is known of its repository (metrics.md M5.10, M6.5). Pure but for reading.
 *
 * <p>A correction is a later merged pull request that mends, within 30 days, and states it, rewrites lines of it, or shares a
 * path with it on the same branch. By a path only the next {@link #NEXT} that touch it can: what everybody touches tells
 * nothing, and no path costs more than that.
 */
final class Rework {

    static final Duration WINDOW = Duration.ofDays(30);

    /** Later pull requests on a path that are looked at. */
    static final int NEXT = 50;

    private static final int TOLD = 20;
    private static final int PATHS = 10;
    private static final String REVERT = "revert";
    private static final List<String> STRONGEST = List.of("stated", "line", "file");

    private final Links links;
    private final Resolving resolving;
    private final LineAges lines;

    Rework(Links links, LineAges lines) {
        this.links = links;
        this.resolving = new Resolving(links);
        this.lines = lines;
    }

    /** Null when it is not known as merged. */
    ReworkFact fact(String key) {
        var known = links.get(key);
        if (known == null || known.getDescription() == null) {
            return null;
        }
        var change = known.getChange();
        var id = PullRequestKey.of(change.getId());
        var description = known.getDescription();
        var nexts = nexts(change);
        boolean linesKnown = lines.knows(id.number());
        nexts.values().forEach(next -> next.compareLines(linesKnown ? lines : null, id.number()));
        var reverts = reverts(key, change, nexts);
        var fact = ReworkFact.newBuilder()
                .setId(change.getId())
                .setProvider(id.provider())
                .setRepo(id.repo())
                .setNumber(id.number())
                .setTeam(description.getTeam())
                .setOrigin(description.getOrigin())
                .setTool(description.getTool())
                .setTaskType(description.getTaskType())
                .setAreas(List.copyOf(description.getAreas()))
                .setZone(description.getZone())
                .setMergedAt(Instant.ofEpochMilli(mergedAt(change)))
                .setPathsKnown(change.getPathsKnown())
                .setCorrections(corrections(key, change, nexts))
                .setReverts(reverts);
        lines.tell(id.number(), fact);
        return fact.build();
    }

    /** A later pull request on the same paths. */
    private static final class Next {
        private final String key;
        private final long at;
        private final String kind;
        private final boolean sameBranch;
        private final TreeSet<String> paths = new TreeSet<>();
        private boolean rewrites;
        private boolean undoes;

        Next(Links.Found found, String base) {
            this.key = found.change();
            this.at = found.at();
            int bar = found.value().indexOf('|');
            this.kind = found.value().substring(0, bar);
            var branch = found.value().substring(bar + 1);
            this.sameBranch = base == null || branch.isEmpty() || base.equals(branch);
        }

        /** @param lines null = those of the earlier one are not known */
        void compareLines(LineAges lines, int earlier) {
            undoes = lines != null && lines.undoes(Keys.number(key), earlier);
            rewrites = undoes || (lines != null && lines.rewrites(Keys.number(key), earlier));
        }
    }

    private Map<String, Next> nexts(Change change) {
        var nexts = new HashMap<String, Next>();
        long mergedAt = mergedAt(change);
        var base = change.getPlaces().get(0).getRef();
        for (var path : change.getPaths()) {
            for (var found : links.byPath(path, mergedAt + 1, mergedAt + WINDOW.toMillis(), NEXT)) {
                nexts.computeIfAbsent(found.change(), key -> new Next(found, base))
                        .paths
                        .add(path);
            }
        }
        nexts.values().removeIf(next -> !next.sameBranch);
        return nexts;
    }

    private List<Correction> corrections(String key, Change change, Map<String, Next> nexts) {
        var found = new TreeMap<String, Correction>();
        for (var next : nexts.values()) {
            boolean back = next.kind.equals(REVERT);
            if ((next.kind.isEmpty() && !next.undoes) || (back && resolving.restores(next.key, key, new HashSet<>()))) {
                continue;
            }
            var kind = back || next.undoes ? REVERT : next.kind;
            add(found, next.key, next.at, kind, next.rewrites ? "line" : "file", next.paths);
        }
        for (var meaning : links.meaning(key)) {
            var by = Keys.isPullRequest(meaning.change()) ? links.get(meaning.change()) : null;
            if (by == null) {
                continue;
            }
            boolean back = !meaning.value().equals(Resolving.STATED);
            long at = mergedAt(by.getChange());
            boolean inTime = at > mergedAt(change) && at <= mergedAt(change) + WINDOW.toMillis();
            if (inTime && (back || by.getChange().getKind() != null)) {
                var shared = nexts.get(meaning.change());
                var kind = back ? REVERT : by.getChange().getKind();
                add(found, meaning.change(), at, kind, "stated", shared == null ? List.of() : shared.paths);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Correction::getAt).thenComparing(Correction::getPullRequest))
                .limit(TOLD)
                .toList();
    }

    private void add(
            Map<String, Correction> found,
            String key,
            long at,
            String kind,
            String confidence,
            Collection<String> paths) {
        var correction = Correction.newBuilder()
                .setPullRequest(id(key))
                .setAt(Instant.ofEpochMilli(at))
                .setKind(kind)
                .setConfidence(confidence)
                .setPaths(paths.stream().limit(PATHS).toList())
                .build();
        found.merge(
                key,
                correction,
                (one, other) -> STRONGEST.indexOf(other.getConfidence()) < STRONGEST.indexOf(one.getConfidence())
                        ? other
                        : one);
    }

    private List<Revert> reverts(String key, Change change, Map<String, Next> nexts) {
        var reverts = new ArrayList<Revert>();
        var named = new HashSet<String>();
        for (var meaning : links.meaning(key)) {
            var by = links.get(meaning.change());
            if (by != null && !meaning.value().equals(Resolving.STATED)) {
                named.add(meaning.change());
                reverts.add(revert(meaning.change(), by, Resolving.at(by.getChange(), change), meaning.value()));
            }
        }
        for (var next : nexts.values()) {
            if (next.undoes && !named.contains(next.key)) {
                reverts.add(revert(next.key, links.get(next.key), next.at, "lines"));
            }
        }
        return reverts.stream()
                .sorted(Comparator.comparing(Revert::getAt).thenComparing(Revert::getBy))
                .limit(TOLD)
                .toList();
    }

    private Revert revert(String key, KnownChange by, long at, String how) {
        var undone = standingReverts(key, new HashSet<>()).stream()
                .min(Comparator.<Undoing>comparingLong(Undoing::at).thenComparing(Undoing::id))
                .orElse(null);
        return Revert.newBuilder()
                .setBy(by.getChange().getId())
                .setAt(Instant.ofEpochMilli(at))
                .setHow(how)
                .setUndoneBy(undone == null ? null : undone.id())
                .setUndoneAt(undone == null ? null : Instant.ofEpochMilli(undone.at()))
                .build();
    }

    private record Undoing(String id, long at) {}

    /** What takes a change back and is itself not taken back. */
    private List<Undoing> standingReverts(String key, Set<String> seen) {
        var known = seen.add(key) ? links.get(key) : null;
        if (known == null) {
            return List.of();
        }
        var standing = new ArrayList<Undoing>();
        for (var meaning : links.meaning(key)) {
            var by = links.get(meaning.change());
            if (by != null
                    && !meaning.value().equals(Resolving.STATED)
                    && !seen.contains(meaning.change())
                    && standingReverts(meaning.change(), new HashSet<>(seen)).isEmpty()) {
                standing.add(new Undoing(by.getChange().getId(), Resolving.at(by.getChange(), known.getChange())));
            }
        }
        return standing;
    }

    private String id(String key) {
        return links.repository() + "#" + Keys.number(key);
    }

    static long mergedAt(Change pullRequest) {
        return pullRequest.getPlaces().get(0).getAt();
    }
}
