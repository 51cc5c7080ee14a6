package io.plumbline.ingest.webhook;

import io.javalin.Javalin;

/** Runs webhook endpoints alone, for a collector without dashboards. */
public final class WebhookServer implements AutoCloseable {

    private final Javalin javalin;

    private WebhookServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /** @param port 0 = any free one */
    public static WebhookServer start(Webhook webhook, String host, int port) {
        var javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            webhook.addTo(config);
        });
        return new WebhookServer(javalin.start(host, port));
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
