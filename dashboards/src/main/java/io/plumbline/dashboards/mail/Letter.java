package io.plumbline.dashboards.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One mail to one address.
 *
 * @param messageId without angle brackets; the same for every attempt
 * @param html empty = text only
 * @param pictures shown by the HTML as {@code cid:..}
 * @param headers further ones, such as List-Unsubscribe; ASCII
 */
public record Letter(
        String to,
        String subject,
        String text,
        String html,
        List<Picture> pictures,
        Map<String, String> headers,
        String messageId,
        Instant date) {

    /** @param cid content id without angle brackets */
    @SuppressWarnings("ArrayRecordComponent") // Read once; never compared.
    public record Picture(String cid, String fileName, byte[] png) {}

    public Letter {
        pictures = List.copyOf(pictures);
        headers = Map.copyOf(headers);
    }
}
