package io.plumbline.streams.deployment;

import java.util.List;

/**
 * A deployment as its events tell it. Times in epoch milliseconds, null = has not happened or unknown.
 *
 * @param stated numbers of pull requests that the source says it carries
 * @param state success once it has succeeded, else the newest one
 */
record Folded(
        String provider,
        String repo,
        String deploymentId,
        String service,
        String environment,
        Boolean production,
        String sha,
        String ref,
        String task,
        String trigger,
        String incident,
        List<Integer> stated,
        String description,
        String state,
        long createdAt,
        Long startedAt,
        Long succeededAt,
        Long failedAt,
        Deployer creator,
        String url,
        int events,
        long lastEventAt) {

    boolean succeeded() {
        return succeededAt != null;
    }

    /** First success, else first failure; null while neither. */
    Long finishedAt() {
        return succeededAt != null ? succeededAt : failedAt;
    }

    Place place() {
        long at = finishedAt() == null ? createdAt : finishedAt();
        return new Place(Keys.lane(service, environment), at, succeeded(), sha, createdAt);
    }
}
