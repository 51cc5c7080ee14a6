package io.plumbline.dashboards.production;

import io.plumbline.dashboards.format.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Everything the page of one incident shows. */
record Incident(Row row, List<Candidate> candidates, List<Happening> events, List<String> queries, ZoneId zone) {

    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    /** The row of incident.sql. */
    record Row(
            String id,
            String provider,
            String incidentId,
            Long number,
            String title,
            String url,
            String service,
            String repo,
            String team,
            String severity,
            String impact,
            String status,
            boolean maintenance,
            Instant triggeredAt,
            Instant acknowledgedAt,
            Instant resolvedAt,
            long reopenings,
            long severityChanges,
            String tier,
            boolean ambiguous) {}

    /** One row of incident_candidates.sql; shares are of one incident. */
    record Candidate(
            String tier,
            boolean strongest,
            String pullRequest,
            String title,
            String deployment,
            double weight,
            double highWeight,
            String reason,
            Instant at) {

        String pullRequestHref() {
            return Ids.pullRequestHref(pullRequest);
        }

        String deploymentHref() {
            return Ids.deploymentHref(deployment);
        }

        String pullRequestShown() {
            return Ids.shown(pullRequest);
        }

        String deploymentShown() {
            return Ids.shown(deployment);
        }

        String share(double weight) {
            return weight == 0 ? "–" : Math.round(weight * 100) + " %";
        }
    }

    String heading() {
        return row.title().isBlank() ? "Incident " + row.incidentId() : row.title();
    }

    /** The page of the tool; null unless it is a web address, because it comes from a payload. */
    String toolUrl() {
        return row.url().startsWith("https://") || row.url().startsWith("http://") ? row.url() : null;
    }

    String resolvedAfter() {
        return row.resolvedAt() == null ? "" : span(row.triggeredAt(), row.resolvedAt());
    }

    String acknowledgedAfter() {
        return row.acknowledgedAt() == null ? "" : span(row.triggeredAt(), row.acknowledgedAt());
    }

    private static String span(Instant from, Instant to) {
        return "after " + Numbers.hours(Duration.between(from, to).toMillis() / MILLIS_PER_HOUR);
    }

    String sentence() {
        if (candidates.isEmpty()) {
            return "Nothing tells which change caused it. That says nothing about whether a change did.";
        }
        long strongest = candidates.stream().filter(Candidate::strongest).count();
        return strongest == 1
                ? "One candidate of tier " + row.tier() + "."
                : strongest + " candidates of tier " + row.tier() + " share it evenly: which one it was is not known.";
    }
}
