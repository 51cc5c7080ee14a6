package io.plumbline.ingest.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.plumbline.ingest.raw.DeadLetters;
import io.plumbline.ingest.raw.KeptHeaders;
import io.plumbline.ingest.raw.PayloadGlance;
import io.plumbline.ingest.raw.RawSink;
import io.plumbline.schema.raw.RawEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /webhooks/github}: verify, wrap, produce, wait for the acknowledgement, 202.
 *
 * <p>Failure semantics: 202 means stored, or dropped because its event is not on the operator's list. 401 bad or missing
 * signature; 413 too large; 400 unreadable, the bytes kept as a dead letter; 503 with Retry-After when Kafka does not
 * acknowledge in time, too many wait already, or no secret is configured. A delivery answered 503 may still have been
 * stored; its redelivery has the same id and collapses.
 */
public final class GitHubWebhook {

    public static final String PATH = "/webhooks/github";

    static final String SOURCE = "github";
    static final String STAGE = "webhook";

    private static final Logger LOG = LoggerFactory.getLogger(GitHubWebhook.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern DELIVERY_ID = Pattern.compile("[\\w.:-]{1,128}");
    private static final Pattern EVENT_TYPE = Pattern.compile("\\w{1,64}");

    private final WebhookSettings settings;
    private final RawSink sink;
    private final Clock clock;
    private final Signature signature;
    private final RequestBodies bodies;
    private final Semaphore waiting;
    private final WebhookCounters counters = new WebhookCounters();

    /** @param sink its stages must end by themselves within seconds: a request waits for at most {@code ackTimeout} */
    public GitHubWebhook(WebhookSettings settings, RawSink sink, Clock clock) {
        this.settings = settings;
        this.sink = sink;
        this.clock = clock;
        this.signature = new Signature(settings.secrets());
        this.bodies = new RequestBodies(settings.largestBody(), settings.mostBuffered());
        this.waiting = new Semaphore(settings.mostWaiting());
    }

    /** Registers the route; Javalin's own limit on bodies does not apply to it. */
    public void addTo(JavalinConfig config) {
        config.routes.post(PATH, this::handle);
    }

    public WebhookCounters counters() {
        return counters;
    }

    void handle(Context context) {
        counters.countReceived();
        var delivery = context.header("X-GitHub-Delivery");
        try {
            var accepted = receive(context.req());
            if (accepted) {
                counters.countAccepted();
            } else {
                counters.countIgnored();
            }
            answer(context, 202, delivery, accepted ? "accepted" : "ignored", null);
        } catch (RejectedException e) {
            reject(context, delivery, e.rejection(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Delivery {} failed", printable(delivery), e);
            reject(context, delivery, Rejection.FAULT, "internal error");
        }
    }

    /** True when stored, false when its event is not wanted. */
    private boolean receive(HttpServletRequest request) throws RejectedException {
        var claim = request.getHeader("X-Hub-Signature-256");
        checkBeforeReading(request, claim);
        try (var body = bodies.read(request.getInputStream(), request.getContentLengthLong())) {
            if (!settings.secrets().isEmpty() && !signature.isOf(body.bytes(), body.length(), claim)) {
                throw new RejectedException(Rejection.SIGNATURE, "the signature does not match");
            }
            return receive(request, body);
        } catch (IOException e) {
            throw new RejectedException(Rejection.ABORTED, "the body cannot be read");
        }
    }

    private void checkBeforeReading(HttpServletRequest request, String claim) throws RejectedException {
        if (!settings.secrets().isEmpty()) {
            if (claim == null) {
                throw new RejectedException(
                        Rejection.SIGNATURE, "X-Hub-Signature-256 is missing: set the secret on GitHub");
            }
        } else if (!settings.unsignedFromLoopback()) {
            throw new RejectedException(
                    Rejection.NO_SECRET,
                    "no webhook secret is configured here, so no delivery can be verified; configure the one set on GitHub");
        } else if (!isFromThisMachine(request)) {
            throw new RejectedException(Rejection.SIGNATURE, "unsigned deliveries are taken from this machine only");
        }
    }

    /** A reverse proxy beside us also connects from loopback; what it forwards does not come from this machine. */
    private static boolean isFromThisMachine(HttpServletRequest request) {
        if (request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null) {
            return false;
        }
        try {
            // A literal address: no name is looked up.
            return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** From here on the sender is trusted: what cannot be read is kept. */
    private boolean receive(HttpServletRequest request, RequestBodies.Body body) throws RejectedException {
        var delivery = request.getHeader("X-GitHub-Delivery");
        var event = request.getHeader("X-GitHub-Event");
        if (delivery == null || !DELIVERY_ID.matcher(delivery).matches()) {
            throw keep(request, body, Rejection.HEADERS, "X-GitHub-Delivery is missing or malformed");
        }
        if (event == null || !EVENT_TYPE.matcher(event).matches()) {
            throw keep(request, body, Rejection.HEADERS, "X-GitHub-Event is missing or malformed");
        }
        if (!settings.events().isEmpty() && !settings.events().contains(event)) {
            return false;
        }
        var payload = payload(request, body);
        PayloadGlance glance;
        try {
            glance = PayloadGlance.at(payload);
        } catch (IOException e) {
            throw keep(request, body, Rejection.BODY, "the payload is not a JSON object");
        }
        var raw = RawEvent.newBuilder()
                .setSource(SOURCE)
                .setDeliveryId(delivery)
                .setEventType(event)
                .setAction(glance.action())
                .setRepo(glance.repo())
                .setReceivedAt(clock.instant())
                .setHeaders(keptHeaders(request))
                .setPayload(ByteBuffer.wrap(payload))
                .build();
        store(() -> sink.send(raw));
        return true;
    }

    private byte[] payload(HttpServletRequest request, RequestBodies.Body body) throws RejectedException {
        var type = request.getContentType() == null ? "" : request.getContentType();
        var media = type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        switch (media) {
            case "application/json" -> {
                return Arrays.copyOf(body.bytes(), body.length());
            }
            case "application/x-www-form-urlencoded" -> {
                var payload = FormPayload.of(body.bytes(), body.length());
                if (payload == null) {
                    throw keep(request, body, Rejection.BODY, "the form has no readable field payload");
                }
                return payload;
            }
            default ->
                throw keep(
                        request,
                        body,
                        Rejection.BODY,
                        "Content-Type must be application/json or application/x-www-form-urlencoded");
        }
    }

    /** Stores the bytes as a dead letter, and gives the rejection to throw: another one when even that failed. */
    private RejectedException keep(
            HttpServletRequest request, RequestBodies.Body body, Rejection rejection, String reason)
            throws RejectedException {
        var letter = DeadLetters.of(
                STAGE,
                SOURCE,
                request.getHeader("X-GitHub-Delivery"),
                request.getHeader("X-GitHub-Event"),
                null,
                reason,
                clock.instant(),
                keptHeaders(request),
                ByteBuffer.wrap(body.bytes(), 0, body.length()));
        store(() -> sink.send(letter));
        return new RejectedException(rejection, reason);
    }

    private void store(Supplier<CompletionStage<Void>> send) throws RejectedException {
        if (!waiting.tryAcquire()) {
            throw new RejectedException(Rejection.BUSY, "too many deliveries at once");
        }
        try {
            send.get().toCompletableFuture().get(settings.ackTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.warn("Kafka did not store a delivery: {}", e.getCause().toString());
            throw new RejectedException(Rejection.UNAVAILABLE, "the delivery could not be stored");
        } catch (TimeoutException e) {
            LOG.warn("Kafka did not acknowledge a delivery within {}", settings.ackTimeout());
            throw new RejectedException(Rejection.UNAVAILABLE, "the delivery was not stored in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedException(Rejection.UNAVAILABLE, "shutting down");
        } finally {
            waiting.release();
        }
    }

    private static Map<String, String> keptHeaders(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        var names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            var name = names.nextElement();
            headers.put(name, request.getHeader(name));
        }
        return KeptHeaders.of(headers);
    }

    private void reject(Context context, String delivery, Rejection rejection, String explanation) {
        counters.count(rejection);
        if (rejection.passing()) {
            context.header("Retry-After", Long.toString(settings.retryAfter().toSeconds()));
        }
        if (rejection == Rejection.TOO_LARGE) {
            // The rest of the body is not read, so the connection cannot carry another request.
            context.header("Connection", "close");
        }
        answer(context, rejection.status(), delivery, "rejected", explanation);
    }

    private static void answer(Context context, int status, String delivery, String outcome, String error) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("delivery", printable(delivery));
        answer.put("status", outcome);
        if (error != null) {
            answer.put("error", error);
        }
        context.status(status).contentType("application/json").result(answer.toString());
    }

    /** Before the signature is checked, a delivery id may be anything. */
    private static String printable(String delivery) {
        return delivery != null && DELIVERY_ID.matcher(delivery).matches() ? delivery : null;
    }
}
