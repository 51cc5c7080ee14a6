package io.plumbline.dashboards.production;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.web.Paths;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Everything the page of one deployment shows. */
record Deployment(
        Row row,
        List<Carried> carried,
        List<Laid> incidents,
        List<Happening> events,
        List<String> queries,
        ZoneId zone) {

    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    /** The row of deployment.sql. */
    record Row(
            String id,
            String provider,
            String repo,
            String deploymentId,
            String service,
            String environment,
            boolean production,
            String sha,
            String ref,
            String state,
            Instant createdAt,
            Instant finishedAt,
            String trigger,
            String triggerReason,
            String rollsBackTo,
            String previous,
            boolean unmatched,
            String team,
            String url) {}

    /** One row of deployment_pull_requests.sql. */
    record Carried(
            String provider,
            String repo,
            long number,
            String how,
            Instant mergedAt,
            boolean brought,
            String title,
            String origin) {

        String href() {
            return Paths.pullRequest(provider, repo, number);
        }

        String shownTitle() {
            return title.isBlank() ? "(not stored)" : title;
        }

        String originLabel() {
            return Labels.origin(origin);
        }

        String originClass() {
            return Labels.originClass(origin);
        }
    }

    /** One row of deployment_incidents.sql. */
    record Laid(
            String incident,
            String title,
            Instant triggeredAt,
            String impact,
            String tier,
            double weight,
            String reason) {

        String href() {
            return Paths.incident(incident);
        }
    }

    String took() {
        return row.finishedAt() == null || row.finishedAt().isBefore(row.createdAt())
                ? ""
                : "after "
                        + Numbers.hours(Duration.between(row.createdAt(), row.finishedAt())
                                        .toMillis()
                                / MILLIS_PER_HOUR);
    }

    String previousHref() {
        return row.previous().isEmpty() ? null : Paths.deployment(row.provider(), row.repo(), bare(row.previous()));
    }

    String rollsBackToHref() {
        return row.rollsBackTo().isEmpty()
                ? null
                : Paths.deployment(row.provider(), row.repo(), bare(row.rollsBackTo()));
    }

    /** Facts name others by their whole id or by that of the provider. */
    static String bare(String id) {
        int at = id.indexOf("/deployment/");
        return at < 0 ? id : id.substring(at + "/deployment/".length());
    }

    String toolUrl() {
        return row.url().startsWith("https://") || row.url().startsWith("http://") ? row.url() : null;
    }

    String sentence() {
        if (row.unmatched()) {
            return "Its commit could not be followed to pull requests: what it carries is not known.";
        }
        long first = carried.stream().filter(Carried::brought).count();
        return Labels.many(carried.size(), "pull request", "pull requests") + ", " + Numbers.count(first)
                + " of them for the first time in " + row.environment() + ".";
    }
}
