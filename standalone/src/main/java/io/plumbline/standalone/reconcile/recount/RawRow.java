package io.plumbline.standalone.reconcile.recount;

import java.nio.ByteBuffer;

/**
 * A row of {@code plumbline.raw_event}.
 *
 * @param receivedAt epoch milliseconds
 */
public record RawRow(
        String source, String deliveryId, String eventType, String repo, long receivedAt, ByteBuffer payload) {}
