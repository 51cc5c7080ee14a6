package io.plumbline.dashboards.health;

import static io.plumbline.dashboards.health.HealthCard.Cell.number;
import static io.plumbline.dashboards.health.HealthCard.Cell.text;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.health.HealthCard.Cell;
import io.plumbline.dashboards.sql.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Cards about what arrived and how far it came. */
final class LineCards {

    /** One row of line.sql. */
    record Step(String step, long stored, Instant newest, long waiting) {}

    /** One row of sources.sql. */
    record Source(String source, long deliveries, Instant newest, long mapped, long unmapped, long deadLetters) {}

    /** One row of days.sql. */
    record Day(
            LocalDate day,
            long deliveries,
            long mapped,
            long unmapped,
            long deadLetters,
            long deliveryDifference,
            long pullRequestsTold,
            long pullRequestsStored,
            long pullRequestDifference) {

        boolean agrees() {
            return deliveryDifference == 0 && pullRequestDifference == 0;
        }
    }

    /** One row of second_computation.sql; differences is null where a check has no second computation. */
    record Check(
            String run,
            String check,
            Instant startedAt,
            Instant endedAt,
            long compared,
            Long differences,
            boolean reconciled,
            double tookSeconds) {}

    private final Database database;
    private final FreshnessLimits limits;
    private final Clock clock;

    LineCards(Database database, FreshnessLimits limits, Clock clock) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
    }

    HealthCard line(PageRequest request) {
        var frame =
                Frame.of("health-line", "How far is the line?", request, HealthPage.LINE.filled(request.parameters()));
        var steps = database.rows(HealthPage.LINE, request.parameters(), Step.class);
        long waiting = steps.stream().mapToLong(Step::waiting).sum();
        return HealthCard.of(
                frame.finding(
                                waiting == 0
                                        ? "Nothing waits: every delivery that is stored has been read."
                                        : Labels.many(waiting, "delivery is", "deliveries are")
                                                + " stored and not read yet.")
                        .caveat("What Kafka still holds is not in these tables; \"plumbline doctor\" tells its lag."),
                List.of("Step", "Stored", "Newest", "Waits for the next step"),
                steps.stream()
                        .map(step -> HealthCard.Row.of(
                                step.waiting() > 0,
                                text(sentence(step.step())),
                                number(Numbers.count(step.stored())),
                                moment(step.newest(), request),
                                number(step.waiting() == 0 ? "–" : Numbers.count(step.waiting()))))
                        .toList());
    }

    HealthCard sources(PageRequest request) {
        var frame = Frame.of(
                "health-sources",
                "Is every source still heard of?",
                request,
                HealthPage.SOURCES.filled(request.parameters()));
        var sources = database.rows(HealthPage.SOURCES, request.parameters(), Source.class);
        if (sources.isEmpty()) {
            return HealthCard.empty(frame, EmptyKind.NOT_CONNECTED, "No delivery of any source has arrived.");
        }
        var now = clock.instant();
        long late = sources.stream().filter(source -> isLate(source, now)).count();
        return HealthCard.of(
                frame.finding(
                                late == 0
                                        ? "Every source was heard of within its limit."
                                        : Labels.many(late, "source is", "sources are") + " older than the limit.")
                        .caveat("A source that was imported once stays where it is; limits are set with"
                                + " plumbline.freshness.limit and .limits."),
                List.of("Source", "Newest delivery", "Limit", "Deliveries", "Mapped", "Unmapped", "Dead letters"),
                sources.stream()
                        .map(source -> HealthCard.Row.of(
                                isLate(source, now),
                                text(source.source()),
                                moment(source.newest(), request)
                                        .fine(isLate(source, now) ? "over its limit" : "within its limit"),
                                number(Ages.span(limits.of(source.source()))),
                                number(Numbers.count(source.deliveries())),
                                number(Numbers.count(source.mapped())),
                                number(Numbers.count(source.unmapped())),
                                number(Numbers.count(source.deadLetters()))))
                        .toList());
    }

    private boolean isLate(Source source, Instant now) {
        return Duration.between(source.newest(), now).compareTo(limits.of(source.source())) > 0;
    }

    HealthCard days(PageRequest request) {
        var frame = Frame.of(
                "health-days",
                "Was everything stored that came?",
                request,
                HealthPage.DAYS.filled(request.parameters()));
        var days = database.rows(HealthPage.DAYS, request.parameters(), Day.class);
        if (days.isEmpty()) {
            return HealthCard.empty(
                    frame, EmptyKind.FILTER, "Nothing arrived between these days; choose a longer period.");
        }
        long off = days.stream().filter(day -> !day.agrees()).count();
        return HealthCard.of(
                frame.finding(
                                off == 0
                                        ? "On all " + Labels.many(days.size(), "day", "days")
                                                + " the difference is 0: each delivery has one outcome, each pull request"
                                                + " told of one fact."
                                        : "On " + Labels.many(off, "day", "days")
                                                + " something is missing, or still on its way.")
                        .caveat(
                                "Days are of reception, and for pull requests of their first event. One that was erased on"
                                        + " purpose shows as a difference as long as its events are kept."),
                List.of(
                        "Day",
                        "Deliveries",
                        "Mapped",
                        "Unmapped",
                        "Dead letters",
                        "Difference",
                        "Pull requests told of",
                        "Stored",
                        "Difference"),
                days.stream()
                        .map(day -> HealthCard.Row.of(
                                !day.agrees(),
                                text(Times.day(day.day())),
                                number(Numbers.count(day.deliveries())),
                                number(Numbers.count(day.mapped())),
                                number(Numbers.count(day.unmapped())),
                                number(Numbers.count(day.deadLetters())),
                                number(Numbers.count(day.deliveryDifference())),
                                number(Numbers.count(day.pullRequestsTold())),
                                number(Numbers.count(day.pullRequestsStored())),
                                number(Numbers.count(day.pullRequestDifference()))))
                        .toList());
    }

    HealthCard second(PageRequest request) {
        var frame = Frame.of(
                "health-second",
                "What did a second computation find?",
                request,
                HealthPage.SECOND.filled(request.parameters()));
        var checks = database.rows(HealthPage.SECOND, request.parameters(), Check.class);
        if (checks.isEmpty()) {
            return HealthCard.empty(
                            frame,
                            EmptyKind.NOT_CONNECTED,
                            "Nobody has computed the numbers a second time here. This does, and corrects nothing:")
                    .commands("./plumbline reconcile");
        }
        long differences = checks.stream()
                .filter(Check::reconciled)
                .mapToLong(check -> check.differences() == null ? 0 : check.differences())
                .sum();
        long compared = checks.stream().mapToLong(Check::compared).sum();
        return HealthCard.of(
                        frame.finding((differences == 0
                                        ? "No difference in " + Numbers.count(compared) + " compared values"
                                        : Labels.many(differences, "difference", "differences") + " in "
                                                + Numbers.count(compared) + " compared values")
                                + ", " + Ages.ago(checks.get(0).endedAt(), clock.instant()) + "."),
                        List.of("Check", "Compared", "Differences", "Took"),
                        checks.stream()
                                .map(check -> HealthCard.Row.of(
                                        check.differences() != null && check.differences() > 0,
                                        text(check.check()),
                                        number(Numbers.count(check.compared())),
                                        number(
                                                check.differences() == null
                                                        ? "not reconciled"
                                                        : Numbers.count(check.differences())),
                                        number(Math.round(check.tookSeconds() * 10) / 10.0 + " s")))
                                .toList())
                .commands("./plumbline reconcile");
    }

    private Cell moment(Instant at, PageRequest request) {
        return at == null ? text("–") : text(Ages.ago(at, clock.instant())).exactly(Times.minute(at, request.zone()));
    }

    private static String sentence(String step) {
        return Character.toUpperCase(step.charAt(0)) + step.substring(1);
    }
}
