package io.plumbline.streams.deployment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One deployment out of its events. The result depends only on the set of events: times are the first of their kind, what is
 * stated comes from the newest event that states it.
 */
final class Folding {

    /** Events remembered of one deployment, the newest; real ones have three or four. */
    static final int SIGHTS = 60;

    private static final List<String> RANKS = List.of(
            "created", "waiting", "queued", "pending", "in_progress", "inactive", "failure", "error", "success");

    /** Of one second, the later step of a deployment's life is the newer one. */
    private static final Comparator<Sight> ORDER = Comparator.comparingLong(Sight::getAt)
            .thenComparingInt(sight -> RANKS.indexOf(sight.getState()))
            .thenComparing(Sight::getEvent)
            .thenComparing(Sight::toString);

    private Folding() {}

    /** @return whether anything is new */
    static boolean add(DeploymentHistory history, Sight sight) {
        boolean changed = times(history, sight);
        var sights = history.getSights();
        // The same event once more, as another copy tells it: the greater copy counts, whichever comes first.
        for (var known : sights) {
            if (known.getEvent().equals(sight.getEvent())) {
                if (ORDER.compare(known, sight) >= 0) {
                    return changed;
                }
                sights.remove(known);
                break;
            }
        }
        sights.add(sight);
        sights.sort(ORDER);
        if (sights.size() > SIGHTS) {
            changed |= !sights.remove(0).equals(sight);
            return changed;
        }
        return true;
    }

    private static boolean times(DeploymentHistory history, Sight sight) {
        var before = Arrays.asList(
                history.getCreatedAt(), history.getStartedAt(), history.getSucceededAt(), history.getFailedAt());
        if (sight.getCreatedAt() != null) {
            history.setCreatedAt(least(history.getCreatedAt(), sight.getCreatedAt()));
        }
        switch (sight.getState()) {
            case "in_progress" -> history.setStartedAt(least(history.getStartedAt(), sight.getAt()));
            case "success" -> history.setSucceededAt(least(history.getSucceededAt(), sight.getAt()));
            case "failure", "error" -> history.setFailedAt(least(history.getFailedAt(), sight.getAt()));
            default -> {
                // Says nothing of a time that counts.
            }
        }
        return !before.equals(Arrays.asList(
                history.getCreatedAt(), history.getStartedAt(), history.getSucceededAt(), history.getFailedAt()));
    }

    static Folded of(DeploymentHistory history) {
        var sights = history.getSights();
        var newest = sights.get(sights.size() - 1);
        var stated = new TreeSet<Integer>();
        sights.forEach(sight -> stated.addAll(sight.getPullRequests()));
        long created = history.getCreatedAt() != null
                ? history.getCreatedAt()
                : sights.stream().mapToLong(Sight::getAt).min().orElseThrow();
        return new Folded(
                history.getProvider(),
                history.getRepo(),
                history.getDeploymentId(),
                stated(sights, Sight::getService),
                newest.getEnvironment(),
                stated(sights, Sight::getProduction),
                stated(sights, Sight::getSha),
                stated(sights, Sight::getRef),
                stated(sights, Sight::getTask),
                stated(sights, Sight::getTrigger),
                stated(sights, Sight::getIncident),
                List.copyOf(stated),
                stated(sights, Sight::getDescription),
                history.getSucceededAt() != null ? "success" : newest.getState(),
                created,
                history.getStartedAt(),
                history.getSucceededAt(),
                history.getFailedAt(),
                stated(sights, Sight::getCreator),
                stated(sights, Sight::getUrl),
                sights.size(),
                newest.getAt());
    }

    private static <T> T stated(List<Sight> sights, Function<Sight, T> field) {
        var newestFirst = new ArrayList<>(sights);
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .map(field)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Long least(Long known, long further) {
        return known == null ? further : Math.min(known, further);
    }
}
