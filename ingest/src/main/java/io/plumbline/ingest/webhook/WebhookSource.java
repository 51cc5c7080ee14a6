package io.plumbline.ingest.webhook;

import java.util.Locale;

/** Who may send to us, and where to. */
public enum WebhookSource {
    GITHUB,
    /** Any CI, in our own format, signed as GitHub signs. */
    DEPLOYMENTS,
    /** Any incident tool, in our own format, signed as GitHub signs. */
    INCIDENTS,
    PAGERDUTY,
    OPSGENIE,
    STATUSPAGE;

    /** Of the raw events. */
    public String source() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String path() {
        return "/webhooks/" + source();
    }

    /** False when the vendor chooses the secret, so that it has to be told to us. */
    public boolean ourSecret() {
        return this != PAGERDUTY;
    }

    /** Proof is a token in path or header, because the vendor signs nothing; otherwise a signature of the body. */
    public boolean byToken() {
        return this == OPSGENIE || this == STATUSPAGE;
    }

    Vendor vendor() {
        var setting = "plumbline." + source() + ".webhook-secret";
        return switch (this) {
            case GITHUB -> new GitHubVendor();
            case DEPLOYMENTS, INCIDENTS ->
                new SignedVendor(source(), GitHubVendor.SIGNATURE, Signature::ofGitHub, setting);
            case PAGERDUTY ->
                new SignedVendor(
                        source(),
                        "X-PagerDuty-Signature",
                        Signature::ofPagerDuty,
                        setting + " to the one that PagerDuty shows when the subscription is made");
            case OPSGENIE, STATUSPAGE -> new TokenVendor(source(), setting);
        };
    }
}
