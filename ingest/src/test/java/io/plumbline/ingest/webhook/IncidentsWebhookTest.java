package io.plumbline.ingest.webhook;

class IncidentsWebhookTest extends PlainWebhookContract {

    @Override
    WebhookSource source() {
        return WebhookSource.INCIDENTS;
    }
}
