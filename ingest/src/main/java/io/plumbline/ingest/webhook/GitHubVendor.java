package io.plumbline.ingest.webhook;

import io.javalin.http.Context;
import io.plumbline.ingest.raw.PayloadGlance;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** GitHub names delivery and event in headers, signs the body, and sends JSON or a form with JSON in it. */
final class GitHubVendor implements Vendor {

    static final String SIGNATURE = "X-Hub-Signature-256";

    private static final String DELIVERY = "X-GitHub-Delivery";
    private static final String EVENT = "X-GitHub-Event";
    private static final Pattern EVENT_TYPE = Pattern.compile("\\w{1,64}");

    @Override
    public String claim(Context context) {
        return context.header(SIGNATURE);
    }

    @Override
    public Proof proof(List<String> secrets) {
        return Signature.ofGitHub(secrets);
    }

    @Override
    public String missing() {
        return SIGNATURE + " is missing: set the secret on GitHub";
    }

    @Override
    public String mismatch() {
        return "the signature does not match";
    }

    @Override
    public String withoutSecret() {
        return "no webhook secret is configured here, so no delivery can be verified; configure the one set on GitHub";
    }

    @Override
    public String announcedId(Context context) {
        return context.header(DELIVERY);
    }

    @Override
    public String announcedType(Context context) {
        return context.header(EVENT);
    }

    @Override
    public String wrongHeaders(Context context) {
        var delivery = context.header(DELIVERY);
        if (delivery == null || !DELIVERY_ID.matcher(delivery).matches()) {
            return DELIVERY + " is missing or malformed";
        }
        var event = context.header(EVENT);
        return event == null || !EVENT_TYPE.matcher(event).matches() ? EVENT + " is missing or malformed" : null;
    }

    @Override
    public boolean sendsForms() {
        return true;
    }

    @Override
    public Labels labels(Context context, byte[] payload) throws IOException {
        var glance = PayloadGlance.at(payload);
        return new Labels(context.header(DELIVERY), context.header(EVENT), glance.action(), glance.repo());
    }
}
