package io.plumbline.dashboards.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves messages on: PLANNED, RENDERED, SENDING, and then SENT, FAILED or UNKNOWN. Any number of processes may run one.
 *
 * <p>Failure semantics: what a courier throws while writing postpones that message; thrown while sending it counts as
 * unknown when the fence was passed, else as a failed attempt. When the control store is away, {@link #pass} throws.
 */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int AT_ONCE = 5_000;
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Map<String, Courier> couriers;
    private final Backoff backoff;
    private final Pace pace;
    private final Clock clock;

    public Dispatcher(Ledger ledger, List<Courier> couriers, Backoff backoff, Pace pace, Clock clock) {
        this.ledger = ledger;
        this.couriers = couriers.stream().collect(Collectors.toMap(Courier::sort, Function.identity()));
        this.backoff = backoff;
        this.pace = pace;
        this.clock = clock;
    }

    /** What one pass did. */
    public record Done(int rendered, int sent, int failed, int unknown) {

        Done plus(Done other) {
            return new Done(
                    rendered + other.rendered, sent + other.sent, failed + other.failed, unknown + other.unknown);
        }

        boolean isNothing() {
            return rendered + sent + failed + unknown == 0;
        }
    }

    private static final Done NOTHING = new Done(0, 0, 0, 0);

    /** Until nothing is left to do now, the mail server is away, or every destination wants a pause. */
    public Done pass() {
        ledger.release();
        var all = NOTHING;
        var away = new HashSet<String>();
        while (!Thread.currentThread().isInterrupted()) {
            var ready = ledger.ready(AT_ONCE);
            var done = work(ready, away);
            all = all.plus(done);
            if (done.isNothing()) {
                break;
            }
        }
        if (!all.isNothing()) {
            LOG.info(
                    "Messages: {} written, {} sent, {} failed, {} unknown",
                    all.rendered,
                    all.sent,
                    all.failed,
                    all.unknown);
        }
        return all;
    }

    private Done work(List<Item> ready, Set<String> away) {
        var done = NOTHING;
        for (var item : ready) {
            var courier = couriers.get(item.sort());
            if (courier == null || away.contains(item.sort())) {
                continue;
            }
            done = done.plus(item.state() == State.PLANNED ? write(item, courier) : send(item, courier, away));
        }
        return done;
    }

    private Done write(Item item, Courier courier) {
        if (!ledger.claim(item)) {
            return NOTHING;
        }
        Preparation written;
        try {
            written = courier.prepare(item);
        } catch (RuntimeException e) {
            LOG.warn("{} of {} cannot be written", item.source(), item.occasion(), e);
            written = new Preparation.Later(String.valueOf(e.getMessage()));
        }
        if (written instanceof Preparation.Ready ready) {
            return ledger.rendered(item, ready) ? new Done(1, 0, 0, 0) : NOTHING;
        }
        if (written instanceof Preparation.Skip skip) {
            ledger.skip(item, skip.reason());
        } else if (written instanceof Preparation.Later later) {
            ledger.postpone(item, clock.instant().plus(PAUSE), later.reason());
        }
        return NOTHING;
    }

    private Done send(Item item, Courier courier, Set<String> away) {
        var obstacle = courier.obstacle(item);
        if (obstacle.isPresent()) {
            ledger.skip(item, obstacle.get());
            return NOTHING;
        }
        if (!pace.take(item.destination()) || !ledger.beginSending(item)) {
            return NOTHING;
        }
        var attempt = new Attempt(item);
        Outcome outcome;
        try {
            outcome = courier.send(ledger.find(item.source(), item.occasion()).orElseThrow(), attempt);
        } catch (RuntimeException e) {
            LOG.warn("Sending {} of {} failed", item.source(), item.occasion(), e);
            outcome = attempt.passed
                    ? new Outcome.Unknown(String.valueOf(e.getMessage()))
                    : new Outcome.Later(String.valueOf(e.getMessage()));
        }
        return settle(item, outcome, away);
    }

    private Done settle(Item item, Outcome outcome, Set<String> away) {
        if (outcome instanceof Outcome.Sent sent) {
            return ledger.settle(item, State.SENT, sent.reply()) ? new Done(0, 1, 0, 0) : NOTHING;
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            ledger.settle(item, State.FAILED, rejected.reason());
            return new Done(0, 0, 1, 0);
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            ledger.settle(item, State.UNKNOWN, unknown.reason());
            return new Done(0, 0, 0, 1);
        }
        if (outcome instanceof Outcome.Later later) {
            return later(item, later.reason());
        }
        if (outcome instanceof Outcome.Away nobody) {
            away.add(item.sort());
            ledger.again(item, clock.instant().plus(PAUSE), false, nobody.reason());
        }
        return NOTHING;
    }

    private Done later(Item item, String reason) {
        int attempts = item.attempts() + 1;
        if (backoff.isExhausted(attempts)) {
            ledger.settle(item, State.FAILED, "After " + attempts + " attempts: " + reason);
            return new Done(0, 0, 1, 0);
        }
        ledger.again(item, clock.instant().plus(backoff.after(attempts)), true, reason);
        return NOTHING;
    }

    private final class Attempt implements Fence {

        private final Item item;
        private boolean passed;

        private Attempt(Item item) {
            this.item = item;
        }

        @Override
        public boolean pass() {
            passed = ledger.commit(item);
            return passed;
        }
    }
}
