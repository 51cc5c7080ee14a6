package io.plumbline.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.raw.OpsGlance;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagerDutyWebhookTest extends WebhookContract {

    private static final String SECRET = "shown once by PagerDuty";
    private static final byte[] RESOLVED = utf8("""
            {"event": {"id": "01BZ", "event_type": "incident.resolved", "occurred_at": "2026-01-02T03:00:00Z", "data": {"id": "Q1"}}}""");

    @Override
    WebhookSource source() {
        return WebhookSource.PAGERDUTY;
    }

    @Override
    String secret() {
        return SECRET;
    }

    @Override
    WebhookSettings settings() {
        return WebhookSettings.withSecrets(List.of(SECRET, "the next one"));
    }

    @Override
    HttpRequest.Builder signed(String deliveryId, String event, byte[] body) {
        return unsigned(deliveryId, event, body).header("X-PagerDuty-Signature", signature(SECRET, body));
    }

    @Override
    HttpRequest.Builder unsigned(String deliveryId, String event, byte[] body) {
        return post(body).header("Content-Type", "application/json");
    }

    @Override
    HttpRequest.Builder forged(String deliveryId, String event, byte[] body) {
        return unsigned(deliveryId, event, body).header("X-PagerDuty-Signature", signature("guess", body));
    }

    @Override
    String claimHeaders() {
        return "X-PagerDuty-Signature: v1=00\r\n";
    }

    @Override
    String idOf(String deliveryId, byte[] body) {
        return digestId(source(), body);
    }

    @Override
    String typeOf(String event) {
        return "opened";
    }

    @Test
    void theEventsOwnIdNamesTheDeliveryAndItsTypeIsShown() throws Exception {
        start(settings());

        var answer = send(signed("", "", RESOLVED));

        assertThat(answer.body()).isEqualTo("{\"delivery\":\"01BZ\",\"status\":\"accepted\"}");
        assertThat(stored()).extracting(RawEvent::getSource).containsExactly("pagerduty");
        assertThat(stored()).extracting(RawEvent::getEventType).containsExactly("incident.resolved");
        assertThat(stored()).extracting(RawEvent::getPayload).containsExactly(ByteBuffer.wrap(RESOLVED));
    }

    @Test
    void oneOfSeveralSignaturesIsEnoughWhileASecretIsBeingReplaced() throws Exception {
        start(settings());
        var several = signature("an old one", RESOLVED) + ", " + signature("the next one", RESOLVED);

        var answer = send(unsigned("", "", RESOLVED).header("X-PagerDuty-Signature", several));

        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1=", "v1=zz", "v2=00", ",", "v1=00,v1=11", "sha256=00"})
    void aMalformedSignatureIsRefused(String claim) throws Exception {
        start(settings());

        assertThat(send(unsigned("", "", RESOLVED).header("X-PagerDuty-Signature", claim))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void withoutASecretNothingIsTakenAndTheAnswerNamesTheSetting() throws Exception {
        start(WebhookSettings.withSecrets(List.of()));

        var answer = send(unsigned("", "", RESOLVED));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("plumbline.pagerduty.webhook-secret");
    }

    static String digestId(WebhookSource source, byte[] body) {
        try {
            return OpsGlance.at(source.source(), body).deliveryId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String signature(String secret, byte[] body) {
        return GitHubWebhookTest.signature(secret, body).replace("sha256=", "v1=");
    }
}
