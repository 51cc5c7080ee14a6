package io.plumbline.dashboards.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.dispatch.Courier;
import io.plumbline.dashboards.dispatch.Fence;
import io.plumbline.dashboards.dispatch.Item;
import io.plumbline.dashboards.dispatch.Outcome;
import io.plumbline.dashboards.dispatch.Preparation;
import io.plumbline.dashboards.mail.Letter;
import io.plumbline.dashboards.mail.Smtp;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.web.Paths;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Writes and sends alerts. */
final class AlertCourier implements Courier {

    static final String SORT = "alert";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Agreements agreements;
    private final Smtp smtp;
    private final Webhooks webhooks;
    private final LongFunction<Optional<Reader>> readers;
    private final Clock clock;

    AlertCourier(
            Agreements agreements, Smtp smtp, Webhooks webhooks, LongFunction<Optional<Reader>> readers, Clock clock) {
        this.agreements = agreements;
        this.smtp = smtp;
        this.webhooks = webhooks;
        this.readers = readers;
        this.clock = clock;
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
        var agreement = agreements.find(item.sourceId()).orElseThrow();
        var reading = AlertText.read(agreement.reading());
        var title = AlertText.title(agreement, reading);
        return new Preparation.Ready(agreement.target(), title, body(agreement, reading, title, item));
    }

    private String body(Agreement agreement, Reading reading, String title, Item item) {
        var base = smtp.settings().publicUrl();
        var text = AlertText.sentence(agreement, reading) + "\n" + AlertText.evidence(agreement, reading, base);
        return switch (agreement.channel()) {
            case EMAIL ->
                smtp.written(new Letter(
                        agreement.target(),
                        title,
                        text + "\n\n-- \nYour agreements: " + base + Paths.AGREEMENTS + "\n",
                        "",
                        List.of(),
                        Map.of("Auto-Submitted", "auto-generated"),
                        item.messageId(),
                        clock.instant()));
            case SLACK -> json(Map.of("text", text));
            case WEBHOOK -> json(AlertText.json(agreement, reading, item.messageId(), base));
        };
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write JSON", e);
        }
    }

    @Override
    public Optional<String> obstacle(Item item) {
        var found = agreements.find(item.sourceId());
        if (found.isEmpty()) {
            return Optional.of("The agreement is gone.");
        }
        var agreement = found.get();
        if (agreement.paused()) {
            return Optional.of("The agreement is paused.");
        }
        if (!item.occasion().equals(Integer.toString(agreement.sequence()))) {
            return Optional.of("A later one has overtaken it.");
        }
        var reader = readers.apply(agreement.accountId());
        boolean sees = reader.filter(
                        who -> who.may(Right.FIGURES) && who.teams().include(agreement.team()))
                .isPresent();
        return sees ? Optional.empty() : Optional.of("Its account does not see this team any more.");
    }

    @Override
    public Outcome send(Item item, Fence fence) {
        var agreement = agreements.find(item.sourceId()).orElseThrow();
        if (agreement.channel() != Agreement.Channel.EMAIL) {
            return webhooks.post(agreement.target(), agreement.secret(), item.messageId(), item.body(), fence);
        }
        return smtp.settings().isOn()
                ? smtp.send(item.body(), item.recipient(), fence)
                : new Outcome.Away("No mail server is configured (plumbline.mail.host).");
    }
}
