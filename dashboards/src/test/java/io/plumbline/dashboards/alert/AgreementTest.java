package io.plumbline.dashboards.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.plumbline.dashboards.dispatch.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {

    private static final Instant NOW = Instant.parse("2026-11-16T08:00:00Z");

    private static Agreement agreement(
            Rule rule, double threshold, double clears, Agreement.State state, Agreement.State told) {
        return new Agreement(
                3,
                1,
                "payments",
                rule,
                threshold,
                clears,
                14,
                10,
                Agreement.Channel.WEBHOOK,
                "https://hooks.example.org/x",
                "a secret of sixteen",
                LocalTime.MIDNIGHT,
                LocalTime.MIDNIGHT,
                ZoneOffset.UTC,
                false,
                Instant.EPOCH,
                state,
                told,
                1,
                "",
                NOW);
    }

    private static Reading reading(double value, long n, int people) {
        return new Reading(value, n, people, LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 15));
    }

    private static Agreement pickup(Agreement.State state) {
        return agreement(Rule.PICKUP, 8, 7, state, Agreement.State.KEPT);
    }

    @Test
    void itBreaksBeyondTheLimitAndMendsOnlyWithinTheOther() {
        var state = Agreement.State.KEPT;
        var told = new ArrayList<String>();
        for (double value : new double[] {7.9, 8.0, 8.1, 7.9, 8.1, 7.5, 7.01, 7.0, 7.9, 8.2}) {
            state = pickup(state).after(reading(value, 20, 9));
            told.add(value + " " + state.id());
        }

        assertThat(told)
                .containsExactly(
                        "7.9 kept",
                        "8.0 kept",
                        "8.1 broken",
                        "7.9 broken",
                        "8.1 broken",
                        "7.5 broken",
                        "7.01 broken",
                        "7.0 kept",
                        "7.9 kept",
                        "8.2 broken");
    }

    @Test
    void whereMoreIsBetterLessBreaksIt() {
        var acceptance = agreement(Rule.ACCEPTANCE, 0.6, 0.65, Agreement.State.KEPT, Agreement.State.KEPT);

        assertThat(acceptance.after(reading(0.59, 40, 9))).isEqualTo(Agreement.State.BROKEN);
        assertThat(acceptance.after(reading(0.6, 40, 9))).isEqualTo(Agreement.State.KEPT);
    }

    @Test
    void tooFewUnitsOrPeopleNeitherBreakNorMend() {
        for (var state : Agreement.State.values()) {
            assertThat(pickup(state).after(reading(99, 9, 9))).isEqualTo(state);
            assertThat(pickup(state).after(reading(99, 50, 4)))
                    .as("four people")
                    .isEqualTo(state);
            assertThat(pickup(state).after(reading(1, 9, 9))).isEqualTo(state);
        }
    }

    @Test
    void onlyAChangeIsTold() {
        assertThat(pickup(Agreement.State.KEPT).isToTell(Agreement.State.KEPT, NOW))
                .isFalse();
        assertThat(pickup(Agreement.State.UNKNOWN).isToTell(Agreement.State.UNKNOWN, NOW))
                .isFalse();
        assertThat(pickup(Agreement.State.KEPT).isToTell(Agreement.State.BROKEN, NOW))
                .isTrue();
        assertThat(agreement(Rule.PICKUP, 8, 7, Agreement.State.BROKEN, Agreement.State.BROKEN)
                        .isToTell(Agreement.State.BROKEN, NOW))
                .isFalse();
        assertThat(agreement(Rule.PICKUP, 8, 7, Agreement.State.BROKEN, Agreement.State.BROKEN)
                        .isToTell(Agreement.State.KEPT, NOW))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} {1}-{2} in {3}: {4}")
    @CsvSource({
        "2026-11-16T19:00:00Z, 18:00, 08:00, UTC, 2026-11-17T08:00:00Z",
        "2026-11-16T03:00:00Z, 18:00, 08:00, UTC, 2026-11-16T08:00:00Z",
        "2026-11-16T12:00:00Z, 18:00, 08:00, UTC, 2026-11-16T12:00:00Z",
        "2026-11-16T08:00:00Z, 18:00, 08:00, UTC, 2026-11-16T08:00:00Z",
        "2026-11-16T12:30:00Z, 12:00, 13:00, UTC, 2026-11-16T13:00:00Z",
        "2026-11-16T19:00:00Z, 00:00, 00:00, UTC, 2026-11-16T19:00:00Z",
        // The night in which clocks go back has an hour more.
        "2026-10-24T20:00:00Z, 18:00, 08:00, Europe/Berlin, 2026-10-25T07:00:00Z",
        // 2:30 does not exist on 29 March in Berlin.
        "2026-03-29T00:00:00Z, 18:00, 02:30, Europe/Berlin, 2026-03-29T01:30:00Z",
    })
    void quietHoursPostpone(Instant moment, LocalTime from, LocalTime until, ZoneId zone, Instant expected) {
        assertThat(new QuietHours(from, until, zone).earliest(moment)).isEqualTo(expected);
    }

    @Test
    void aMessageNamesRuleWindowAndNAndLeadsToTheEvidence() {
        var broken = agreement(Rule.PICKUP, 8, 7, Agreement.State.BROKEN, Agreement.State.BROKEN);
        var base = URI.create("https://plumbline.example.org");

        assertThat(AlertText.sentence(broken, reading(14, 23, 9)))
                .isEqualTo(
                        "payments: pickup time is 14 h (agreed: at most 8 h). That is: median working hours from ready to the"
                                + " first review by a person; n = 23, window 14 days, 2 – 15 Nov 2026, rule pickup. It counts as kept"
                                + " again from 7 h down.");
        assertThat(AlertText.evidence(broken, reading(14, 23, 9), base))
                .isEqualTo("https://plumbline.example.org/pulls?from=2026-11-02&to=2026-11-15&team=payments");
        assertThat(AlertText.json(broken, reading(14, 23, 9), "alert-3-1@x", base))
                .containsEntry("event", "agreement.broken")
                .containsEntry("n", 23L)
                .containsEntry("window_days", 14)
                .containsEntry("rule", "pickup");
        assertThat(AlertText.read(AlertText.kept(reading(14.25, 23, 9)))).isEqualTo(reading(14.25, 23, 9));
    }

    @Test
    void limitsAreWrittenAsTheyWereTyped() {
        assertThat(Rule.UNREVIEWED.parse("12,5")).isEqualTo(0.125);
        assertThat(Rule.UNREVIEWED.writeLimit(0.125)).isEqualTo("12.5 %");
        assertThat(Rule.SIZE.writeLimit(200)).isEqualTo("200 lines");
        assertThat(Rule.FAILURE.usual()).isEqualTo("15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x",
                "https://localhost/x",
                "https://[::1]/",
                "https://10.0.0.5/",
                "https://172.16.3.4/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://0.0.0.0/",
                "https://100.64.0.1/",
                "https://[fd00::1]/",
                "https://[fe80::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001::1]/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://2130706433/",
                "http://93.184.216.34/",
                "ftp://93.184.216.34/",
                "https://user@93.184.216.34/",
                "https:///x",
                "no url",
                "javascript:alert(1)",
                "file:///etc/passwd"
            })
    void webhooksDoNotLeadInside(String target) {
        assertThat(WebTarget.obstacle(target, false)).isPresent();
    }

    @Test
    void webhooksLeadToPublicAddresses() throws IOException {
        assertThat(WebTarget.obstacle("https://93.184.216.34/hook?x=1", false)).isEmpty();
        assertThat(WebTarget.isPublic(InetAddress.getByName("2606:4700:4700::1111")))
                .isTrue();
        assertThat(WebTarget.obstacle("http://127.0.0.1:1/x", true))
                .as("when the installation permits it")
                .isEmpty();
    }

    /** A receiver that answers with the statuses given, one after the other. */
    private static HttpServer receiver(List<String> seen, int... statuses) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var next = new java.util.concurrent.atomic.AtomicInteger();
        server.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            seen.add(headers.getFirst(Webhooks.TIMESTAMP) + " " + headers.getFirst(Webhooks.SIGNATURE) + " "
                    + headers.getFirst(Webhooks.DELIVERY) + " " + body);
            int status = statuses[Math.min(next.getAndIncrement(), statuses.length - 1)];
            if (status == 302) {
                exchange.getResponseHeaders()
                        .add(
                                "Location",
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/inside");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void aWebhookIsSignedAndItsAnswersAreUnderstood() throws IOException {
        var seen = new ArrayList<String>();
        var server = receiver(seen, 200, 503, 404, 302);
        try {
            var webhooks = new Webhooks(true, Clock.fixed(NOW, ZoneOffset.UTC));
            var target = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";

            var first = webhooks.post(target, "a secret of sixteen", "alert-3-1@x", "{}", () -> true);
            var second = webhooks.post(target, "", "id", "{}", () -> true);
            var third = webhooks.post(target, "", "id", "{}", () -> true);
            var redirect = webhooks.post(target, "", "id", "{}", () -> true);
            var fenced = webhooks.post(target, "", "id", "{}", () -> false);

            assertThat(first).isEqualTo(new Outcome.Sent("HTTP 200"));
            assertThat(second).isEqualTo(new Outcome.Later("HTTP 503"));
            assertThat(third).isEqualTo(new Outcome.Rejected("HTTP 404"));
            assertThat(redirect).isEqualTo(new Outcome.Rejected("HTTP 302"));
            assertThat(fenced).isEqualTo(new Outcome.Fenced());
            assertThat(seen).hasSize(4);
            var timestamp = Long.toString(NOW.getEpochSecond());
            assertThat(seen.get(0))
                    .isEqualTo(timestamp + " sha256=" + Webhooks.signature("a secret of sixteen", timestamp, "{}")
                            + " alert-3-1@x {}");
            assertThat(seen.get(1)).as("unsigned").startsWith("null null id");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aReceiverThatIsDownIsTriedAgain() {
        var webhooks = new Webhooks(true, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(webhooks.post("http://127.0.0.1:1/", "", "id", "{}", () -> true))
                .isInstanceOf(Outcome.Later.class);
    }
}
