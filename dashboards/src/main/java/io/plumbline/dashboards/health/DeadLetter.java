package io.plumbline.dashboards.health;

import io.plumbline.dashboards.web.Paths;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything the page of one dead letter shows.
 *
 * @param text of the payload as far as it is shown
 * @param ways to bring it back once the reason is mended
 */
record DeadLetter(Row row, String text, boolean cut, List<Way> ways, ZoneId zone) {

    private static final int LONGEST = 200_000;

    /** The row of dead_letter.sql. */
    record Row(
            String id,
            String stage,
            String source,
            String deliveryId,
            String eventType,
            String location,
            String reason,
            Instant failedAt,
            String payload,
            long payloadBytes,
            String payloadSha256,
            boolean isText,
            boolean cameThrough) {}

    /** @param command empty = done elsewhere */
    record Way(String does, String command) {}

    static DeadLetter of(Row row, ZoneId zone) {
        boolean cut = row.payload().length() > LONGEST;
        return new DeadLetter(
                row, cut ? row.payload().substring(0, LONGEST) : row.payload(), cut, ways(row.source()), zone);
    }

    private static List<Way> ways(String source) {
        return switch (source) {
            case "github" ->
                List.of(
                        new Way("On GitHub, open the webhook's recent deliveries and choose \"Redeliver\".", ""),
                        new Way(
                                "Or import the deliveries again from the file that holds them:",
                                "./plumbline import github-deliveries FILE.."));
            case "git" ->
                List.of(new Way(
                        "Read the clone again; what is there already is not doubled:", "./plumbline import git CLONE"));
            case "plumbline" ->
                List.of(new Way("Say the decision again with the command that made it (see its reason).", ""));
            default ->
                List.of(new Way(
                        "Import the file again, or let the source send it again; what is there already is not doubled:",
                        "./plumbline import " + source + " FILE.."));
        };
    }

    /** Null when it has no delivery of its own. */
    String deliveryHref() {
        return row.deliveryId().isEmpty() ? null : Paths.delivery(row.source(), row.deliveryId());
    }
}
