package io.plumbline.ingest.webhook;

class StatuspageWebhookTest extends TokenWebhookContract {

    @Override
    WebhookSource source() {
        return WebhookSource.STATUSPAGE;
    }
}
