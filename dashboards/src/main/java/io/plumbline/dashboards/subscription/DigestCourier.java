package io.plumbline.dashboards.subscription;

import io.plumbline.dashboards.digest.Digests;
import io.plumbline.dashboards.digest.IsoWeek;
import io.plumbline.dashboards.digest.Rendered;
import io.plumbline.dashboards.digest.Terms;
import io.plumbline.dashboards.dispatch.Courier;
import io.plumbline.dashboards.dispatch.Fence;
import io.plumbline.dashboards.dispatch.Item;
import io.plumbline.dashboards.dispatch.Ledger;
import io.plumbline.dashboards.dispatch.Outcome;
import io.plumbline.dashboards.dispatch.Preparation;
import io.plumbline.dashboards.mail.Letter;
import io.plumbline.dashboards.mail.Smtp;
import io.plumbline.dashboards.mail.UnsubscribeTokens;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.sql.DatabaseAwayException;
import io.plumbline.dashboards.web.Paths;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Writes and sends digests, with the rights that the account has now and not when it subscribed. */
final class DigestCourier implements Courier {

    static final String SORT = "digest";

    /** Of restatements for a reader who has had no mail yet. */
    private static final Duration FIRST = Duration.ofDays(7);

    /**
     * What it works with.
     *
     * @param readers what an account may see now; empty when it is gone
     */
    record Desk(
            Subscriptions subscriptions,
            Ledger ledger,
            Digests digests,
            Smtp smtp,
            UnsubscribeTokens tokens,
            LongFunction<Optional<Reader>> readers,
            String organisation,
            Supplier<ZoneId> zone,
            Clock clock) {}

    private final Desk desk;

    DigestCourier(Desk desk) {
        this.desk = desk;
    }

    @Override
    public String sort() {
        return SORT;
    }

    @Override
    public Preparation prepare(Item item) {
        var obstacle = obstacle(item);
        if (obstacle.isPresent()) {
            return new Preparation.Skip(obstacle.get());
        }
        var subscription = desk.subscriptions().find(item.sourceId()).orElseThrow();
        var reader = desk.readers().apply(subscription.accountId()).orElseThrow();
        var week = IsoWeek.parse(item.occasion()).orElseThrow();
        Rendered rendered;
        try {
            rendered = desk.digests().write(terms(subscription, reader, since(subscription)), week);
        } catch (DatabaseAwayException e) {
            return new Preparation.Later(e.getMessage());
        }
        if (rendered.quiet() && subscription.skipQuiet()) {
            return new Preparation.Skip("A quiet week, and the subscription leaves those out.");
        }
        var letter = letter(subscription, rendered, rendered.subject(), item.messageId(), headers(subscription));
        return new Preparation.Ready(
                subscription.address(), rendered.subject(), desk.smtp().written(letter));
    }

    private Instant since(Subscription subscription) {
        return desk.ledger()
                .lastSent(subscription.source())
                .orElseGet(() -> desk.clock().instant().minus(FIRST));
    }

    private Terms terms(Subscription subscription, Reader reader, Instant since) {
        return new Terms(
                desk.organisation(),
                subscription.team(),
                reader,
                subscription.sections(),
                subscription.style(),
                desk.zone().get(),
                desk.smtp().settings().publicUrl(),
                Paths.unsubscribe(desk.tokens().of(subscription.id())),
                since,
                desk.clock().instant());
    }

    private Letter letter(
            Subscription subscription,
            Rendered rendered,
            String subject,
            String messageId,
            Map<String, String> headers) {
        return new Letter(
                subscription.address(),
                subject,
                rendered.text(),
                rendered.html(),
                rendered.png().length == 0
                        ? List.of()
                        : List.of(new Letter.Picture(Rendered.PICTURE, "trend.png", rendered.png())),
                headers,
                messageId,
                desk.clock().instant());
    }

    /** RFC 8058, 2919, 3834. */
    private Map<String, String> headers(Subscription subscription) {
        var url = desk.smtp().settings().publicUrl();
        var headers = new LinkedHashMap<String, String>();
        headers.put("List-Id", "Plumbline digest <digest." + url.getHost() + ">");
        headers.put(
                "List-Unsubscribe", "<" + url + Paths.unsubscribe(desk.tokens().of(subscription.id())) + ">");
        headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        headers.put("Auto-Submitted", "auto-generated");
        return headers;
    }

    @Override
    public Optional<String> obstacle(Item item) {
        var found = desk.subscriptions().find(item.sourceId());
        if (found.isEmpty()) {
            return Optional.of("The subscription is gone.");
        }
        var subscription = found.get();
        if (!subscription.isActive()) {
            return Optional.of("The subscription is " + subscription.state().id() + ".");
        }
        return obstacle(subscription);
    }

    private Optional<String> obstacle(Subscription subscription) {
        var reader = desk.readers().apply(subscription.accountId());
        if (reader.isEmpty() || !reader.get().may(Right.FIGURES)) {
            return Optional.of("Its account is gone or disabled.");
        }
        var teams = reader.get().teams();
        boolean sees = subscription.team().isEmpty()
                ? teams.isAll() || !teams.ids().isEmpty()
                : teams.include(subscription.team());
        if (!sees) {
            return Optional.of("Its account does not see "
                    + (subscription.team().isEmpty() ? "any team" : "the team " + subscription.team()) + " any more.");
        }
        return desk.smtp().settings().allows(subscription.address())
                ? Optional.empty()
                : Optional.of("Its address is of a domain that gets no mail from here.");
    }

    @Override
    public Outcome send(Item item, Fence fence) {
        return desk.smtp().send(item.body(), item.recipient(), fence);
    }

    /** To the requester only; leaves no trace in the ledger, and cannot be unsubscribed from. */
    Outcome test(Subscription subscription, IsoWeek week) {
        var obstacle = obstacle(subscription);
        if (obstacle.isPresent()) {
            return new Outcome.Rejected(obstacle.get());
        }
        var reader = desk.readers().apply(subscription.accountId()).orElseThrow();
        var rendered = desk.digests().write(terms(subscription, reader, since(subscription)), week);
        var letter = letter(
                subscription,
                rendered,
                "[TEST] " + rendered.subject(),
                "test-" + subscription.id() + "-" + desk.clock().millis() + "@"
                        + desk.smtp().settings().publicUrl().getHost(),
                Map.of("Auto-Submitted", "auto-generated"));
        return desk.smtp().send(desk.smtp().written(letter), subscription.address(), () -> true);
    }
}
