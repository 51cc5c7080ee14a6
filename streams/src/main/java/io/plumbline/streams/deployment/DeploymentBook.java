package io.plumbline.streams.deployment;

import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.delivery.DeliveryRules;
import io.plumbline.streams.deployment.DeploymentFacts.Around;
import io.plumbline.streams.directory.Directory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.SchemaNormalization;

/**
 * The deployments of one repository: takes news, finds the deployments whose facts can be others now, and computes these from
 * all that is known. What is told in the end depends only on the set of news.
 */
final class DeploymentBook {

    private static final AvroSerde<DeploymentFact> FACT = AvroSerde.of(DeploymentFact.class);

    private final Keys keys;
    private final Shelf<DeploymentHistory> deployments;
    private final Index index;
    private final Nodes nodes;
    private final Pulls pulls;
    private final Lanes lanes;
    private final DeliveryRules rules;
    private final Directory directory;
    private final TreeSet<String> due = new TreeSet<>();

    /** @param repository provider:owner/name */
    DeploymentBook(String repository, Shelves shelves, DeliveryRules rules, Directory directory) {
        this.keys = new Keys(repository);
        this.deployments = shelves.deployments();
        this.index = shelves.index();
        this.nodes = new Nodes(keys, shelves.commits());
        this.pulls = new Pulls(keys, shelves.pulls(), shelves.index());
        this.lanes = new Lanes(keys, shelves.index());
        this.rules = rules;
        this.directory = directory;
    }

    /** @return the facts that are others now */
    List<DeploymentFact> add(News news) {
        if (news instanceof News.OfDeployment one) {
            deployment(one);
        } else if (news instanceof News.OfCommit one) {
            commit(one);
        } else if (news instanceof News.OfPull one) {
            pulls.replace(one.pull()).forEach(this::restingOn);
        }
        return compute();
    }

    /** @return the facts that are others now that rules or directory are others */
    List<DeploymentFact> again(String deploymentId) {
        due.add(deploymentId);
        return compute();
    }

    private void deployment(News.OfDeployment news) {
        var key = keys.deployment(news.deploymentId());
        var known = deployments.get(key);
        var history = known != null
                ? known
                : DeploymentHistory.newBuilder()
                        .setProvider(news.provider())
                        .setRepo(news.repo())
                        .setDeploymentId(news.deploymentId())
                        .build();
        if (Folding.add(history, news.sight())) {
            deployments.put(key, history);
            due.add(news.deploymentId());
        }
    }

    private void commit(News.OfCommit news) {
        boolean unknown = nodes.get(news.sha()) == null;
        boolean unknownEnd = news.after() != null && nodes.get(news.after()) == null;
        for (var sha : nodes.add(news)) {
            restingOn(keys.restOnCommit(sha));
        }
        // What was merged nowhere known is merged there: by time it is looked for no more.
        if (unknown) {
            pulls.mergedBy(news.sha()).forEach(this::restingOnTime);
        }
        if (unknownEnd) {
            pulls.mergedBy(news.after()).forEach(this::restingOnTime);
        }
    }

    private void restingOn(MergedPull pull) {
        restingOn(keys.restOnPull(pull.getNumber()));
        if (pull.getMergeSha() != null) {
            restingOn(keys.restOnCommit(pull.getMergeSha()));
        }
        if (pull.getHeadSha() != null) {
            restingOn(keys.restOnCommit(pull.getHeadSha()));
        }
        restingOnTime(pull);
    }

    private void restingOnTime(MergedPull pull) {
        for (var prefix : List.of(keys.restOnDay(Keys.day(pull.getMergedAt())), keys.restOnAnyDay())) {
            for (var entry : index.under(prefix)) {
                if (Span.of(entry.value()).covers(pull.getMergedAt())) {
                    due.add(Keys.last(entry.key()));
                }
            }
        }
    }

    private void restingOn(String prefix) {
        index.under(prefix).forEach(entry -> due.add(Keys.last(entry.key())));
    }

    private List<DeploymentFact> compute() {
        var told = new TreeMap<String, DeploymentFact>();
        while (!due.isEmpty()) {
            var id = due.pollFirst();
            var history = deployments.get(keys.deployment(id));
            if (history != null) {
                var fact = compute(history);
                if (fact != null) {
                    told.put(id, fact);
                }
            }
        }
        return List.copyOf(told.values());
    }

    /** Null when it is the one that was told before. */
    private DeploymentFact compute(DeploymentHistory history) {
        var id = history.getDeploymentId();
        var deployment = Folding.of(history);
        var place = deployment.place();
        boolean changed = move(history, place);
        var around = around(deployment, place);
        var itself = DeploymentFacts.ofItself(deployment, around, rules);
        var found = Carrying.of(
                keys,
                nodes,
                pulls,
                rules,
                deployment,
                around.previous(),
                itself.map(DeploymentFacts.Why::goesBack).orElse(false));
        changed |= rest(history, found.rests());
        changed |= bring(history, place, found);
        var why = itself.orElseGet(
                () -> DeploymentFacts.ofCargo(found.pulls(), DeploymentFacts.incident(deployment, rules), rules));
        var fact = DeploymentFacts.of(deployment, around, why, found, firsts(history, place, found), rules, directory);
        long fingerprint = SchemaNormalization.fingerprint64(FACT.toBytes(fact));
        boolean told = fingerprint == history.getWritten();
        if (changed || !told) {
            history.setWritten(fingerprint);
            deployments.put(keys.deployment(id), history);
        }
        return told ? null : fact;
    }

    private boolean move(DeploymentHistory history, Place place) {
        var before = history.getPlace();
        if (place.equals(before)) {
            return false;
        }
        var id = history.getDeploymentId();
        if (before != null) {
            lanes.leave(before, id);
            due.addAll(lanes.restingOn(before, id));
        }
        lanes.enter(place, id);
        due.addAll(lanes.restingOn(place, id));
        due.remove(id);
        history.setPlace(place);
        return true;
    }

    private Around around(Folded deployment, Place place) {
        var id = deployment.deploymentId();
        var previous = folded(lanes.previous(place, id));
        if (deployment.sha() == null) {
            return new Around(previous, null, false);
        }
        var earlier = folded(lanes.lastOf(deployment.sha(), place, id));
        boolean goesBack = earlier != null
                && previous != null
                && previous.sha() != null
                && !previous.sha().equals(deployment.sha())
                && lanes.firstOf(deployment.sha(), place.getLane())
                                .compareTo(lanes.firstOf(previous.sha(), place.getLane()))
                        < 0;
        return new Around(previous, earlier, goesBack);
    }

    private Folded folded(String id) {
        return id == null ? null : Folding.of(deployments.get(keys.deployment(id)));
    }

    /** Enters it wherever news can come that change it. */
    private boolean rest(DeploymentHistory history, Map<String, String> rests) {
        var id = history.getDeploymentId();
        var now = new TreeMap<String, String>();
        rests.forEach((prefix, value) -> now.put(prefix + id + "\t" + value, value));
        return replace(
                history.getRests(),
                now.keySet(),
                gone -> index.delete(gone.substring(0, gone.lastIndexOf('\t'))),
                added -> index.put(added.substring(0, added.lastIndexOf('\t')), now.get(added)),
                history::setRests);
    }

    /** Enters what it brought, if it succeeded; others may be the first no more. */
    private boolean bring(DeploymentHistory history, Place place, Carrying.Found found) {
        var id = history.getDeploymentId();
        var now = new TreeSet<String>();
        if (place.getSuccess()) {
            found.pulls()
                    .forEach(carried ->
                            now.add(keys.brought(place.getLane(), carried.pull().getNumber()) + Keys.order(place, id)));
        }
        var concerned = new HashSet<String>();
        boolean changed = replace(
                history.getBrings(),
                now,
                gone -> {
                    index.delete(gone);
                    concerned.add(broughtBy(gone));
                },
                added -> {
                    index.put(added, "");
                    concerned.add(broughtBy(added));
                },
                history::setBrings);
        concerned.forEach(this::restingOn);
        due.remove(id);
        return changed;
    }

    /** The part of the key that all have who brought the same pull request. */
    private static String broughtBy(String key) {
        int order = key.lastIndexOf('\n', key.lastIndexOf('\n') - 1);
        return key.substring(0, order + 1);
    }

    private Set<Integer> firsts(DeploymentHistory history, Place place, Carrying.Found found) {
        var firsts = new HashSet<Integer>();
        if (place.getSuccess()) {
            for (var carried : found.pulls()) {
                int number = carried.pull().getNumber();
                var brought = keys.brought(place.getLane(), number);
                var first = index.next(brought, brought);
                if (first != null
                        && Keys.last(first.key()).equals(Keys.last(keys.deployment(history.getDeploymentId())))) {
                    firsts.add(number);
                }
            }
        }
        return firsts;
    }

    private static boolean replace(
            List<String> before,
            Collection<String> now,
            java.util.function.Consumer<String> remove,
            java.util.function.Consumer<String> add,
            java.util.function.Consumer<List<String>> set) {
        var sorted = new ArrayList<>(now);
        if (sorted.equals(before)) {
            return false;
        }
        var gone = new HashSet<>(before);
        gone.removeAll(now);
        var added = new TreeSet<>(now);
        added.removeAll(new HashSet<>(before));
        gone.stream().sorted().forEach(remove);
        added.forEach(add);
        set.accept(sorted);
        return true;
    }
}
