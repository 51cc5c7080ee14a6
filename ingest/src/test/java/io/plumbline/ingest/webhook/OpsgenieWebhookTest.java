package io.plumbline.ingest.webhook;

class OpsgenieWebhookTest extends TokenWebhookContract {

    @Override
    WebhookSource source() {
        return WebhookSource.OPSGENIE;
    }
}
