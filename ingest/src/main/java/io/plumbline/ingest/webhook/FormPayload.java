package io.plumbline.ingest.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The {@code payload} field of an {@code application/x-www-form-urlencoded} body, which GitHub offers beside JSON. */
final class FormPayload {

    private static final byte[] FIELD = "payload=".getBytes(StandardCharsets.US_ASCII);

    private FormPayload() {}

    /** The decoded bytes; null when there is no such field or a percent sign is not followed by two digits. */
    static byte[] of(byte[] form, int length) {
        var start = 0;
        while (start < length) {
            var end = start;
            while (end < length && form[end] != '&') {
                end++;
            }
            if (startsWithField(form, start, end)) {
                return decode(form, start + FIELD.length, end);
            }
            start = end + 1;
        }
        return null;
    }

    private static boolean startsWithField(byte[] form, int start, int end) {
        if (end - start < FIELD.length) {
            return false;
        }
        for (var i = 0; i < FIELD.length; i++) {
            if (form[start + i] != FIELD[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] decode(byte[] form, int start, int end) {
        var decoded = new ByteArrayOutputStream(end - start);
        for (var i = start; i < end; i++) {
            if (form[i] == '+') {
                decoded.write(' ');
            } else if (form[i] == '%') {
                var high = i + 2 < end ? Character.digit(form[i + 1], 16) : -1;
                var low = i + 2 < end ? Character.digit(form[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                decoded.write(high * 16 + low);
                i += 2;
            } else {
                decoded.write(form[i]);
            }
        }
        return decoded.toByteArray();
    }
}
