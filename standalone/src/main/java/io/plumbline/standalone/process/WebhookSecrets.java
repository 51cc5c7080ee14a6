package io.plumbline.standalone.process;

import io.plumbline.ingest.webhook.WebhookSource;
import io.plumbline.standalone.config.PlumblineConfig;
import java.nio.file.Path;
import java.util.List;

/** Which secrets webhooks are verified with: configured ones, or one that is made once and kept. */
public final class WebhookSecrets {

    private WebhookSecrets() {}

    /** Makes one where none is configured; none for vendors that choose theirs, so that nothing of theirs is taken. */
    static List<String> of(WebhookSource source, PlumblineConfig config, DataDirectory data) {
        var configured = config.webhookSecrets().getOrDefault(source.source(), List.of());
        if (!configured.isEmpty() || !source.ourSecret()) {
            return configured;
        }
        return List.of(data.secret(name(source)));
    }

    /** For a person: where the secret is. */
    public static String where(WebhookSource source, PlumblineConfig config, DataDirectory data) {
        if (config.webhookSecrets().containsKey(source.source())) {
            return "as configured";
        }
        return source.ourSecret()
                ? file(source, data).toString()
                : "none; set plumbline." + source.source() + ".webhook-secret";
    }

    private static Path file(WebhookSource source, DataDirectory data) {
        return data.secretFile(name(source));
    }

    private static String name(WebhookSource source) {
        return source.source() + "-webhook-secret";
    }
}
