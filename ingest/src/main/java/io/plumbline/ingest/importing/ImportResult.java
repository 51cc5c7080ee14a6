package io.plumbline.ingest.importing;

import java.time.Duration;

/**
 * What one run of an import did; all of it is acknowledged.
 *
 * @param finished false when it was stopped; the same call goes on from there
 * @param files read to their end now
 * @param bytes read now, as they lie on disk
 */
public record ImportResult(
        boolean finished, int files, long lines, long events, long badLines, long bytes, Duration elapsed) {}
