package io.plumbline.dashboards.raw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.web.Paths;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Everything the payload page shows. */
record Delivery(Row row, List<Header> headers, List<Subject> subjects, String text, boolean cut, ZoneId zone) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 1_000_000;

    /** pull_requests.sql gives no more. */
    static final int MOST_SUBJECTS = 20;

    /** The row of delivery.sql; outcome is null until the delivery has been normalised. */
    record Row(
            String source,
            String deliveryId,
            String eventType,
            String action,
            String repo,
            Instant receivedAt,
            String payload,
            long payloadBytes,
            String outcome,
            Long events,
            String reason) {}

    /** One header that was kept. */
    record Header(String name, String value) {}

    /** A pull request that the delivery's events belong to; team is null without one. */
    record Subject(String provider, String repo, long number, String team) {

        String name() {
            return repo + "#" + number;
        }

        String href() {
            return Paths.pullRequest(provider, repo, number);
        }
    }

    static Delivery of(Row row, List<Header> headers, List<Subject> subjects, ZoneId zone) {
        var text = pretty(row.payload());
        boolean cut = text.length() > LONGEST;
        return new Delivery(row, headers, subjects, cut ? text.substring(0, LONGEST) : text, cut, zone);
    }

    /** Indented when it is JSON; otherwise as it is: a payload that cannot be read is exactly what one wants to see. */
    private static String pretty(String payload) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(payload));
        } catch (JsonProcessingException e) {
            return payload;
        }
    }

    String outcomeLabel() {
        return row.outcome() == null ? "not normalised yet" : Labels.words(row.outcome());
    }

    String what() {
        return row.action().isEmpty() ? row.eventType() : row.eventType() + ", " + Labels.words(row.action());
    }
}
