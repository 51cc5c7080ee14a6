package io.plumbline.streams.incident;

import io.plumbline.streams.runtime.DecodedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What one task knows of its repositories, and the ways to find what belongs together: subjects by kind, repository and id,
 * and an index whose keys are read by their beginning, so that one event costs its neighbourhood only.
 */
final class RepositoryMemory {

    static final String INCIDENT = "incident";
    static final String DEPLOYMENT = "deployment";
    static final String PULL = "pull";

    /** Index of deployments by the time they finished. */
    private static final String FINISHED = "finished";
    /** Index of incidents by the time of their trigger. */
    private static final String TRIGGERED = "triggered";
    /** Index of deployments by the pull requests they carry. */
    private static final String CARRIED = "carried";
    /** Index of incidents by what their texts name. */
    private static final String NAMED = "named";
    /** Index of pull requests by number, and of pull requests and deployments by commit. */
    private static final String NUMBERED = "numbered";

    private static final String MERGED_AS = "merged-as";
    private static final String DEPLOYED_AS = "deployed-as";
    /** Index of deployments by the provider's id. */
    private static final String CALLED = "called";
    /** Index of reverted pull requests by the time of their merge, and by what reverted them. */
    private static final String REVERTED = "reverted";

    private static final String REVERTED_BY = "reverted-by";
    /** Index of incidents by the pull requests and deployments they are laid to. */
    static final String LAID_ON_PULL = "laid-on-pull";

    static final String LAID_ON_DEPLOYMENT = "laid-on-deployment";

    /** As many digits of a commit as a text must give. */
    private static final int SHORTEST_SHA = 7;

    private static final char BAR = '|';
    private static final char AFTER_ALL = '\uffff';

    private final DecodedStore<Subject> subjects;
    private final KeyValueStore<String, Subject> stored;
    private final KeyValueStore<String, String> index;

    RepositoryMemory(KeyValueStore<String, Subject> stored, KeyValueStore<String, String> index) {
        this.stored = stored;
        this.subjects = new DecodedStore<>(stored);
        this.index = index;
    }

    static String key(String kind, String repo, String id) {
        return kind + BAR + repo + BAR + id;
    }

    /** Kind, repository and id. */
    static String[] parts(String key) {
        return key.split("\\|", 3);
    }

    /** Null when it is not known. Not to be changed. */
    Subject look(String kind, String repo, String id) {
        var key = key(kind, repo, id);
        var subject = subjects.take(key);
        if (subject != null) {
            subjects.putBack(key, subject);
        }
        return subject;
    }

    /** To be changed and kept. */
    Subject take(String kind, String repo, String id) {
        var subject = subjects.take(key(kind, repo, id));
        return subject == null ? Subject.newBuilder().build() : subject;
    }

    /** What says nothing any more is forgotten. */
    void keep(String kind, String repo, String id, Subject subject) {
        boolean empty = subject.getIncident() == null
                && subject.getDeployed() == null
                && subject.getMerged() == null
                && subject.getUndoings().isEmpty()
                && subject.getTold() == 0;
        if (empty) {
            subjects.delete(key(kind, repo, id));
        } else {
            subjects.put(key(kind, repo, id), subject);
        }
    }

    Set<String> ids(String kind, String repo) {
        var prefix = kind + BAR + repo + BAR;
        var ids = new TreeSet<String>();
        try (var range = stored.range(prefix, prefix + AFTER_ALL)) {
            range.forEachRemaining(entry -> ids.add(entry.key.substring(prefix.length())));
        }
        return ids;
    }

    boolean hasIncidents(String repo) {
        var prefix = INCIDENT + BAR + repo + BAR;
        try (var range = stored.range(prefix, prefix + AFTER_ALL)) {
            return range.hasNext();
        }
    }

    void index(String repo, String id, IncidentStory story, boolean on) {
        mark(on, TRIGGERED, repo, millis(story.getTriggeredAt()), id);
        for (var statement : story.getStatements()) {
            mark(on, NAMED, repo, named(statement.getKind(), statement.getValue()), id);
        }
    }

    void index(String repo, String id, Deployed deployed, boolean on) {
        mark(on, FINISHED, repo, millis(deployed.getFinishedAt()), id);
        mark(on, CALLED, repo, deployed.getDeploymentId(), id);
        if (deployed.getSha() != null) {
            mark(on, DEPLOYED_AS, repo, deployed.getSha(), id);
        }
        for (var change : deployed.getPullRequests()) {
            mark(on, CARRIED, repo, change.getPullRequest(), id);
        }
    }

    void index(String repo, String id, Merged merged, boolean on) {
        mark(on, NUMBERED, repo, Integer.toString(merged.getNumber()), id);
        if (merged.getSha() != null) {
            mark(on, MERGED_AS, repo, merged.getSha(), id);
        }
    }

    /** Both together, because the time is that of the merge. */
    void indexReverts(String repo, String id, Subject pull, boolean on) {
        if (pull.getMerged() != null && !pull.getUndoings().isEmpty()) {
            mark(on, REVERTED, repo, millis(pull.getMerged().getMergedAt()), id);
            pull.getUndoings().forEach(undoing -> mark(on, REVERTED_BY, repo, undoing.getBy(), id));
        }
    }

    void indexCauses(String repo, String incident, List<Cause> causes, boolean on) {
        for (var cause : causes) {
            if (cause.getPullRequest() != null) {
                mark(on, LAID_ON_PULL, repo, cause.getPullRequest(), incident);
            }
            if (cause.getDeployment() != null) {
                mark(on, LAID_ON_DEPLOYMENT, repo, cause.getDeployment(), incident);
            }
        }
    }

    /** Incidents laid on a pull request or deployment. */
    Set<String> laidOn(String which, String repo, String id) {
        return marked(which, repo, id);
    }

    Set<String> incidentsBetween(String repo, long from, long until) {
        return between(TRIGGERED, repo, from, until);
    }

    List<Deployed> deploymentsBetween(String repo, long from, long until) {
        return deployed(repo, between(FINISHED, repo, from, until));
    }

    Set<String> revertedBetween(String repo, long from, long until) {
        return between(REVERTED, repo, from, until);
    }

    Set<String> revertedBy(String repo, String by) {
        return marked(REVERTED_BY, repo, by);
    }

    Set<String> deploymentsWith(String repo, String pull) {
        return marked(CARRIED, repo, pull);
    }

    List<Deployed> deployed(String repo, Set<String> ids) {
        var all = new ArrayList<Deployed>();
        for (var id : ids) {
            var subject = look(DEPLOYMENT, repo, id);
            if (subject != null && subject.getDeployed() != null) {
                all.add(subject.getDeployed());
            }
        }
        return all;
    }

    Set<String> pullsNamed(String repo, Statement statement) {
        var value = statement.getValue();
        if (statement.getKind().equals(Statements.COMMIT)) {
            return beginning(MERGED_AS, repo, value);
        }
        int hash = value.indexOf('#');
        return statement.getKind().equals(Statements.PULL)
                        && value.substring(0, hash).equalsIgnoreCase(repo)
                ? marked(NUMBERED, repo, value.substring(hash + 1))
                : Set.of();
    }

    Set<String> deploymentsNamed(String repo, Statement statement) {
        return switch (statement.getKind()) {
            case Statements.COMMIT -> beginning(DEPLOYED_AS, repo, statement.getValue());
            case Statements.DEPLOYMENT -> marked(CALLED, repo, statement.getValue());
            default -> Set.of();
        };
    }

    /** Incidents whose texts name the pull request or its commit. */
    Set<String> naming(String repo, Merged merged) {
        var all = marked(NAMED, repo, named(Statements.PULL, merged.getRepo() + "#" + merged.getNumber()));
        all.addAll(namingCommit(repo, merged.getSha()));
        return all;
    }

    /** Incidents whose texts name the deployment or its commit. */
    Set<String> naming(String repo, Deployed deployed) {
        var all = marked(NAMED, repo, named(Statements.DEPLOYMENT, deployed.getDeploymentId()));
        all.addAll(namingCommit(repo, deployed.getSha()));
        return all;
    }

    private Set<String> namingCommit(String repo, String sha) {
        var all = new TreeSet<String>();
        if (sha != null && sha.length() >= SHORTEST_SHA) {
            var kind = named(Statements.COMMIT, "");
            each(NAMED + BAR + repo + BAR + kind + sha.substring(0, SHORTEST_SHA), rest -> {
                int bar = rest.indexOf(BAR);
                if (sha.substring(SHORTEST_SHA).startsWith(rest.substring(0, bar))) {
                    all.add(rest.substring(bar + 1));
                }
            });
        }
        return all;
    }

    private static String named(String kind, String value) {
        return kind + "=" + value.toLowerCase(Locale.ROOT);
    }

    private void mark(boolean on, String name, String repo, String value, String id) {
        var key = name + BAR + repo + BAR + value + BAR + id;
        if (on) {
            index.put(key, "");
        } else {
            index.delete(key);
        }
    }

    private Set<String> marked(String name, String repo, String value) {
        var ids = new TreeSet<String>();
        each(name + BAR + repo + BAR + value + BAR, ids::add);
        return ids;
    }

    private Set<String> beginning(String name, String repo, String value) {
        var ids = new TreeSet<String>();
        each(name + BAR + repo + BAR + value, rest -> ids.add(rest.substring(rest.indexOf(BAR) + 1)));
        return ids;
    }

    private void each(String prefix, Consumer<String> rest) {
        try (var range = index.range(prefix, prefix + AFTER_ALL)) {
            range.forEachRemaining(entry -> rest.accept(entry.key.substring(prefix.length())));
        }
    }

    private Set<String> between(String name, String repo, long from, long until) {
        var prefix = name + BAR + repo + BAR;
        var ids = new TreeSet<String>();
        try (var range = index.range(prefix + millis(from), prefix + millis(until) + AFTER_ALL)) {
            range.forEachRemaining(entry -> ids.add(entry.key.substring(entry.key.indexOf(BAR, prefix.length()) + 1)));
        }
        return ids;
    }

    /** Of one width, so that text sorts as time does. */
    private static String millis(long at) {
        return String.format(Locale.ROOT, "%015d", Math.max(0, at));
    }
}
