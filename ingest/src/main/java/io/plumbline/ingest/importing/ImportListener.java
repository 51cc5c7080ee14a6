package io.plumbline.ingest.importing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Told how an import goes, on the importing thread. Methods should be quick. */
public interface ImportListener {

    ImportListener SILENT = new ImportListener() {};

    /** About once a megabyte, and at the end of each file. */
    default void progress(Progress progress) {}

    default void badLine(BadLine line) {}

    /** An earlier import of this file was interrupted; this one goes on after that line. */
    default void resumed(Path file, long line) {}

    /** An earlier import was interrupted after this file had been imported as a whole. */
    default void skipped(Path file) {}

    /** Kept as a dead letter; the import goes on. */
    record BadLine(Path file, long line, String reason) {}

    /**
     * @param bytesDone of all files, as they lie on disk: compressed when they are
     * @param lines read now, blank ones included
     * @param events sent now; their acknowledgement may be outstanding
     * @param elapsed since the import began
     * @param bytesPerSecond on disk, of this run; 0 when too little time has passed
     */
    record Progress(
            Path file,
            int fileNumber,
            int files,
            long bytesDone,
            long bytesTotal,
            long lines,
            long events,
            long badLines,
            Duration elapsed,
            double bytesPerSecond) {

        /** Empty while no rate is known. */
        public Optional<Duration> timeLeft() {
            return bytesPerSecond <= 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis((long) ((bytesTotal - bytesDone) * 1_000.0 / bytesPerSecond)));
        }
    }
}
