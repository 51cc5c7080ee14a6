package io.plumbline.dashboards.alert;

import io.plumbline.dashboards.dispatch.Fence;
import io.plumbline.dashboards.dispatch.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts JSON. The generic webhook signs {@code timestamp.body} with HMAC-SHA256, so that a receiver can tell that it is ours
 * and not replayed.
 *
 * <p>Failure semantics: no connection and 429 or 5xx are tried again, other refusals are final, silence after the request was
 * written leaves its fate unknown.
 */
final class Webhooks {

    static final String SIGNATURE = "X-Plumbline-Signature";
    static final String TIMESTAMP = "X-Plumbline-Timestamp";
    static final String DELIVERY = "X-Plumbline-Delivery";

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int TOO_MANY = 429;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final boolean privateAllowed;
    private final Clock clock;

    Webhooks(boolean privateAllowed, Clock clock) {
        this.privateAllowed = privateAllowed;
        this.clock = clock;
    }

    boolean allowsPrivate() {
        return privateAllowed;
    }

    /** @param secret empty = unsigned, as Slack wants it */
    Outcome post(String target, String secret, String id, String body, Fence fence) {
        var obstacle = WebTarget.obstacle(target, privateAllowed);
        if (obstacle.isPresent()) {
            return new Outcome.Rejected(obstacle.get());
        }
        var request = HttpRequest.newBuilder(URI.create(target))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Plumbline")
                .header(DELIVERY, id)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!secret.isEmpty()) {
            var timestamp = Long.toString(clock.instant().getEpochSecond());
            request.header(TIMESTAMP, timestamp).header(SIGNATURE, "sha256=" + signature(secret, timestamp, body));
        }
        if (!fence.pass()) {
            return new Outcome.Fenced();
        }
        try {
            return outcome(client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new Outcome.Later("No connection to " + URI.create(target).getHost() + ".");
        } catch (IOException e) {
            return new Outcome.Unknown("No answer from " + URI.create(target).getHost() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("Interrupted while waiting for the answer.");
        }
    }

    private static Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return new Outcome.Sent("HTTP " + status);
        }
        return status == TOO_MANY || status >= 500
                ? new Outcome.Later("HTTP " + status)
                : new Outcome.Rejected("HTTP " + status);
    }

    static String signature(String secret, String timestamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
