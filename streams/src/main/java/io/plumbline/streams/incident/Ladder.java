package io.plumbline.streams.incident;

import io.plumbline.streams.directory.Directory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The attribution ladder (metrics.md 6): what may have caused an incident, every candidate with its tier. Pure.
 *
 * <ul>
 *   <li>L1: a text of the incident names it, or it was reverted while the incident was open or by a revert that names the
 *       incident
 *   <li>L2: a rollback or hotfix that answers the incident took it back or mended it, at most 24 hours after it came
 *   <li>L3: it came with the newest deployment of the same service, at most 72 hours before the incident
 *   <li>L4: it reached production at most 7 days before the incident, by any other deployment of the repository: of another
 *       service, an older one of the same, or the newest when that is older than 72 hours
 * </ul>
 *
 * The windows are those of the rules. A candidate stands in its strongest tier only. A deployment that carries pull requests
 * stands for these; one that carries none is a candidate itself. Only what had reached production by the trigger is a
 * candidate of L2 to L4.
 */
final class Ladder {

    /** Candidates kept of one incident, the strongest and newest. */
    static final int MOST = 200;

    /**
     * What the ladder looks at.
     *
     * @param deployments successful ones in production, those around the incident and those that are named; any order
     * @param pulls merged pull requests by id
     * @param undoings reverts by the id of the reverted pull request
     */
    record Surroundings(
            Collection<Deployed> deployments,
            Map<String, Merged> pulls,
            Map<String, List<Undoing>> undoings,
            Directory directory) {}

    /** Pull requests that share one share of the incident: those of a deployment, or one that is named. */
    record Unit(String tier, String deployment, List<String> pulls, String reason, long at) {}

    private static final Comparator<Deployed> NEWEST_FIRST =
            Comparator.comparingLong(Deployed::getFinishedAt).reversed().thenComparing(Deployed::getId);

    private final IncidentStory story;
    private final IncidentRules rules;
    private final Map<String, Merged> pulls;
    private final Map<String, List<Undoing>> undoings;
    private final Directory directory;
    private final List<Deployed> deployments;
    private final long trigger;
    private final Set<String> takenPulls = new HashSet<>();
    private final Set<String> takenDeployments = new HashSet<>();
    private final List<Unit> units = new ArrayList<>();

    private Ladder(IncidentStory story, IncidentRules rules, Surroundings around) {
        this.story = story;
        this.rules = rules;
        this.pulls = around.pulls();
        this.undoings = around.undoings();
        this.directory = around.directory();
        this.deployments = around.deployments().stream().sorted(NEWEST_FIRST).toList();
        this.trigger = story.getTriggeredAt();
    }

    /** Strongest first; of one tier the newest first. Nothing for maintenance or without a repository. */
    static List<Cause> causes(IncidentStory story, IncidentRules rules, Surroundings around) {
        if (story.getMaintenance() || story.getRepo() == null) {
            return List.of();
        }
        var ladder = new Ladder(story, rules, around);
        ladder.stated();
        ladder.reverted();
        ladder.answered();
        ladder.newestOfService();
        ladder.byTime();
        return Weights.of(ladder.units, MOST);
    }

    private void stated() {
        if (!named(true)) {
            // Links say less than words: they count only as long as nothing is named.
            named(false);
        }
    }

    private boolean named(boolean explicit) {
        boolean any = false;
        for (var statement : story.getStatements()) {
            if (statement.getExplicit() != explicit) {
                continue;
            }
            var reason = explicit
                    ? "named in the incident's text (\"" + statement.getWords() + "\")"
                    : "linked in the incident's text, which names no cause";
            var found = pullsOf(statement);
            for (var pull : found) {
                if (explicit || pull.getMergedAt() <= trigger) {
                    addPull(pull.getId(), reason, statement.getAt());
                    any = true;
                }
            }
            for (var deployment : found.isEmpty() ? deploymentsOf(statement) : List.<Deployed>of()) {
                if (explicit || deployment.getFinishedAt() <= trigger) {
                    addDeployment("L1", deployment, reason);
                    any = true;
                }
            }
        }
        return any;
    }

    private List<Merged> pullsOf(Statement statement) {
        var value = statement.getValue();
        return switch (statement.getKind()) {
            case Statements.PULL ->
                pulls.values().stream()
                        .filter(pull -> value.equalsIgnoreCase(pull.getRepo() + "#" + pull.getNumber()))
                        .sorted(Comparator.comparing(Merged::getId))
                        .toList();
            case Statements.COMMIT ->
                pulls.values().stream()
                        .filter(pull -> pull.getSha() != null && pull.getSha().startsWith(value))
                        .sorted(Comparator.comparing(Merged::getId))
                        .toList();
            default -> List.of();
        };
    }

    private List<Deployed> deploymentsOf(Statement statement) {
        var value = statement.getValue();
        return switch (statement.getKind()) {
            case Statements.COMMIT ->
                deployments.stream()
                        .filter(one -> one.getSha() != null && one.getSha().startsWith(value))
                        .toList();
            case Statements.DEPLOYMENT ->
                deployments.stream()
                        .filter(one -> value.equals(one.getDeploymentId()))
                        .toList();
            default -> List.of();
        };
    }

    private void reverted() {
        for (var id : undoings.keySet().stream().sorted().toList()) {
            var pull = pulls.get(id);
            if (pull == null || !wasOut(pull)) {
                continue;
            }
            for (var undoing : undoings.get(id)) {
                var by = pulls.get(undoing.getBy());
                if (inForceWhenOpen(undoing)) {
                    addPull(id, "reverted by " + undoing.getBy() + " while the incident was open", undoing.getAt());
                } else if (by != null && undoing.getAt() >= trigger && Naming.names(by.getTitle(), story)) {
                    addPull(id, "reverted by " + undoing.getBy() + ", which names the incident", undoing.getAt());
                }
            }
        }
    }

    /** In production by the trigger, and not for longer than the widest window; by its merge when no deployment is known. */
    private boolean wasOut(Merged pull) {
        var first = carrier(pull.getId());
        long since = first == null ? pull.getMergedAt() : first.getFinishedAt();
        return since <= trigger && trigger - since <= rules.time().toMillis();
    }

    /** A revert that was itself reverted before the incident ended did not end it. */
    private boolean inForceWhenOpen(Undoing undoing) {
        for (var span : story.getSpans()) {
            var end = endOf(span);
            if (undoing.getAt() >= span.getOpenedAt()
                    && undoing.getAt() <= end
                    && (undoing.getUndoneAt() == null || undoing.getUndoneAt() > end)) {
                return true;
            }
        }
        return false;
    }

    /** Of one that is resolved, when is unknown: nothing is known to be inside. */
    private long endOf(Span span) {
        if (span.getResolvedAt() != null) {
            return span.getResolvedAt();
        }
        return story.getStatus().equals(LifeCycle.RESOLVED) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private void answered() {
        for (var answer : deployments) {
            if (!answers(answer)) {
                continue;
            }
            boolean rollback = answer.getTrigger().equals("rollback");
            for (var blamed : rollback ? takenBack(answer) : mended(answer)) {
                long after = answer.getCreatedAt() - blamed.getFinishedAt();
                if (blamed.getFinishedAt() <= trigger
                        && after >= 0
                        && after <= rules.answered().toMillis()) {
                    addDeployment(
                            "L2",
                            blamed,
                            (rollback ? "rolled back" : "hot-fixed") + " by " + answer.getId() + " " + hours(after)
                                    + " later");
                }
            }
        }
    }

    private boolean answers(Deployed answer) {
        if (!Set.of("rollback", "hotfix", "unplanned").contains(answer.getTrigger())
                || answer.getCreatedAt() < trigger) {
            return false;
        }
        if (answer.getIncidentId() != null) {
            return Naming.isId(answer.getIncidentId(), story);
        }
        return !answer.getTrigger().equals("unplanned")
                && ServiceMatch.same(answer, story, directory)
                && story.getSpans().stream()
                        .anyMatch(span ->
                                answer.getCreatedAt() >= span.getOpenedAt() && answer.getCreatedAt() <= endOf(span));
    }

    /** All between the commit that was put back and the rollback; when it is not told which, the one before it. */
    private List<Deployed> takenBack(Deployed rollback) {
        var before = before(rollback);
        if (rollback.getRollsBackTo() == null) {
            var previous = before.stream()
                    .filter(one -> one.getId().equals(rollback.getPrevious()))
                    .toList();
            return previous.isEmpty() ? before.stream().limit(1).toList() : previous;
        }
        var taken = new ArrayList<Deployed>();
        for (var one : before) {
            if (one.getId().equals(rollback.getRollsBackTo())) {
                break;
            }
            taken.add(one);
        }
        return taken;
    }

    /** What was live when the incident began. */
    private List<Deployed> mended(Deployed hotfix) {
        return before(hotfix).stream()
                .filter(one -> one.getFinishedAt() <= trigger)
                .limit(1)
                .toList();
    }

    private List<Deployed> before(Deployed later) {
        return deployments.stream()
                .filter(one -> !one.getId().equals(later.getId())
                        && one.getFinishedAt() <= later.getCreatedAt()
                        && Objects.equals(one.getService(), later.getService()))
                .toList();
    }

    private void newestOfService() {
        var newest = new LinkedHashMap<String, Deployed>();
        for (var one : deployments) {
            if (one.getFinishedAt() <= trigger && ServiceMatch.same(one, story, directory)) {
                newest.putIfAbsent(String.valueOf(one.getService()), one);
            }
        }
        for (var one : deployments) {
            var latest = newest.get(String.valueOf(one.getService()));
            // Several that ended at one moment are one release.
            if (latest != null
                    && one.getFinishedAt() == latest.getFinishedAt()
                    && trigger - one.getFinishedAt() <= rules.service().toMillis()) {
                addDeployment(
                        "L3",
                        one,
                        "newest deployment of the service, " + hours(trigger - one.getFinishedAt()) + " before");
            }
        }
    }

    private void byTime() {
        for (var one : deployments) {
            if (one.getFinishedAt() <= trigger
                    && trigger - one.getFinishedAt() <= rules.time().toMillis()) {
                addDeployment("L4", one, "in production " + hours(trigger - one.getFinishedAt()) + " before");
            }
        }
    }

    private void addPull(String id, String reason, long at) {
        if (takenPulls.add(id)) {
            var carrier = carrier(id);
            units.add(new Unit(
                    "L1",
                    carrier == null ? null : carrier.getId(),
                    List.of(id),
                    reason,
                    carrier == null ? at : carrier.getFinishedAt()));
        }
    }

    private void addDeployment(String tier, Deployed deployment, String reason) {
        if (!takenDeployments.add(deployment.getId())) {
            return;
        }
        var known = new LinkedHashSet<String>();
        for (var change : deployment.getPullRequests()) {
            if (pulls.containsKey(change.getPullRequest())) {
                known.add(change.getPullRequest());
            }
        }
        boolean carries = !known.isEmpty();
        known.removeAll(takenPulls);
        if (carries && known.isEmpty()) {
            // All that it brought stands higher already.
            return;
        }
        takenPulls.addAll(known);
        units.add(new Unit(
                tier, deployment.getId(), known.stream().sorted().toList(), reason, deployment.getFinishedAt()));
    }

    /** The first deployment that brought it. */
    private Deployed carrier(String pull) {
        Deployed first = null;
        for (var one : deployments) {
            boolean carries = one.getPullRequests().stream()
                    .anyMatch(change -> change.getPullRequest().equals(pull));
            if (carries && (first == null || one.getFinishedAt() < first.getFinishedAt())) {
                first = one;
            }
        }
        return first;
    }

    private static String hours(long millis) {
        return String.format(
                Locale.ROOT, "%.1f h", millis / (double) Duration.ofHours(1).toMillis());
    }
}
