package io.plumbline.ingest.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.plumbline.ingest.raw.DeadLetters;
import io.plumbline.ingest.raw.KeptHeaders;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the deliveries of one vendor: verify, wrap, produce, wait for the acknowledgement, 202.
 *
 * <p>Failure semantics: 202 means stored, or dropped because its event is not on the operator's list. 401 bad or missing
 * signature; 413 too large; 400 unreadable, the bytes kept as a dead letter; 503 with Retry-After when Kafka does not
 * acknowledge in time, too many wait already, or no secret is configured. A delivery answered 503 may still have been
 * stored; its redelivery has the same id and collapses.
 */
public final class Webhook {

    static final String STAGE = "webhook";

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebhookSource source;
    private final Vendor vendor;
    private final WebhookSettings settings;
    private final RawSink sink;
    private final Clock clock;
    private final Vendor.Proof proof;
    private final RequestBodies bodies;
    private final Semaphore waiting;
    private final WebhookCounters counters = new WebhookCounters();

    /** @param sink its stages must end by themselves within seconds: a request waits for at most {@code ackTimeout} */
    public Webhook(WebhookSource source, WebhookSettings settings, RawSink sink, Clock clock) {
        this.source = source;
        this.vendor = source.vendor();
        this.settings = settings;
        this.sink = sink;
        this.clock = clock;
        this.proof = vendor.proof(settings.secrets());
        this.bodies = new RequestBodies(settings.largestBody(), settings.mostBuffered());
        this.waiting = new Semaphore(settings.mostWaiting());
    }

    /** Registers the routes; Javalin's own limit on bodies does not apply to them. */
    public void addTo(JavalinConfig config) {
        for (var path : vendor.paths(source.path())) {
            config.routes.post(path, this::handle);
        }
    }

    public WebhookCounters counters() {
        return counters;
    }

    void handle(Context context) {
        counters.countReceived();
        var delivery = new Delivery(context, vendor.announcedId(context), vendor.announcedType(context));
        try {
            var accepted = receive(delivery);
            if (accepted) {
                counters.countAccepted();
            } else {
                counters.countIgnored();
            }
            answer(context, 202, delivery.id, accepted ? "accepted" : "ignored", null);
        } catch (RejectedException e) {
            reject(context, delivery.id, e.rejection(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Delivery {} of {} failed", printable(delivery.id), source.source(), e);
            reject(context, delivery.id, Rejection.FAULT, "internal error");
        }
    }

    /** True when stored, false when its event is not wanted. */
    private boolean receive(Delivery delivery) throws RejectedException {
        var request = delivery.context.req();
        var claim = vendor.claim(delivery.context);
        checkBeforeReading(request, claim);
        try (var body = bodies.read(request.getInputStream(), request.getContentLengthLong())) {
            if (!settings.secrets().isEmpty() && !proof.isOf(body.bytes(), body.length(), claim)) {
                throw new RejectedException(Rejection.SIGNATURE, vendor.mismatch());
            }
            return receive(delivery, body);
        } catch (IOException e) {
            throw new RejectedException(Rejection.ABORTED, "the body cannot be read");
        }
    }

    private void checkBeforeReading(HttpServletRequest request, String claim) throws RejectedException {
        if (!settings.secrets().isEmpty()) {
            if (claim == null) {
                throw new RejectedException(Rejection.SIGNATURE, vendor.missing());
            }
        } else if (!settings.unsignedFromLoopback()) {
            throw new RejectedException(Rejection.NO_SECRET, vendor.withoutSecret());
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
    private boolean receive(Delivery delivery, RequestBodies.Body body) throws RejectedException {
        var wrong = vendor.wrongHeaders(delivery.context);
        if (wrong != null) {
            throw keep(delivery, body, Rejection.HEADERS, wrong);
        }
        if (delivery.type != null && !isWanted(delivery.type)) {
            return false;
        }
        var payload = payload(delivery, body);
        Vendor.Labels labels;
        try {
            labels = vendor.labels(delivery.context, payload);
        } catch (IOException e) {
            throw keep(delivery, body, Rejection.BODY, "the payload is not " + vendor.payloads());
        }
        delivery.id = labels.deliveryId();
        if (!isWanted(labels.eventType())) {
            return false;
        }
        var raw = RawEvent.newBuilder()
                .setSource(source.source())
                .setDeliveryId(labels.deliveryId())
                .setEventType(labels.eventType())
                .setAction(labels.action())
                .setRepo(labels.repo())
                .setReceivedAt(clock.instant())
                .setHeaders(keptHeaders(delivery.context.req()))
                .setPayload(ByteBuffer.wrap(payload))
                .build();
        store(() -> sink.send(raw));
        return true;
    }

    private boolean isWanted(String eventType) {
        return settings.events().isEmpty() || settings.events().contains(eventType);
    }

    private byte[] payload(Delivery delivery, RequestBodies.Body body) throws RejectedException {
        var type = delivery.context.req().getContentType();
        var media = type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (media.equals("application/json")) {
            return Arrays.copyOf(body.bytes(), body.length());
        }
        if (!vendor.sendsForms()) {
            throw keep(delivery, body, Rejection.BODY, "Content-Type must be application/json");
        }
        if (!media.equals("application/x-www-form-urlencoded")) {
            throw keep(
                    delivery,
                    body,
                    Rejection.BODY,
                    "Content-Type must be application/json or application/x-www-form-urlencoded");
        }
        var payload = FormPayload.of(body.bytes(), body.length());
        if (payload == null) {
            throw keep(delivery, body, Rejection.BODY, "the form has no readable field payload");
        }
        return payload;
    }

    /** Stores the bytes as a dead letter, and gives the rejection to throw: another one when even that failed. */
    private RejectedException keep(Delivery delivery, RequestBodies.Body body, Rejection rejection, String reason)
            throws RejectedException {
        var letter = DeadLetters.of(
                STAGE,
                source.source(),
                delivery.id,
                delivery.type,
                null,
                reason,
                clock.instant(),
                keptHeaders(delivery.context.req()),
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
        return delivery != null && Vendor.DELIVERY_ID.matcher(delivery).matches() ? delivery : null;
    }

    /** A request while it is handled; id and type as far as they are known. */
    private static final class Delivery {

        private final Context context;
        private final String type;
        private String id;

        private Delivery(Context context, String id, String type) {
            this.context = context;
            this.id = id;
            this.type = type;
        }
    }
}
