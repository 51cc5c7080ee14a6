package io.plumbline.ingest.importing;

import io.plumbline.ingest.importing.Checkpoints.Checkpoint;
import io.plumbline.ingest.importing.FileFormat.Origin;
import io.plumbline.ingest.importing.ImportListener.BadLine;
import io.plumbline.ingest.importing.ImportListener.Progress;
import io.plumbline.ingest.raw.DeadLetters;
import io.plumbline.ingest.raw.RawSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Imports files of one JSON object a line; reports of vendors also as one JSON document a file.
 *
 * <p>Failure semantics: each line is sent at least once. A bad line becomes a dead letter and is reported; nothing else
 * of it. When Kafka refuses a record, or a file cannot be read on, the import ends with an {@link ImportException}. After
 * any end but the good one, kill -9 included, the same import goes on where everything before is acknowledged; after the
 * good one it begins anew. One instance runs once.
 */
public final class FileImport {

    static final String STAGE = "import";

    private static final int LONGEST_LINE = 64 * 1024 * 1024;
    private static final long STEP_BYTES = 1L << 20;
    private static final long STEP_LINES = 5_000;

    private final FileFormat format;
    private final RawSink sink;
    private final Checkpoints checkpoints;
    private final ImportListener listener;
    private final Clock clock;
    private final int longestLine;

    private String repo;
    private Origin origin;
    private volatile boolean stopped;
    private List<SourceFile> files = List.of();
    private Instant begin = Instant.EPOCH;
    private long bytesTotal;
    private long bytesBefore;
    private long bytesSkipped;
    private long lines;
    private long events;
    private long badLines;

    /** @param checkpoints a directory of its own for each destination; made when needed */
    public FileImport(FileFormat format, RawSink sink, Path checkpoints, ImportListener listener, Clock clock) {
        this(format, sink, checkpoints, listener, clock, LONGEST_LINE);
    }

    FileImport(
            FileFormat format, RawSink sink, Path checkpoints, ImportListener listener, Clock clock, int longestLine) {
        this.format = format;
        this.sink = sink;
        this.checkpoints = new Checkpoints(checkpoints);
        this.listener = listener;
        this.clock = clock;
        this.longestLine = longestLine;
    }

    /** @param ownerAndName repository that the files are about, for formats whose lines do not say */
    public FileImport ofRepository(String ownerAndName) {
        repo = ownerAndName;
        return this;
    }

    /** Ends the run after the line in hand, from any thread, with everything read acknowledged and remembered. */
    public void stop() {
        stopped = true;
    }

    /** @param paths files, or directories of which all files are taken in the order of their names */
    public ImportResult run(List<Path> paths) throws ImportException {
        files = SourceFile.of(paths, format, repo);
        begin = clock.instant();
        bytesTotal = files.stream().mapToLong(SourceFile::size).sum();
        var finished = 0;
        for (var file : files) {
            try {
                if (!importFile(file, finished)) {
                    return result(false, finished);
                }
            } catch (IOException e) {
                throw new ImportException("Cannot read " + file.path() + " to its end: " + e.getMessage(), e);
            }
            bytesBefore += file.size();
            finished++;
        }
        forget();
        return result(true, finished);
    }

    /** False when stopped before the end. */
    private boolean importFile(SourceFile file, int before) throws IOException, ImportException {
        var checkpoint = checkpoints.find(file.key()).orElse(new Checkpoint(Position.START, false));
        if (checkpoint.finished()) {
            bytesSkipped += file.size();
            listener.skipped(file.path());
            return true;
        }
        origin = new Origin(repo, file.changedAt(clock.instant()));
        var whole = format.documents() && file.isOneDocument(longestLine);
        var opened = file.open();
        var acknowledged = new AcknowledgedPosition(checkpoint.position());
        try (var reader = new Lines(opened.content(), longestLine, whole)) {
            if (checkpoint.position().line() > 0) {
                reader.skipTo(
                        checkpoint.position().offset(), checkpoint.position().line());
                bytesSkipped += opened.onDisk().count();
                listener.resumed(file.path(), checkpoint.position().line());
            }
            var ended = readLines(file, before, reader, opened.onDisk(), acknowledged);
            sink.flush();
            checkStored(acknowledged);
            // Blank lines at the end have no acknowledgement of their own.
            checkpoints.save(file.key(), new Checkpoint(new Position(reader.offset(), reader.number()), ended));
            listener.progress(progress(file, before, opened.onDisk().count()));
            if (!ended) {
                bytesBefore += opened.onDisk().count();
            }
            return ended;
        } catch (IOException | ImportException | RuntimeException e) {
            sink.flush();
            checkpoints.save(file.key(), new Checkpoint(acknowledged.get(), false));
            throw e;
        }
    }

    /** False when stopped before the end. */
    private boolean readLines(
            SourceFile file, int before, Lines reader, SourceFile.Counted onDisk, AcknowledgedPosition acknowledged)
            throws IOException, ImportException {
        var nextBytes = reader.offset() + STEP_BYTES;
        var nextLine = reader.number() + STEP_LINES;
        while (!stopped) {
            if (!reader.next()) {
                return true;
            }
            lines++;
            if (reader.length() > 0) {
                var end = new Position(reader.offset(), reader.number());
                acknowledged.add(end, send(file, reader));
            }
            if (reader.offset() >= nextBytes || reader.number() >= nextLine) {
                nextBytes = reader.offset() + STEP_BYTES;
                nextLine = reader.number() + STEP_LINES;
                checkStored(acknowledged);
                checkpoints.save(file.key(), new Checkpoint(acknowledged.get(), false));
                listener.progress(progress(file, before, onDisk.count()));
            }
        }
        return false;
    }

    private CompletionStage<Void> send(SourceFile file, Lines reader) {
        try {
            if (reader.cut()) {
                throw new BadLineException("the line is longer than " + longestLine + " bytes; its beginning is kept");
            }
            var event = format.read(reader.buffer(), reader.start(), reader.length(), origin);
            events++;
            return sink.send(event);
        } catch (BadLineException e) {
            badLines++;
            listener.badLine(new BadLine(file.path(), reader.number(), e.getMessage()));
            // The buffer is used again for the next line.
            var bytes = Arrays.copyOfRange(reader.buffer(), reader.start(), reader.start() + reader.length());
            return sink.send(DeadLetters.of(
                    STAGE,
                    format.source(),
                    null,
                    null,
                    file.name() + ":" + reader.number(),
                    e.getMessage(),
                    clock.instant(),
                    Map.of(),
                    ByteBuffer.wrap(bytes)));
        }
    }

    private void checkStored(AcknowledgedPosition acknowledged) throws ImportException {
        var failure = acknowledged.failure();
        if (failure != null) {
            throw new ImportException(
                    "Kafka did not store all lines: " + failure.getMessage()
                            + ". Run the same import again: it goes on where it stopped.",
                    failure);
        }
    }

    private void forget() throws ImportException {
        for (var file : files) {
            try {
                checkpoints.delete(file.key());
            } catch (IOException e) {
                throw new ImportException(
                        "Everything is imported, but the checkpoint of " + file.path() + " cannot be removed: "
                                + e.getMessage(),
                        e);
            }
        }
    }

    private Progress progress(SourceFile file, int before, long onDisk) {
        var elapsed = Duration.between(begin, clock.instant());
        var done = bytesBefore + onDisk;
        var rate = elapsed.toMillis() <= 0 ? 0 : (done - bytesSkipped) * 1_000.0 / elapsed.toMillis();
        return new Progress(
                file.path(), before + 1, files.size(), done, bytesTotal, lines, events, badLines, elapsed, rate);
    }

    private ImportResult result(boolean finished, int readToEnd) {
        return new ImportResult(
                finished,
                readToEnd,
                lines,
                events,
                badLines,
                bytesBefore - bytesSkipped,
                Duration.between(begin, clock.instant()));
    }
}
