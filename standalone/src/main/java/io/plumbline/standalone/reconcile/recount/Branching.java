package io.plumbline.standalone.reconcile.recount;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which commits and files belong to the pull requests of one repository. Everything said is kept in lists; for each pull
 * request the pushes are gone through again and again until none is added.
 */
final class Branching {

    private static final int COMMITS = 500;
    private static final int PUSHES = 200;
    private static final String BRANCHES = "refs/heads/";

    /** What an event of a pull request says of its branches: commits it was at, both refs, whether it comes from a fork. */
    record Claim(int number, long at, List<String> heads, String ref, String base, boolean fork) {

        static Claim of(int number, long at, String repo, Shown shown, String headRepo, List<String> heads) {
            return new Claim(
                    number,
                    at,
                    heads.stream()
                            .filter(sha -> Sent.commit(sha) != null)
                            .distinct()
                            .toList(),
                    full(shown.headRef()),
                    full(shown.baseRef()),
                    headRepo != null && !headRepo.equalsIgnoreCase(repo));
        }

        private static String full(String ref) {
            return ref == null || ref.startsWith(BRANCHES) ? ref : BRANCHES + ref;
        }
    }

    /** A commit of a pull request. */
    record Commit(String sha, Said said, List<Noted.Session> sessions) {}

    /**
     * @param paths distinct
     * @param readable false when something speaks of the commits that is not read here
     */
    record Known(List<Commit> commits, Set<String> paths, boolean readable) {

        static final Known NOTHING = new Known(List.of(), Set.of(), true);
    }

    private record Push(String ref, String before, String after, long at) {

        static final Comparator<Push> ORDER = Comparator.comparingLong(Push::at)
                .thenComparing(Push::before, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(Push::after, Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    private final List<Claim> claims = new ArrayList<>();
    private final List<Sent.Pushed> pushed = new ArrayList<>();
    private final List<Sent.Listed> listed = new ArrayList<>();
    private final List<Sent.Files> files = new ArrayList<>();
    private final Noted noted = new Noted();
    /** Filled on the first question. */
    private Map<String, Map<Push, List<Sent.Pushed>>> branches;

    void claim(Claim claim) {
        claims.add(claim);
    }

    void push(Collection<Sent.Pushed> commits) {
        commits.stream().filter(one -> one.ref() != null).forEach(pushed::add);
    }

    void list(Collection<Sent.Listed> commits) {
        listed.addAll(commits);
    }

    void files(Sent.Files list) {
        files.add(list);
    }

    Noted noted() {
        return noted;
    }

    Known of(int number) {
        var own = claims.stream().filter(claim -> claim.number() == number).toList();
        var texts = new HashMap<String, List<Said>>();
        var listedAt = new HashMap<String, Long>();
        var pushedAt = new HashMap<String, Long>();
        var counting = new HashSet<String>();
        for (var one : newestListed(number)) {
            texts.computeIfAbsent(one.sha(), sha -> new ArrayList<>()).add(one.said());
            listedAt.merge(one.sha(), one.at(), Math::min);
            counting.add(one.sha());
        }
        if (own.stream().noneMatch(Claim::fork)) {
            var heads = heads(own);
            var bases = own.stream().map(Claim::base).filter(Objects::nonNull).collect(Collectors.toSet());
            for (var one : pushedTo(own, heads, bases)) {
                texts.computeIfAbsent(one.sha(), sha -> new ArrayList<>()).add(one.said());
                pushedAt.merge(one.sha(), one.at(), Math::min);
                if (one.own() || (heads.contains(one.sha()) && !had(bases, one.sha(), one.at() + 1))) {
                    counting.add(one.sha());
                }
            }
        }
        var newest = counting.stream()
                .sorted(Comparator.<String, Long>comparing(sha -> pushedAt.getOrDefault(sha, listedAt.get(sha)))
                        .thenComparing(Comparator.naturalOrder())
                        .reversed())
                .limit(COMMITS)
                .map(sha -> new Commit(sha, Said.together(texts.get(sha)), noted.sessions(sha)))
                .toList();
        return new Known(
                newest, paths(number, newest), newest.stream().noneMatch(commit -> noted.isUnread(commit.sha())));
    }

    private Set<String> paths(int number, List<Commit> commits) {
        var list = files.stream()
                .filter(one -> one.number() == number)
                .max(Comparator.comparingLong(Sent.Files::at).thenComparing(Sent.Files::id))
                .map(Sent.Files::files)
                .orElse(List.of());
        return (list.isEmpty() ? commits.stream().flatMap(one -> one.said().files().stream()) : list.stream())
                .map(Said.Touched::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Sent.Listed> newestListed(int number) {
        var all = listed.stream().filter(one -> one.number() == number).toList();
        var places = all.stream()
                .map(one -> List.of(one.at(), one.sha()))
                .distinct()
                .sorted(Comparator.<List<? extends Object>, Long>comparing(place -> (Long) place.get(0))
                        .thenComparing(place -> (String) place.get(1))
                        .reversed())
                .limit(COMMITS)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(one -> places.contains(List.of(one.at(), one.sha())))
                .toList();
    }

    /** The last of those that its head was at. */
    private static Set<String> heads(List<Claim> own) {
        var last = new HashMap<String, Long>();
        own.forEach(claim -> claim.heads().forEach(sha -> last.merge(sha, claim.at(), Math::max)));
        return last.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey())
                        .reversed())
                .limit(COMMITS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Commits of pushes that ended at a head, and of those before them until the base had where one began. */
    private List<Sent.Pushed> pushedTo(List<Claim> own, Set<String> heads, Set<String> bases) {
        var refs = own.stream().map(Claim::ref).filter(Objects::nonNull).collect(Collectors.toSet());
        var commits = new ArrayList<Sent.Pushed>();
        branches().forEach((ref, pushes) -> {
            if (bases.contains(ref) || !(refs.isEmpty() || refs.contains(ref))) {
                return;
            }
            var belonging = new HashSet<Push>();
            for (int before = -1; before < belonging.size(); ) {
                before = belonging.size();
                var begins = belonging.stream()
                        .filter(push -> push.before() != null && !had(bases, push.before(), push.at()))
                        .map(Push::before)
                        .collect(Collectors.toSet());
                pushes.forEach((push, brought) -> {
                    if (ends(push, brought).anyMatch(end -> heads.contains(end) || begins.contains(end))) {
                        belonging.add(push);
                    }
                });
            }
            belonging.forEach(push -> commits.addAll(pushes.get(push)));
        });
        return commits;
    }

    /** Where the branch was afterwards; any of its commits when that is not stated. */
    private static Stream<String> ends(Push push, List<Sent.Pushed> brought) {
        return push.after() == null ? brought.stream().map(Sent.Pushed::sha) : Stream.of(push.after());
    }

    private boolean had(Set<String> bases, String sha, long moment) {
        return bases.stream()
                .flatMap(base -> branches().getOrDefault(base, Map.of()).entrySet().stream())
                .filter(push -> push.getKey().at() < moment)
                .anyMatch(push -> sha.equals(push.getKey().after())
                        || push.getValue().stream().anyMatch(one -> one.sha().equals(sha)));
    }

    /** The newest pushes of each branch, each with its commits; what two deliveries say of one push is put together. */
    private Map<String, Map<Push, List<Sent.Pushed>>> branches() {
        if (branches == null) {
            branches = new TreeMap<>();
            pushed.forEach(one -> branches.computeIfAbsent(one.ref(), ref -> new TreeMap<>(Push.ORDER.reversed()))
                    .computeIfAbsent(
                            new Push(one.ref(), one.before(), one.after(), one.at()), push -> new ArrayList<>())
                    .add(one));
            branches.replaceAll((ref, pushes) -> {
                var kept = new HashMap<Push, List<Sent.Pushed>>();
                pushes.entrySet().stream()
                        .limit(PUSHES)
                        .forEach(push -> kept.put(push.getKey(), limited(push.getValue())));
                return kept;
            });
        }
        return branches;
    }

    private static List<Sent.Pushed> limited(List<Sent.Pushed> commits) {
        var shas = commits.stream()
                .map(Sent.Pushed::sha)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(COMMITS)
                .collect(Collectors.toSet());
        return commits.stream().filter(one -> shas.contains(one.sha())).toList();
    }
}
