package io.plumbline.dashboards.digest;

/**
 * A digest in its three forms.
 *
 * @param quiet nothing happened; some readers would rather get nothing then
 * @param html shows the picture as {@code cid:}{@value #PICTURE}
 * @param png empty when there is no trend
 */
@SuppressWarnings("ArrayRecordComponent") // Written once and only ever read; never compared.
public record Rendered(String subject, String html, String text, byte[] png, boolean quiet) {

    /** Content id of the one picture. */
    public static final String PICTURE = "trend@plumbline";
}
