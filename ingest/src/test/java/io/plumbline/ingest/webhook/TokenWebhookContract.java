package io.plumbline.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the endpoints do whose vendors sign nothing: a token stands for the signature. */
abstract class TokenWebhookContract extends WebhookContract {

    private static final String TOKEN = "a-long-random-token";

    @Override
    String secret() {
        return TOKEN;
    }

    @Override
    WebhookSettings settings() {
        return WebhookSettings.withSecrets(List.of(TOKEN, "the-next-one"));
    }

    @Override
    HttpRequest.Builder signed(String deliveryId, String event, byte[] body) {
        return unsigned(deliveryId, event, body).header("X-Plumbline-Token", TOKEN);
    }

    @Override
    HttpRequest.Builder unsigned(String deliveryId, String event, byte[] body) {
        return post(body).header("Content-Type", "application/json");
    }

    @Override
    HttpRequest.Builder forged(String deliveryId, String event, byte[] body) {
        return unsigned(deliveryId, event, body).header("X-Plumbline-Token", "guess");
    }

    @Override
    String claimHeaders() {
        return "X-Plumbline-Token: guess\r\n";
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
    void theTokenMayStandInThePath() throws Exception {
        start(settings());

        assertThat(postTo("/the-next-one")).isEqualTo(202);
        assertThat(postTo("/guess")).isEqualTo(401);
        assertThat(postTo("/" + TOKEN.substring(1))).isEqualTo(401);
        assertThat(postTo("/")).isEqualTo(401);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void theTokenIsNotStored() throws Exception {
        start(settings());

        send(signed("", "", BODY));

        assertThat(stored().get(0).toString()).doesNotContain(TOKEN);
    }

    @Test
    void withoutATokenNothingIsTakenAndTheAnswerNamesTheSetting() throws Exception {
        start(WebhookSettings.withSecrets(List.of()));

        var answer = send(unsigned("", "", BODY));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("plumbline." + source().source() + ".webhook-secret");
    }

    private int postTo(String token) throws Exception {
        var request = unsigned("", "", BODY).uri(URI.create("http://127.0.0.1:" + port() + path() + token));
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }
}
