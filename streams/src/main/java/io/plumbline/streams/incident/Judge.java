package io.plumbline.streams.incident;

import io.plumbline.schema.fact.BlamedIncident;
import io.plumbline.schema.fact.DeliveryFact;
import io.plumbline.streams.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Computes one incident, deployment or pull request from the neighbourhood that it lives in. */
final class Judge {

    private static final int MOST_INCIDENTS = 50;
    /** How long a deployment may take: neighbours are found by the time at which it finished. */
    private static final long DEPLOYING = Duration.ofDays(1).toMillis();

    private final RepositoryMemory memory;
    private final Settings settings;
    private final IncidentRules rules;

    Judge(RepositoryMemory memory, Settings settings) {
        this.memory = memory;
        this.settings = settings;
        this.rules = settings.incidents();
    }

    /** How long before an incident something may have finished that concerns it, milliseconds. */
    long before() {
        return Math.max(rules.time().toMillis(), rules.answered().toMillis());
    }

    /** How long after its trigger, milliseconds. */
    long after() {
        return rules.answered().toMillis() + DEPLOYING;
    }

    JudgedIncident incident(String repo, IncidentStory story, int generation) {
        var judged = JudgedIncident.newBuilder()
                .setId(story.getId())
                .setGeneration(generation)
                .setStory(story)
                .setZone(zone());
        if (story.getRepo() != null) {
            judged.setTeam(settings.directory()
                    .ownerOf(repo, Instant.ofEpochMilli(story.getTriggeredAt()))
                    .orElse(null));
            judged.setCauses(Ladder.causes(story, rules, around(repo, story)));
        }
        return judged.build();
    }

    private Ladder.Surroundings around(String repo, IncidentStory story) {
        long trigger = story.getTriggeredAt();
        var deployments = new TreeMap<String, Deployed>();
        memory.deploymentsBetween(repo, trigger - before(), trigger + after())
                .forEach(one -> deployments.put(one.getId(), one));
        var pulls = new TreeSet<String>();
        for (var statement : story.getStatements()) {
            pulls.addAll(memory.pullsNamed(repo, statement));
            memory.deployed(repo, memory.deploymentsNamed(repo, statement))
                    .forEach(one -> deployments.put(one.getId(), one));
        }
        pulls.addAll(memory.revertedBetween(repo, trigger - before(), trigger));
        for (var deployed : deployments.values()) {
            deployed.getPullRequests().forEach(change -> pulls.add(change.getPullRequest()));
        }
        var merged = new HashMap<String, Merged>();
        var undoings = new HashMap<String, List<Undoing>>();
        for (var id : pulls) {
            var subject = memory.look(RepositoryMemory.PULL, repo, id);
            if (subject != null && subject.getMerged() != null) {
                merged.put(id, subject.getMerged());
                // Wherever it went first: that may be long before.
                memory.deployed(repo, memory.deploymentsWith(repo, id))
                        .forEach(one -> deployments.put(one.getId(), one));
                if (!subject.getUndoings().isEmpty()) {
                    undoings.put(id, subject.getUndoings());
                    subject.getUndoings().forEach(undoing -> addReverting(repo, undoing.getBy(), merged));
                }
            }
        }
        return new Ladder.Surroundings(deployments.values(), merged, undoings, settings.directory());
    }

    private void addReverting(String repo, String by, Map<String, Merged> merged) {
        var subject = memory.look(RepositoryMemory.PULL, repo, by);
        if (subject != null && subject.getMerged() != null) {
            merged.put(by, subject.getMerged());
        }
    }

    /** Null when it is not known as a successful one in production. */
    DeploymentOutcome outcome(String repo, String id, boolean incidentsKnown) {
        var subject = memory.look(RepositoryMemory.DEPLOYMENT, repo, id);
        if (subject == null || subject.getDeployed() == null) {
            return null;
        }
        var deployed = subject.getDeployed();
        boolean low = false;
        boolean high = false;
        for (var incident : memory.laidOn(RepositoryMemory.LAID_ON_DEPLOYMENT, repo, id)) {
            for (var cause : causes(repo, incident)) {
                if (id.equals(cause.getDeployment()) && cause.getWeight() > 0) {
                    high = true;
                    low |= isLow(cause.getTier());
                }
            }
        }
        return new DeploymentOutcome(
                id, repo, deployed.getTeam(), deployed.getZone(), deployed.getFinishedAt(), incidentsKnown, low, high);
    }

    /** Null when it is not known as merged. */
    DeliveryFact delivery(String repo, String id, boolean incidentsKnown) {
        var subject = memory.look(RepositoryMemory.PULL, repo, id);
        if (subject == null || subject.getMerged() == null) {
            return null;
        }
        var merged = subject.getMerged();
        var fact = DeliveryFact.newBuilder()
                .setId(id)
                .setProvider(merged.getProvider())
                .setRepo(merged.getRepo())
                .setNumber(merged.getNumber())
                .setTeam(merged.getTeam())
                .setOrigin(merged.getOrigin())
                .setTool(merged.getTool())
                .setTaskType(merged.getTaskType())
                .setAreas(merged.getAreas())
                .setZone(merged.getZone())
                .setMergedAt(Instant.ofEpochMilli(merged.getMergedAt()))
                .setIncidentsKnown(incidentsKnown)
                .setIncidents(incidents(repo, id));
        memory.deployed(repo, memory.deploymentsWith(repo, id)).stream()
                .min(Comparator.comparingLong(Deployed::getFinishedAt).thenComparing(Deployed::getId))
                .ifPresent(first -> fact.setDeployment(first.getId())
                        .setDeployedAt(Instant.ofEpochMilli(first.getFinishedAt()))
                        .setHow(first.getPullRequests().stream()
                                .filter(change -> change.getPullRequest().equals(id))
                                .map(CarriedChange::getHow)
                                .findFirst()
                                .orElse(null)));
        return fact.build();
    }

    private List<BlamedIncident> incidents(String repo, String pull) {
        var all = new ArrayList<BlamedIncident>();
        for (var id : memory.laidOn(RepositoryMemory.LAID_ON_PULL, repo, pull)) {
            var incident = memory.look(RepositoryMemory.INCIDENT, repo, id);
            for (var cause : causes(repo, id)) {
                if (pull.equals(cause.getPullRequest())) {
                    var story = incident.getIncident().getStory();
                    all.add(new BlamedIncident(
                            id,
                            cause.getTier(),
                            cause.getWeight(),
                            cause.getHigh(),
                            Instant.ofEpochMilli(story.getTriggeredAt()),
                            story.getImpact()));
                }
            }
        }
        all.sort(Comparator.comparing(BlamedIncident::getTriggeredAt).thenComparing(BlamedIncident::getIncident));
        return List.copyOf(all.subList(0, Math.min(all.size(), MOST_INCIDENTS)));
    }

    private List<Cause> causes(String repo, String incident) {
        var subject = memory.look(RepositoryMemory.INCIDENT, repo, incident);
        return subject == null || subject.getIncident() == null
                ? List.of()
                : subject.getIncident().getCauses();
    }

    private String zone() {
        return settings.directory().zone().map(ZoneId::getId).orElse(null);
    }

    /** Of the tiers that make the low bound. */
    static boolean isLow(String tier) {
        return tier.equals("L1") || tier.equals("L2");
    }
}
