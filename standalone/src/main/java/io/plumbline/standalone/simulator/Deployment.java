package io.plumbline.standalone.simulator;

import java.util.List;

/**
 * One deployment of a repository's main branch.
 *
 * @param trigger planned, rollback or hotfix
 * @param incident what a rollback or hotfix answers; null for a planned one
 * @param pulls the pull requests that reach production with it
 */
record Deployment(
        long id,
        Repository repository,
        String environment,
        String sha,
        String trigger,
        Incident incident,
        Account creator,
        long createdAt,
        List<PullRequest> pulls) {

    boolean production() {
        return environment.equals("production");
    }

    String api() {
        return repository.api() + "/deployments/" + id;
    }

    String description() {
        return incident == null ? "" : trigger + " for incident " + incident.number;
    }
}
