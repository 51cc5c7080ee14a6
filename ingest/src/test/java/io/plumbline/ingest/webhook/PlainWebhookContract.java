package io.plumbline.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.raw.RawEvent;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the endpoints for our own formats do: signed as GitHub signs, by whoever knows the secret. */
abstract class PlainWebhookContract extends WebhookContract {

    private static final String SECRET = "of the pipeline";

    @Override
    String secret() {
        return SECRET;
    }

    @Override
    WebhookSettings settings() {
        return WebhookSettings.withSecrets(List.of(SECRET));
    }

    @Override
    HttpRequest.Builder signed(String deliveryId, String event, byte[] body) {
        return unsigned(deliveryId, event, body)
                .header("X-Hub-Signature-256", GitHubWebhookTest.signature(SECRET, body));
    }

    @Override
    HttpRequest.Builder unsigned(String deliveryId, String event, byte[] body) {
        return post(body).header("Content-Type", "application/json");
    }

    @Override
    HttpRequest.Builder forged(String deliveryId, String event, byte[] body) {
        return unsigned(deliveryId, event, body)
                .header("X-Hub-Signature-256", GitHubWebhookTest.signature("guess", body));
    }

    @Override
    String claimHeaders() {
        return "X-Hub-Signature-256: sha256=00\r\n";
    }

    @Override
    String idOf(String deliveryId, byte[] body) {
        return PagerDutyWebhookTest.digestId(source(), body);
    }

    @Override
    String typeOf(String event) {
        return "opened";
    }

    @Test
    void severalMayComeInOneArrayAndTheRepositoryOfOneIsItsKey() throws Exception {
        start(settings());

        assertThat(send(signed("", "", utf8("[{\"id\": \"1\"}]"))).statusCode()).isEqualTo(202);
        assertThat(send(signed("", "", utf8("{\"id\": \"1\", \"repo\": \"octo/hello\"}")))
                        .statusCode())
                .isEqualTo(202);

        assertThat(stored()).extracting(RawEvent::getRepo).containsExactlyInAnyOrder(null, "octo/hello");
    }
}
