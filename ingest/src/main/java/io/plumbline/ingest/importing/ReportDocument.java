package io.plumbline.ingest.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.plumbline.ingest.raw.ReportGlance;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/**
 * A report as a vendor's API answered: a whole document is one raw event. It has no delivery: a digest of the content
 * stands for one, so the same report is the same raw event in whichever file it lies.
 */
final class ReportDocument {

    private ReportDocument() {}

    /** @param changedAt of the file: when the report was fetched, as far as a file can tell */
    static RawEvent read(String source, byte[] buffer, int from, int length, Instant changedAt)
            throws BadLineException {
        LineParser.checkSize(length);
        var type = eventType(source, buffer, from, length);
        if (type.equals(ReportGlance.DOWNLOAD_LINKS)) {
            throw new BadLineException(ReportGlance.DOWNLOAD_LINKS_REASON);
        }
        var payload = Arrays.copyOfRange(buffer, from, from + length);
        return new RawEvent(source, digest(payload), type, null, null, changedAt, Map.of(), ByteBuffer.wrap(payload));
    }

    private static String eventType(String source, byte[] buffer, int from, int length) throws BadLineException {
        try {
            return ReportGlance.eventType(source, buffer, from, length);
        } catch (JsonProcessingException e) {
            throw new BadLineException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadLineException("not JSON: " + e.getMessage());
        }
    }

    private static String digest(byte[] payload) {
        try {
            return "sha256-"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(payload), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
