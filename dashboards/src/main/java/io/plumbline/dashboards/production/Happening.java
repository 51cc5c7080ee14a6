package io.plumbline.dashboards.production;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.web.Paths;
import java.time.Instant;

/**
 * One event behind an incident or a deployment; a row of events.sql.
 *
 * @param text a note or description; empty without one
 */
record Happening(
        String action,
        Instant eventAt,
        String source,
        String deliveryId,
        String actorLogin,
        String actorType,
        String text) {

    private static final int LONGEST = 240;

    String what() {
        var words = Labels.words(action);
        return words.isEmpty() ? "Event" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    String shortText() {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + ".." : line;
    }

    boolean isBot() {
        return "Bot".equals(actorType);
    }

    String href() {
        return Paths.delivery(source, deliveryId);
    }
}
