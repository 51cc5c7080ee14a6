package io.plumbline.streams.deployment;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.CarriedPullRequest;
import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.delivery.DeliveryRules;
import io.plumbline.streams.directory.Directory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fact of one deployment, from what its events, its neighbours and its pull requests say. Pure. */
final class DeploymentFacts {

    private static final Set<String> TRIGGERS = Set.of("planned", "rollback", "hotfix", "unplanned");

    /** @param reason one sentence */
    record Why(String trigger, String reason) {
        boolean goesBack() {
            return trigger.equals("rollback");
        }
    }

    /**
     * Who stands around it.
     *
     * @param previous the successful deployment before it; null for none
     * @param earlier the last successful one of the same commit; null for none
     * @param goesBack its commit was deployed for the first time before that of {@code previous} was
     */
    record Around(Folded previous, Folded earlier, boolean goesBack) {}

    private DeploymentFacts() {}

    /** Whether it puts an earlier state back: to be known before what it carries. Empty = its pull requests may tell. */
    static Optional<Why> ofItself(Folded deployment, Around around, DeliveryRules rules) {
        if (deployment.trigger() != null && TRIGGERS.contains(deployment.trigger())) {
            return Optional.of(new Why(deployment.trigger(), "The source states it."));
        }
        var sign = rules.ofDeployment(deployment.task(), deployment.ref(), deployment.description());
        if (sign.isPresent()) {
            return sign.map(one -> new Why(
                    one.trigger(),
                    "What it says of itself matches \"" + one.value() + "\" (rule " + one.rule() + ")."));
        }
        if (around.goesBack() && around.earlier() != null) {
            return Optional.of(new Why(
                    "rollback",
                    "It puts back the commit of deployment " + around.earlier().deploymentId() + "."));
        }
        return Optional.empty();
    }

    /** When it does not say itself. */
    static Why ofCargo(List<Carrying.Carried> carried, Optional<String> incident, DeliveryRules rules) {
        if (!carried.isEmpty()) {
            var last = carried.get(carried.size() - 1).pull();
            var sign = rules.ofPullRequest(last.getHeadRef(), last.getLabels(), last.getTitle());
            if (sign.isPresent()) {
                return new Why(
                        sign.get().trigger(),
                        "Pull request #" + last.getNumber() + ", merged last of those in it, matches \""
                                + sign.get().value() + "\" (rule " + sign.get().rule() + ").");
            }
        }
        return incident.map(id -> new Why("unplanned", "It answers incident " + id + "."))
                .orElse(new Why("planned", "Nothing says otherwise."));
    }

    static Optional<String> incident(Folded deployment, DeliveryRules rules) {
        return deployment.incident() != null
                ? Optional.of(deployment.incident())
                : rules.incident(deployment.description());
    }

    static DeploymentFact of(
            Folded deployment,
            Around around,
            Why why,
            Carrying.Found found,
            Set<Integer> firsts,
            DeliveryRules rules,
            Directory directory) {
        var provider = deployment.provider();
        var repo = deployment.repo();
        var createdAt = Instant.ofEpochMilli(deployment.createdAt());
        boolean putsBack = why.goesBack() && around.earlier() != null;
        return DeploymentFact.newBuilder()
                .setId(Topics.deploymentKey(provider, repo, deployment.deploymentId()))
                .setProvider(provider)
                .setRepo(repo)
                .setDeploymentId(deployment.deploymentId())
                .setService(service(deployment, directory))
                .setEnvironment(deployment.environment())
                .setProduction(
                        deployment.production() != null
                                ? deployment.production()
                                : rules.environment(deployment.environment()) == DeliveryRules.Environment.PRODUCTION)
                .setSha(deployment.sha())
                .setRef(deployment.ref())
                .setState(deployment.state())
                .setCreatedAt(createdAt)
                .setStartedAt(instant(deployment.startedAt()))
                .setFinishedAt(instant(deployment.finishedAt()))
                .setTrigger(why.trigger())
                .setTriggerReason(why.reason())
                .setIncidentId(incident(deployment, rules).orElse(null))
                .setRollsBackTo(putsBack ? key(around.earlier()) : null)
                .setPrevious(around.previous() == null ? null : key(around.previous()))
                .setPullRequests(found.pulls().stream()
                        .map(carried -> carried(deployment, carried, firsts))
                        .toList())
                .setUnmatched(found.unmatched())
                .setTeam(directory.ownerOf(repo, createdAt).orElse(null))
                .setCreator(creator(deployment.creator()))
                .setUrl(deployment.url())
                .setZone(directory.zone().map(ZoneId::getId).orElse(null))
                .setEvents(deployment.events())
                .setLastEventAt(Instant.ofEpochMilli(deployment.lastEventAt()))
                .build();
    }

    private static CarriedPullRequest carried(Folded deployment, Carrying.Carried carried, Set<Integer> firsts) {
        var pull = carried.pull();
        return new CarriedPullRequest(
                Topics.pullRequestKey(deployment.provider(), deployment.repo(), pull.getNumber()),
                pull.getNumber(),
                carried.how(),
                Instant.ofEpochMilli(pull.getMergedAt()),
                firsts.contains(pull.getNumber()));
    }

    /** Its id in the directory; what the directory does not know stays as it is stated. */
    private static String service(Folded deployment, Directory directory) {
        var stated = deployment.service();
        if (stated == null) {
            var services = directory.servicesOf(deployment.repo());
            return services.size() == 1 ? services.get(0) : null;
        }
        return directory.services().stream()
                .filter(service -> service.id().equals(stated))
                .findFirst()
                .or(() -> directory.services().stream()
                        .filter(service -> service.name().equalsIgnoreCase(stated))
                        .findFirst())
                .map(Directory.Service::id)
                .orElse(stated);
    }

    private static String key(Folded deployment) {
        return Topics.deploymentKey(deployment.provider(), deployment.repo(), deployment.deploymentId());
    }

    private static Account creator(Deployer creator) {
        return creator == null ? null : new Account(creator.getLogin(), creator.getId(), creator.getType());
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
