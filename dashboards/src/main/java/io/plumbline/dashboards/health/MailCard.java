package io.plumbline.dashboards.health;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.dispatch.Item;
import io.plumbline.dashboards.dispatch.Ledger;
import io.plumbline.dashboards.dispatch.State;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.health.HealthCard.Cell;
import io.plumbline.dashboards.health.HealthCard.Row;
import io.plumbline.dashboards.web.Paths;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mails and alerts of the last thirty days: how many are where, and those that did not arrive. Recipients are not named here. */
final class MailCard {

    private static final Duration LATELY = Duration.ofDays(30);
    private static final int MOST_TROUBLES = 10;

    private final Optional<Ledger> ledger;
    private final Clock clock;

    /** @param ledger empty without accounts: nobody can subscribe then */
    MailCard(Optional<Ledger> ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    HealthCard of(PageRequest request) {
        var since = clock.instant().minus(LATELY);
        var counts = ledger.map(book -> book.counts(since)).orElseGet(java.util.Map::of);
        var troubles = ledger.map(book -> book.troubles(since, MOST_TROUBLES)).orElseGet(List::of);
        if (counts.isEmpty()) {
            return HealthCard.empty(
                    Frame.of("health-mail", "Are mails sent?", request, ""),
                    EmptyKind.NOT_CONNECTED,
                    ledger.isEmpty()
                            ? "Login is off, so nobody can subscribe: nothing was sent, and nothing failed."
                            : "No mail or alert was due in the last 30 days: nothing was sent, and nothing failed.");
        }
        long lost = counts.getOrDefault(State.FAILED, 0L);
        long unknown = counts.getOrDefault(State.UNKNOWN, 0L);
        var rows = new ArrayList<Row>();
        counts.forEach((state, count) -> rows.add(Row.of(
                state == State.FAILED || state == State.UNKNOWN,
                Cell.text(state.id()),
                Cell.number(Numbers.count(count)),
                Cell.text(meaning(state)))));
        troubles.forEach(item -> rows.add(trouble(item, request)));
        var sentence = lost + unknown == 0
                ? "Everything that was due in the last 30 days left, waits or was skipped on purpose."
                : Numbers.count(lost) + " of the last 30 days failed, and of " + Numbers.count(unknown)
                        + " nobody knows whether they arrived: those are never sent again by themselves.";
        return HealthCard.of(
                Frame.of("health-mail", "Are mails sent?", request, "").finding(sentence),
                List.of("State", "Messages", "What it means"),
                rows);
    }

    private static Row trouble(Item item, PageRequest request) {
        return Row.of(
                true,
                Cell.text(item.source() + ", " + item.occasion()).to(Paths.DIGESTS),
                Cell.number("1"),
                Cell.text(item.state().id() + " since " + Times.minute(item.changedAt(), request.zone()) + ": "
                        + item.reason()));
    }

    private static String meaning(State state) {
        return switch (state) {
            case PLANNED -> "due, not written yet";
            case RENDERED -> "written, waits for its turn or its next try";
            case SENDING -> "on its way now";
            case SENT -> "taken by the mail server or the other address";
            case FAILED -> "refused for good, or too often";
            case UNKNOWN -> "may have arrived; decide on the page of digests";
            case SKIPPED -> "left out on purpose; the page of digests says why";
        };
    }
}
