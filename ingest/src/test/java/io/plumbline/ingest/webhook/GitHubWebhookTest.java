package io.plumbline.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubWebhookTest extends WebhookContract {

    private static final String SECRET = "It's a Secret to Everybody";

    @Override
    WebhookSettings settings() {
        return WebhookSettings.withSecrets(List.of(SECRET, "the next one"));
    }

    @Override
    WebhookSource source() {
        return WebhookSource.GITHUB;
    }

    @Override
    String secret() {
        return SECRET;
    }

    @Override
    String claimHeaders() {
        return "X-GitHub-Delivery: d-1\r\nX-GitHub-Event: push\r\nX-Hub-Signature-256: sha256=00\r\n";
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

        assertThat(Signature.ofGitHub(List.of(SECRET))
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

    static String signature(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(utf8(secret), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
