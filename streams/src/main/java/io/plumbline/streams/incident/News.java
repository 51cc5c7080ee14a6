package io.plumbline.streams.incident;

import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.fact.ReworkFact;
import io.plumbline.schema.topic.PullRequestKey;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.KeyValue;

/** Facts as news to their repository, with no more than the ladder asks for. Pure. */
final class News {

    static final String REWORK = "rework";

    private static final String DEPLOYMENT = "/deployment/";

    private News() {}

    /** Only what succeeded in production is there; anything else is told as gone. */
    static KeyValue<String, RepositoryNews> of(String key, DeploymentFact fact) {
        var news =
                RepositoryNews.newBuilder().setKind(RepositoryMemory.DEPLOYMENT).setId(key);
        if (fact == null) {
            var known = key.substring(0, key.indexOf(DEPLOYMENT));
            return KeyValue.pair(known.substring(known.indexOf(':') + 1), news.build());
        }
        if (fact.getProduction() && fact.getState().equals("success") && fact.getFinishedAt() != null) {
            news.setDeployed(Deployed.newBuilder()
                    .setId(fact.getId())
                    .setDeploymentId(fact.getDeploymentId())
                    .setRepo(fact.getRepo())
                    .setService(fact.getService())
                    .setSha(fact.getSha())
                    .setTrigger(fact.getTrigger())
                    .setIncidentId(fact.getIncidentId())
                    .setRollsBackTo(fact.getRollsBackTo())
                    .setPrevious(fact.getPrevious())
                    .setCreatedAt(fact.getCreatedAt().toEpochMilli())
                    .setFinishedAt(fact.getFinishedAt().toEpochMilli())
                    .setTeam(fact.getTeam())
                    .setZone(fact.getZone())
                    .setPullRequests(fact.getPullRequests().stream()
                            .filter(carried -> carried.getFirst())
                            .map(carried -> new CarriedChange(carried.getPullRequest(), carried.getHow()))
                            .toList())
                    .build());
        }
        return KeyValue.pair(fact.getRepo(), news.build());
    }

    /** Only what was merged is there. */
    static KeyValue<String, RepositoryNews> of(String key, PullRequestFact fact) {
        var news = RepositoryNews.newBuilder().setKind(RepositoryMemory.PULL).setId(key);
        if (fact != null && fact.getMergedAt() != null) {
            news.setMerged(Merged.newBuilder()
                    .setId(fact.getId())
                    .setProvider(fact.getProvider())
                    .setRepo(fact.getRepo())
                    .setNumber(fact.getNumber())
                    .setTitle(fact.getTitle())
                    .setTeam(fact.getTeam())
                    .setOrigin(fact.getOrigin())
                    .setTool(fact.getTool())
                    .setTaskType(fact.getTaskType())
                    .setAreas(fact.getAreas())
                    .setZone(fact.getZone())
                    .setMergedAt(fact.getMergedAt().toEpochMilli())
                    .setSha(fact.getMergeCommitSha())
                    .build());
        }
        return KeyValue.pair(PullRequestKey.of(key).repo(), news.build());
    }

    static KeyValue<String, RepositoryNews> of(String key, ReworkFact fact) {
        var news = RepositoryNews.newBuilder().setKind(REWORK).setId(key);
        if (fact != null) {
            news.setUndoings(fact.getReverts().stream()
                    .map(revert ->
                            new Undoing(revert.getBy(), revert.getAt().toEpochMilli(), millis(revert.getUndoneAt())))
                    .toList());
        } else {
            news.setUndoings(List.of());
        }
        return KeyValue.pair(PullRequestKey.of(key).repo(), news.build());
    }

    private static Long millis(Instant at) {
        return at == null ? null : at.toEpochMilli();
    }
}
