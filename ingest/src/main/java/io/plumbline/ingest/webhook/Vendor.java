package io.plumbline.ingest.webhook;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** What is a vendor's own about its webhooks; everything else {@link Webhook} does. */
interface Vendor {

    Pattern DELIVERY_ID = Pattern.compile("[\\w.:-]{1,128}");

    /** Whether a claim proves that a sender who knows one of the secrets sent these bytes. */
    interface Proof {
        /** Takes the same time whichever secret, or none, is right. */
        boolean isOf(byte[] body, int length, String claim);
    }

    /**
     * What the envelope of a delivery shows.
     *
     * @param action null when there is none
     * @param repo {@code owner/name}; null when there is none
     */
    record Labels(String deliveryId, String eventType, String action, String repo) {}

    /** Where the vendor may post to. */
    default List<String> paths(String path) {
        return List.of(path);
    }

    /** What the request offers as proof; null when nothing. */
    String claim(Context context);

    Proof proof(List<String> secrets);

    /** What to say when there is no claim. */
    String missing();

    /** What to say when the claim is wrong. */
    String mismatch();

    /** What to say when no secret is configured. */
    String withoutSecret();

    /** Id of the delivery before its body is read, or null. */
    default String announcedId(Context context) {
        return null;
    }

    /** Type of the event before the body is read, or null. */
    default String announcedType(Context context) {
        return null;
    }

    /** What is wrong with the headers, or null. */
    default String wrongHeaders(Context context) {
        return null;
    }

    /** Whether the payload may come as a field of a form. */
    default boolean sendsForms() {
        return false;
    }

    /** What a payload has to be, for the answer when it is not. */
    default String payloads() {
        return "a JSON object";
    }

    /** @throws IOException when the payload is not JSON of the wanted kind */
    Labels labels(Context context, byte[] payload) throws IOException;
}
