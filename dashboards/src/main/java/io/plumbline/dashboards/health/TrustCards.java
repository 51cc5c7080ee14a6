package io.plumbline.dashboards.health;

import static io.plumbline.dashboards.health.HealthCard.Cell.number;
import static io.plumbline.dashboards.health.HealthCard.Cell.text;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Cards about what is not known, what failed, and what was said again. */
final class TrustCards {

    /** One row of quality.sql. */
    record Part(String what, long missing, long everything) {}

    /** One row of dead_letters.sql. */
    record Letter(
            String id,
            String stage,
            String source,
            String eventType,
            String location,
            String reason,
            Instant failedAt,
            long payloadBytes,
            boolean cameThrough) {}

    /** One row of restatements.sql. */
    record Restated(
            String metricId,
            LocalDate day,
            String repo,
            String team,
            String origin,
            String tool,
            long sequence,
            long oldNumerator,
            long oldDenominator,
            long newNumerator,
            long newDenominator,
            Double changeRatio,
            String reason,
            Instant finalisedAt,
            Instant observedAt) {}

    /** One row of decisions.sql. */
    record Decision(String what, String version, Instant at, long uses, String problem) {}

    private static final int LONGEST_VERSION = 28;

    private final Database database;

    TrustCards(Database database) {
        this.database = database;
    }

    HealthCard quality(PageRequest request) {
        var frame = Frame.of(
                "health-quality",
                "What is not known?",
                request,
                HealthPage.QUALITY.filled(request.parameters()),
                "unknown_origin_share");
        var parts = database.rows(HealthPage.QUALITY, request.parameters(), Part.class);
        var unknown = parts.stream()
                .filter(part -> part.what().equals("unknown origin"))
                .findFirst()
                .map(part -> new Share(part.missing(), part.everything()))
                .orElse(new Share(0, 0));
        if (!unknown.isKnown()) {
            return HealthCard.empty(frame, EmptyKind.FILTER, "No pull request was opened in this period.");
        }
        return HealthCard.of(
                frame.finding("Of " + Labels.many(unknown.denominator(), "pull request", "pull requests") + " opened, "
                                + Numbers.percent(unknown) + " have an unknown origin.")
                        .caveat("Unknown origin does not mean that a person wrote it: no rule found a sign of a tool."),
                List.of("What", "Share", "Counts"),
                parts.stream().map(part -> row(part, request)).toList());
    }

    private static HealthCard.Row row(Part part, PageRequest request) {
        var share = new Share(part.missing(), part.everything());
        var counts = number(Numbers.count(part.missing()) + " / " + Numbers.count(part.everything()));
        return HealthCard.Row.of(
                text(Character.toUpperCase(part.what().charAt(0)) + part.what().substring(1)),
                number(Numbers.percent(share)).exactly(Numbers.exactPercent(share)),
                switch (part.what()) {
                    case "unknown origin" ->
                        counts.to(request.forList().with("origin", "unknown").at(Paths.PULL_REQUESTS));
                    case "no team" ->
                        request.scope().teams().isAll()
                                ? counts.to(request.forList().with("team", "-").at(Paths.PULL_REQUESTS))
                                : counts;
                    case "size not stated" ->
                        counts.to(request.forList().with("size", "unknown").at(Paths.PULL_REQUESTS));
                    case "kind of work unknown" ->
                        counts.to(request.forList().with("task", "-").at(Paths.PULL_REQUESTS));
                    default -> counts;
                });
    }

    HealthCard deadLetters(PageRequest request) {
        var frame = Frame.of(
                "health-dead-letters",
                "What could not be used?",
                request,
                HealthPage.DEAD_LETTERS.filled(request.parameters()));
        if (!request.scope().teams().isAll()) {
            return HealthCard.empty(
                    frame,
                    EmptyKind.SUPPRESSED,
                    "A delivery that cannot be read belongs to no team, so it is shown to readers of all teams only.");
        }
        var letters = database.rows(HealthPage.DEAD_LETTERS, request.parameters(), Letter.class);
        if (letters.isEmpty()) {
            return HealthCard.empty(frame, EmptyKind.TRUE_ZERO, "Every delivery that arrived could be read.");
        }
        long open = letters.stream().filter(letter -> !letter.cameThrough()).count();
        return HealthCard.of(
                frame.finding((letters.size() == 50 ? "The newest 50: " : "")
                                + Labels.many(open, "dead letter waits", "dead letters wait") + ", "
                                + (letters.size() - open) + " came through later.")
                        .caveat(
                                "The bytes are kept. Once the reason is mended, send the same delivery again: copies do no"
                                        + " harm. Each letter says how."),
                List.of("Reason", "Source", "When", "Bytes", "Now"),
                letters.stream()
                        .map(letter -> HealthCard.Row.of(
                                !letter.cameThrough(),
                                text(letter.reason())
                                        .to(Paths.deadLetter(letter.id()))
                                        .fine(letter.stage()
                                                + (letter.location() == null ? "" : ", " + letter.location())),
                                text(letter.source() + (letter.eventType() == null ? "" : ", " + letter.eventType())),
                                text(Times.minute(letter.failedAt(), request.zone()))
                                        .exactly(Times.iso(letter.failedAt())),
                                number(Numbers.count(letter.payloadBytes())),
                                text(letter.cameThrough() ? "came through" : "waits")))
                        .toList());
    }

    HealthCard restatements(PageRequest request) {
        var frame = Frame.of(
                "health-restatements",
                "Which published numbers had to be said again?",
                request,
                HealthPage.RESTATEMENTS.filled(request.parameters()));
        var restated = database.rows(HealthPage.RESTATEMENTS, request.parameters(), Restated.class);
        if (restated.isEmpty()) {
            return HealthCard.empty(
                    frame, EmptyKind.TRUE_ZERO, "No number of this period has changed since it was called final.");
        }
        return HealthCard.of(
                frame.finding((restated.size() == 100
                                ? "The newest 100 of the cells that changed"
                                : Labels.many(restated.size(), "cell has changed", "cells have changed"))
                        + " after being called final."),
                List.of("Metric", "Day", "Cell", "Was", "Is", "Why", "Found"),
                restated.stream()
                        .map(one -> HealthCard.Row.of(
                                text(one.metricId()).to(Paths.definition(one.metricId())),
                                text(Times.day(one.day())),
                                text(one.repo() + ", " + Labels.origin(one.origin())),
                                number(one.oldNumerator() + " / " + one.oldDenominator()),
                                number(one.newNumerator() + " / " + one.newDenominator()),
                                text(one.reason()),
                                text(Times.minute(one.observedAt(), request.zone()))))
                        .toList());
    }

    HealthCard decisions(PageRequest request) {
        var frame = Frame.of(
                "health-decisions",
                "Which rules and which directory apply?",
                request,
                HealthPage.DECISIONS.filled(request.parameters()));
        var decisions = database.rows(HealthPage.DECISIONS, request.parameters(), Decision.class);
        if (decisions.isEmpty()) {
            return HealthCard.empty(
                    frame, EmptyKind.NOT_CONNECTED, "No directory is published and no pull request is stored.");
        }
        boolean directory = decisions.stream().anyMatch(one -> one.what().equals("directory"));
        return HealthCard.of(
                frame.finding(
                                directory
                                        ? "A directory is published."
                                        : "No directory is published: pull requests belong to no team.")
                        .caveat("Uses are decisions of that kind, facts restated, or pull requests."),
                List.of("What", "Version", "Since", "Uses", "Problem"),
                decisions.stream()
                        .map(one -> HealthCard.Row.of(
                                one.problem() != null,
                                text(Labels.words(one.what())),
                                text(cut(one.version())).exactly(one.version()),
                                text(one.at() == null ? "–" : Times.minute(one.at(), request.zone())),
                                number(Numbers.count(one.uses())),
                                text(one.problem() == null ? "none" : one.problem())))
                        .toList());
    }

    private static String cut(String version) {
        return version.length() <= LONGEST_VERSION ? version : version.substring(0, LONGEST_VERSION) + "..";
    }
}
