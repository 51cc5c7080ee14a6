package io.plumbline.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.ingest.raw.RawEventProducer.Pace;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.testing.TestServices;
import java.io.IOException;
import java.net.ServerSocket;
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
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every webhook endpoint does, whoever the vendor: against a real server and a real broker. */
abstract class WebhookContract {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    static final byte[] BODY =
            utf8("{\"action\":\"opened\",\"repository\":{\"full_name\":\"Acme/Doors\"},\"x\":\"\\u0000é\"}");

    final HttpClient client = HttpClient.newHttpClient();
    private RawEventProducer producer;
    private WebhookServer server;
    private GitHubWebhook webhook;

    /** A delivery as the vendor would send it, signed with a secret that the endpoint knows. */
    abstract HttpRequest.Builder signed(String deliveryId, String event, byte[] body);

    /** The same without a signature. */
    abstract HttpRequest.Builder unsigned(String deliveryId, String event, byte[] body);

    /** The same, signed with a secret that the endpoint does not know. */
    abstract HttpRequest.Builder forged(String deliveryId, String event, byte[] body);

    abstract WebhookSettings settings();

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
        assertThat(answer.body()).isEqualTo("{\"delivery\":\"d-1\",\"status\":\"accepted\"}");
        var stored = stored();
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).getPayload()).isEqualTo(ByteBuffer.wrap(BODY));
        assertThat(stored.get(0).getDeliveryId()).isEqualTo("d-1");
        assertThat(stored.get(0).getEventType()).isEqualTo("pull_request");
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

        assertThat(stored()).extracting(RawEvent::getEventType).containsExactly("something_new");
    }

    @Test
    void aRedeliveryIsStoredAgainUnderTheSameId() throws Exception {
        start(settings());

        send(signed("d-1", "pull_request", BODY));
        send(signed("d-1", "pull_request", BODY));

        assertThat(stored()).extracting(RawEvent::getDeliveryId).containsExactly("d-1", "d-1");
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

    void start(WebhookSettings settings) {
        startAgainst(Map.of("bootstrap.servers", TestServices.kafka().bootstrapServers()), settings);
    }

    void startAgainst(Map<String, Object> kafka, WebhookSettings settings) {
        producer = new RawEventProducer(kafka, Pace.PROMPT);
        serve(new GitHubWebhook(settings, producer, CLOCK));
    }

    void serve(GitHubWebhook endpoint) {
        webhook = endpoint;
        server = WebhookServer.start(endpoint, "127.0.0.1", 0);
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.uri(URI.create("http://127.0.0.1:" + port() + GitHubWebhook.PATH))
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
}
