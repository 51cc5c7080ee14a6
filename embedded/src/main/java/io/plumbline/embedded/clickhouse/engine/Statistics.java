package io.plumbline.embedded.clickhouse.engine;

/**
 * What a finished statement did.
 *
 * @param readRows rows read from tables, with {@code readBytes} their uncompressed size
 * @param writtenRows rows inserted, those of materialised views included
 */
public record Statistics(
        long readRows,
        long readBytes,
        long writtenRows,
        long writtenBytes,
        long resultRows,
        long resultBytes,
        long elapsedNanos) {
    public static final Statistics NONE = new Statistics(0, 0, 0, 0, 0, 0, 0);
}
