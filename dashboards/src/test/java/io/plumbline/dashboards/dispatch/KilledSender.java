package io.plumbline.dashboards.dispatch;

import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.mail.Letter;
import io.plumbline.dashboards.mail.Mails;
import io.plumbline.dashboards.mail.Smtp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A scheduler in a process of its own, to be killed at any moment. Arguments: JDBC address, SMTP port. */
final class KilledSender {

    static final String READY = "ready";
    static final Duration LEASE = Duration.ofSeconds(2);

    private KilledSender() {}

    public static void main(String[] arguments) {
        var clock = Clock.systemUTC();
        var store = ControlStore.open(ControlSettings.postgresql(arguments[0], "postgres", ""));
        var smtp = new Smtp(Mails.to(Integer.parseInt(arguments[1])), "Acme");
        var ledger = new Ledger(store, clock, UUID.randomUUID().toString(), LEASE);
        var dispatcher = new Dispatcher(
                ledger,
                List.of(new Post(smtp, clock)),
                new Backoff(List.of(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(200))),
                new Pace(60_000, clock),
                clock);
        System.out.println(READY);
        while (true) {
            dispatcher.pass();
        }
    }

    private record Post(Smtp smtp, Clock clock) implements Courier {

        @Override
        public String sort() {
            return "digest";
        }

        @Override
        public Preparation prepare(Item item) {
            var to = "reader" + item.sourceId() + "@example.org";
            var letter = new Letter(
                    to,
                    "Week " + item.occasion(),
                    "Text",
                    "<p>Text",
                    List.of(),
                    Map.of(),
                    item.messageId(),
                    clock.instant());
            return new Preparation.Ready(to, letter.subject(), smtp.written(letter));
        }

        @Override
        public Optional<String> obstacle(Item item) {
            return Optional.empty();
        }

        @Override
        public Outcome send(Item item, Fence fence) {
            return smtp.send(item.body(), item.recipient(), fence);
        }
    }
}
