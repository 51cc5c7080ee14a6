package io.plumbline.ingest.webhook;

class DeploymentsWebhookTest extends PlainWebhookContract {

    @Override
    WebhookSource source() {
        return WebhookSource.DEPLOYMENTS;
    }
}
