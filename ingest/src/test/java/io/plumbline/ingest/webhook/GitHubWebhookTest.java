package io.plumbline.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.raw.RawSink;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.testing.Await;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubWebhookTest extends WebhookContract {

    private static final String SECRET = "It's a Secret to Everybody";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    WebhookSettings settings() {
        return WebhookSettings.withSecrets(List.of(SECRET, "the next one"));
    }

    @Override
    HttpRequest.Builder signed(String deliveryId, String event, byte[] body) {
        return unsigned(deliveryId, event, body).header("X-Hub-Signature-256", signature(SECRET, body));
    }

    @Override
    HttpRequest.Builder unsigned(String deliveryId, String event, byte[] body) {
        return post(body)
                .header("Content-Type", "application/json")
                .header("X-GitHub-Delivery", deliveryId)
                .header("X-GitHub-Event", event);
    }

    @Override
    HttpRequest.Builder forged(String deliveryId, String event, byte[] body) {
        return unsigned(deliveryId, event, body).header("X-Hub-Signature-256", signature("guess", body));
    }

    @Test
    void theSignatureOfGitHubsDocumentationMatches() {
        var body = utf8("Hello, World!");

        assertThat(new Signature(List.of(SECRET))
                        .isOf(
                                body,
                                body.length,
                                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha1=00", "sha256=757107", "757107ea0eb2509f"})
    void aMalformedSignatureIsRefused(String claim) throws Exception {
        start(settings());

        var answer = send(unsigned("d-1", "push", BODY).header("X-Hub-Signature-256", claim));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void anyOfTheSecretsMaySignWhileOneIsBeingReplaced() throws Exception {
        start(settings());

        var answer = send(unsigned("d-1", "push", BODY).header("X-Hub-Signature-256", signature("the next one", BODY)));

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void onlyListedHeadersAreStored() throws Exception {
        start(settings());

        send(signed("d-1", "push", BODY)
                .header("x-github-hook-id", "42")
                .header("Cookie", "session=1")
                .header("Authorization", "Bearer x"));

        var headers = stored().get(0).getHeaders();
        assertThat(headers)
                .containsEntry("X-GitHub-Event", "push")
                .containsEntry("X-GitHub-Hook-ID", "42")
                .containsEntry("Content-Type", "application/json")
                .doesNotContainKeys("Cookie", "Authorization", "X-Hub-Signature-256");
    }

    @Test
    void theRepositoryIsTheKeyAndShownInTheEnvelope() throws Exception {
        start(settings());

        send(signed("d-1", "push", BODY));
        send(signed("d-2", "ping", utf8("{\"zen\":\"Keep it logically awesome.\"}")));

        assertThat(stored()).extracting(RawEvent::getRepo).containsExactly("Acme/Doors", null);
        assertThat(stored()).extracting(RawEvent::getAction).containsExactly("opened", null);
    }

    @Test
    void aFormBodyIsStoredAsThePayloadInIt() throws Exception {
        start(settings());
        var form = utf8(
                "a=b&payload=" + URLEncoder.encode(new String(BODY, StandardCharsets.UTF_8), StandardCharsets.UTF_8));

        var answer = send(post(form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-GitHub-Delivery", "d-1")
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", signature(SECRET, form)));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(stored().get(0).getPayload()).isEqualTo(ByteBuffer.wrap(BODY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload=%7", "payload=%zz", "nothing=here", ""})
    void aFormWithoutAReadablePayloadIsKept(String form) throws Exception {
        start(settings());

        var answer = send(post(utf8(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-GitHub-Delivery", "d-1")
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", signature(SECRET, utf8(form))));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(letters()).extracting(DeadLetter::getPayload).containsExactly(ByteBuffer.wrap(utf8(form)));
    }

    @Test
    void aDeliveryWithoutItsHeadersIsKept() throws Exception {
        start(settings());
        var signature = signature(SECRET, BODY);

        var withoutEvent = send(post(BODY)
                .header("Content-Type", "application/json")
                .header("X-GitHub-Delivery", "d-1")
                .header("X-Hub-Signature-256", signature));
        var withoutId = send(post(BODY)
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", signature));

        assertThat(withoutEvent.statusCode()).isEqualTo(400);
        assertThat(withoutId.statusCode()).isEqualTo(400);
        // The same bytes collapse to one dead letter.
        assertThat(letters())
                .hasSize(2)
                .extracting(DeadLetter::getId)
                .containsOnly(letters().get(0).getId());
        assertCount("rejected.headers", 2);
    }

    @Test
    void anEventThatTheOperatorDoesNotWantIsDroppedWithoutComplaint() throws Exception {
        start(settings().withEvents(Set.of("pull_request")));

        var answer = send(signed("d-1", "star", BODY));
        send(signed("d-2", "pull_request", BODY));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"status\":\"ignored\"");
        assertThat(stored()).extracting(RawEvent::getDeliveryId).containsExactly("d-2");
        assertCount("ignored", 1);
    }

    @Test
    void withoutASecretNothingIsTakenAndTheAnswerSaysWhy() throws Exception {
        start(WebhookSettings.withSecrets(List.of()));

        var answer = send(unsigned("d-1", "push", BODY));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("no webhook secret is configured");
        assertCount("rejected.no_secret", 1);
    }

    @Test
    void withoutASecretThisMachineMayTryItOutButWhatAProxyForwardsMayNot() throws Exception {
        start(WebhookSettings.withSecrets(List.of()).withUnsignedFromLoopback());

        assertThat(send(unsigned("d-1", "push", BODY)).statusCode()).isEqualTo(202);
        assertThat(send(unsigned("d-2", "push", BODY).header("X-Forwarded-For", "203.0.113.9"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anAnnouncedLengthOverTheLimitIsRefusedBeforeTheBodyIsSent() throws Exception {
        start(settings().withLargestBody(1_000));

        var answer = raw("Content-Length: 30000000\r\n", "");

        assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close");
        assertCount("rejected.too_large", 1);
    }

    @Test
    void aBodyOfUnknownLengthIsCountedWhileItIsRead() throws Exception {
        start(settings().withLargestBody(1_000));

        var answer = raw("Transfer-Encoding: chunked\r\n", "3e9\r\n" + "x".repeat(1_001) + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void moreThanTheAllowedMemoryOfBodiesIsRefusedForNow() throws Exception {
        start(settings().withLargestBody(100_000).withMostBuffered(100_001));

        // The budget stays taken while this sender, who announced 90 kB and sent 66, keeps us waiting.
        try (var slow = open("Content-Length: 90000\r\n", "x".repeat(66_000))) {
            var answer = Await.until(
                    "memory to be taken",
                    PATIENCE,
                    () -> send(signed("d-2", "push", BODY)),
                    response -> response.statusCode() == 503);
            assertThat(answer.body()).contains("too many large deliveries");
            assertThat(slow.isConnected()).isTrue();
        }
        Await.until(
                "memory to be given back",
                PATIENCE,
                () -> send(signed("d-3", "push", BODY)),
                response -> response.statusCode() == 202);
    }

    @Test
    void whileKafkaIsSilentOnlySoManyRequestsWaitAndTheOthersAreAnsweredAtOnce() throws Exception {
        var silent = new SilentSink();
        serve(new GitHubWebhook(settings().withMostWaiting(2), silent, CLOCK));
        var first = sendLater("d-1");
        var second = sendLater("d-2");
        Await.until("two deliveries to wait", PATIENCE, () -> silent.asked.size() == 2);

        var third = send(signed("d-3", "push", BODY));
        silent.asked.forEach(stage -> stage.complete(null));

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.body()).contains("too many deliveries");
        assertThat(first.join().statusCode()).isEqualTo(202);
        assertThat(second.join().statusCode()).isEqualTo(202);
        assertCount("rejected.busy", 1);
    }

    @Test
    void whenTheAcknowledgementIsLateTheAnswerIsTryLater() throws Exception {
        serve(new GitHubWebhook(settings().withAckTimeout(Duration.ofMillis(50)), new SilentSink(), CLOCK));

        var answer = send(signed("d-1", "push", BODY));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertCount("rejected.unavailable", 1);
    }

    @Test
    void everyExampleOfGitHubsDocumentationIsTaken() throws Exception {
        start(settings());
        var examples = SharedData.octokitExamples();

        var statuses = new ArrayList<Integer>();
        for (var example : examples) {
            statuses.add(send(signed(
                            example.getDeliveryId(),
                            example.getEventType(),
                            example.getPayload().array()))
                    .statusCode());
        }

        assertThat(statuses).hasSize(329).containsOnly(202);
        assertThat(stored())
                .extracting(RawEvent::getPayload)
                .containsExactlyElementsOf(
                        examples.stream().map(RawEvent::getPayload).toList());
    }

    @Test
    void secretsDoNotAppearInLogs() {
        assertThat(settings().toString()).doesNotContain(SECRET);
    }

    private CompletableFuture<HttpResponse<String>> sendLater(String deliveryId) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return send(signed(deliveryId, "push", BODY));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Everything the server answers until it closes the connection, to a request that is never completed. */
    private String raw(String lengthHeader, String body) throws Exception {
        try (var socket = open(lengthHeader, body)) {
            var answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private Socket open(String lengthHeader, String body) throws Exception {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        var head = "POST " + GitHubWebhook.PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "X-GitHub-Delivery: d-1\r\nX-GitHub-Event: push\r\nX-Hub-Signature-256: sha256=00\r\n"
                + lengthHeader + "\r\n";
        socket.getOutputStream().write(utf8(head + body));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String signature(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(utf8(secret), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A Kafka that neither acknowledges nor fails until told to. */
    private static final class SilentSink implements RawSink {

        private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();

        @Override
        public CompletionStage<Void> send(RawEvent event) {
            var stage = new CompletableFuture<Void>();
            asked.add(stage);
            return stage;
        }

        @Override
        public CompletionStage<Void> send(DeadLetter letter) {
            var stage = new CompletableFuture<Void>();
            asked.add(stage);
            return stage;
        }

        @Override
        public void flush() {
            assertThat(asked).isNotNull();
        }
    }
}
