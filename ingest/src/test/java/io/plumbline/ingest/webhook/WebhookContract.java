package io.plumbline.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.ingest.raw.RawEventProducer.Pace;
import io.plumbline.ingest.raw.RawSink;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.testing.Await;
import io.plumbline.testing.TestServices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every webhook endpoint does, whoever the vendor: against a real server and a real broker. */
abstract class WebhookContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    static final byte[] BODY =
            utf8("{\"action\":\"opened\",\"repository\":{\"full_name\":\"Acme/Doors\"},\"x\":\"\\u0000é\"}");

    final HttpClient client = HttpClient.newHttpClient();
    private RawEventProducer producer;
    private WebhookServer server;
    private Webhook webhook;

    /** A delivery as the vendor would send it, signed with a secret that the endpoint knows. */
    abstract HttpRequest.Builder signed(String deliveryId, String event, byte[] body);

    /** The same without a signature. */
    abstract HttpRequest.Builder unsigned(String deliveryId, String event, byte[] body);

    /** The same, signed with a secret that the endpoint does not know. */
    abstract HttpRequest.Builder forged(String deliveryId, String event, byte[] body);

    abstract WebhookSettings settings();

    abstract WebhookSource source();

    /** A secret of the settings. */
    abstract String secret();

    /** Headers, each with its line end, of a delivery that claims to be signed. */
    abstract String claimHeaders();

    /** Where the vendor posts to. */
    String path() {
        return source().path();
    }

    /** The id under which such a delivery is stored. */
    String idOf(String deliveryId, byte[] body) {
        return deliveryId;
    }

    /** The type under which such a delivery is stored. */
    String typeOf(String event) {
        return event;
    }

    @BeforeEach
    void freshTopics() {
        TestServices.kafka().freshTopics(List.of(fresh(Topics.RAW_EVENT), fresh(Topics.DEAD_LETTER)));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (producer != null) {
            producer.close();
        }
    }

    @Test
    void aSignedDeliveryIsStoredByteForByteBeforeItIsAnswered() throws Exception {
        start(settings());

        var answer = send(signed("d-1", "pull_request", BODY));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"delivery\":\"" + idOf("d-1", BODY) + "\",\"status\":\"accepted\"}");
        var stored = stored();
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).getPayload()).isEqualTo(ByteBuffer.wrap(BODY));
        assertThat(stored.get(0).getDeliveryId()).isEqualTo(idOf("d-1", BODY));
        assertThat(stored.get(0).getEventType()).isEqualTo(typeOf("pull_request"));
        assertThat(stored.get(0).getReceivedAt()).isEqualTo(CLOCK.instant());
        assertCount("accepted", 1);
    }

    @Test
    void aDeliveryWithoutSignatureIsRefused() throws Exception {
        start(settings());

        assertThat(send(unsigned("d-1", "pull_request", BODY)).statusCode()).isEqualTo(401);

        assertThat(stored()).isEmpty();
        assertThat(letters()).isEmpty();
        assertCount("rejected.signature", 1);
    }

    @Test
    void aForgedSignatureIsRefusedAndNothingOfItIsKept() throws Exception {
        start(settings());

        assertThat(send(forged("d-1", "pull_request", BODY)).statusCode()).isEqualTo(401);

        assertThat(stored()).isEmpty();
        assertThat(letters()).isEmpty();
        assertCount("rejected.signature", 1);
    }

    @Test
    void aSignedBodyThatIsNotJsonIsKeptAsADeadLetter() throws Exception {
        start(settings());
        var broken = utf8("{\"action\":");

        var answer = send(signed("d-1", "pull_request", broken));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(stored()).isEmpty();
        var letters = letters();
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).getSource()).isEqualTo(source().source());
        assertThat(letters.get(0).getStage()).isEqualTo("webhook");
        assertThat(letters.get(0).getPayload()).isEqualTo(ByteBuffer.wrap(broken));
        assertCount("rejected.body", 1);
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        start(settings().withLargestBody(BODY.length - 1));

        assertThat(send(signed("d-1", "pull_request", BODY)).statusCode()).isEqualTo(413);

        assertThat(stored()).isEmpty();
        assertCount("rejected.too_large", 1);
    }

    @Test
    void aBodyAsLargeAsTheLimitIsTaken() throws Exception {
        start(settings().withLargestBody(BODY.length));

        assertThat(send(signed("d-1", "pull_request", BODY)).statusCode()).isEqualTo(202);
    }

    @Test
    void anUnknownEventIsKept() throws Exception {
        start(settings());

        assertThat(send(signed("d-1", "something_new", BODY)).statusCode()).isEqualTo(202);

        assertThat(stored()).extracting(RawEvent::getEventType).containsExactly(typeOf("something_new"));
    }

    @Test
    void aRedeliveryIsStoredAgainUnderTheSameId() throws Exception {
        start(settings());

        send(signed("d-1", "pull_request", BODY));
        send(signed("d-1", "pull_request", BODY));

        assertThat(stored()).extracting(RawEvent::getDeliveryId).containsExactly(idOf("d-1", BODY), idOf("d-1", BODY));
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

        // The budget stays taken while this sender, who announced 90 kB and sent 66, keeps us waiting. It may itself be
        // refused, when it comes while a small delivery holds its share; then it tries again.
        var slow = new AtomicReference<>(open("Content-Length: 90000\r\n", "x".repeat(66_000)));
        try {
            var answer = Await.until(
                    "memory to be taken",
                    PATIENCE,
                    () -> {
                        if (slow.get().getInputStream().available() > 0) {
                            slow.get().close();
                            slow.set(open("Content-Length: 90000\r\n", "x".repeat(66_000)));
                        }
                        return send(signed("d-2", "push", BODY));
                    },
                    response -> response.statusCode() == 503);
            assertThat(answer.body()).contains("too many large deliveries");
        } finally {
            slow.get().close();
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
        serve(new Webhook(source(), settings().withMostWaiting(2), silent, CLOCK));
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
        serve(new Webhook(source(), settings().withAckTimeout(Duration.ofMillis(50)), new SilentSink(), CLOCK));

        var answer = send(signed("d-1", "push", BODY));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertCount("rejected.unavailable", 1);
    }

    @Test
    void secretsDoNotAppearInLogs() {
        assertThat(settings().toString()).doesNotContain(secret());
    }

    @Test
    void whenTheBrokerIsAwayTheSenderIsToldToTryLater() throws Exception {
        startAgainst(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + closedPort(),
                        "max.block.ms",
                        300,
                        "request.timeout.ms",
                        200,
                        "delivery.timeout.ms",
                        300),
                settings());

        var answer = send(signed("d-1", "pull_request", BODY));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(answer.body()).contains("\"status\":\"rejected\"");
        assertCount("rejected.unavailable", 1);
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
        var head = "POST " + path() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + claimHeaders()
                + lengthHeader + "\r\n";
        socket.getOutputStream().write(utf8(head + body));
        socket.getOutputStream().flush();
        return socket;
    }

    void start(WebhookSettings settings) {
        startAgainst(Map.of("bootstrap.servers", TestServices.kafka().bootstrapServers()), settings);
    }

    void startAgainst(Map<String, Object> kafka, WebhookSettings settings) {
        producer = new RawEventProducer(kafka, Pace.PROMPT);
        serve(new Webhook(source(), settings, producer, CLOCK));
    }

    void serve(Webhook endpoint) {
        webhook = endpoint;
        server = WebhookServer.start(endpoint, "127.0.0.1", 0);
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.uri(URI.create("http://127.0.0.1:" + port() + path()))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    static HttpRequest.Builder post(byte[] body) {
        return HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(body));
    }

    List<RawEvent> stored() {
        return read(Topics.RAW_EVENT);
    }

    List<DeadLetter> letters() {
        return read(Topics.DEAD_LETTER);
    }

    private static <V> List<V> read(Topic<String, V> topic) {
        return TestServices.kafka()
                .probe(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readToEnd()
                .stream()
                .map(record -> record.value())
                .toList();
    }

    /** One counter, and that they add up: received = accepted + rejected + ignored. */
    void assertCount(String name, long expected) {
        var counts = webhook.counters().snapshot();
        assertThat(counts).containsEntry("ingest.webhook." + name, expected);
        assertThat(counts.get("ingest.webhook.received"))
                .isEqualTo(counts.get("ingest.webhook.accepted")
                        + counts.get("ingest.webhook.rejected")
                        + counts.get("ingest.webhook.ignored"));
    }

    static NewTopic fresh(Topic<?, ?> topic) {
        return new NewTopic(topic.name(), Optional.of(1), Optional.of((short) 1)).configs(topic.configuration());
    }

    static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
