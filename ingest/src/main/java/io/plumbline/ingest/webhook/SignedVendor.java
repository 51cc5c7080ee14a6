package io.plumbline.ingest.webhook;

import io.javalin.http.Context;
import io.plumbline.ingest.raw.OpsGlance;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Senders that sign the body and name the delivery in it, if at all: PagerDuty, and whoever reports in our own formats.
 *
 * @param header that holds the signature
 * @param proofOf secrets
 * @param setting where the secret is configured
 */
record SignedVendor(String source, String header, Function<List<String>, Proof> proofOf, String setting)
        implements Vendor {

    @Override
    public String claim(Context context) {
        return context.header(header);
    }

    @Override
    public Proof proof(List<String> secrets) {
        return proofOf.apply(secrets);
    }

    @Override
    public String missing() {
        return header + " is missing: sign the body with the secret";
    }

    @Override
    public String mismatch() {
        return "the signature does not match";
    }

    @Override
    public String withoutSecret() {
        return "no webhook secret is configured here, so no delivery can be verified; set " + setting;
    }

    @Override
    public String payloads() {
        return "a JSON object or an array of them";
    }

    @Override
    public Labels labels(Context context, byte[] payload) throws IOException {
        var glance = OpsGlance.at(source, payload);
        return new Labels(glance.deliveryId(), glance.eventType(), glance.action(), glance.repo());
    }
}
