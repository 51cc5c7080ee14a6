package io.plumbline.ingest.importing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A file to import.
 *
 * @param key of its checkpoint: format, repository, content, and, when one import holds the same content several times,
 *     which of them
 */
record SourceFile(Path path, long size, String key) {

    private static final int BUFFER = 1 << 18;

    /**
     * The files of these arguments, in this order; a directory stands for the files in it, by name.
     *
     * @param repo null when the lines name theirs
     * @throws ImportException when one is missing or cannot be read: before anything is imported
     */
    static List<SourceFile> of(List<Path> arguments, FileFormat format, String repo) throws ImportException {
        var files = new ArrayList<SourceFile>();
        var what = format.id() + (repo == null ? "" : "-" + repo.replace('/', '+'));
        var sameContent = new HashMap<String, Integer>();
        for (var argument : arguments) {
            for (var path : expand(argument)) {
                if (!Files.isReadable(path)) {
                    throw new ImportException("Cannot read " + path + ": permission denied");
                }
                try {
                    var fingerprint = Checkpoints.fingerprint(path);
                    var occurrence = sameContent.merge(fingerprint, 1, Integer::sum);
                    files.add(new SourceFile(path, Files.size(path), what + "-" + fingerprint + "-" + occurrence));
                } catch (IOException e) {
                    throw new ImportException("Cannot read " + path + ": " + e.getMessage(), e);
                }
            }
        }
        return files;
    }

    private static List<Path> expand(Path argument) throws ImportException {
        if (Files.isRegularFile(argument)) {
            return List.of(argument);
        }
        if (!Files.isDirectory(argument)) {
            throw new ImportException("There is no file " + argument);
        }
        try (var entries = Files.list(argument)) {
            var files = entries.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new ImportException("There are no files in " + argument);
            }
            return files;
        } catch (IOException e) {
            throw new ImportException("Cannot list " + argument + ": " + e.getMessage(), e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    /** Never after now: a clock that runs ahead elsewhere must not make this file newer than what comes next. */
    Instant changedAt(Instant now) throws IOException {
        var changed = Files.getLastModifiedTime(path).toInstant().truncatedTo(ChronoUnit.MILLIS);
        return changed.isAfter(now) ? now : changed;
    }

    /**
     * Whether the content is one JSON document over several lines: its first line opens a document and does not close
     * it. Content whose first line is whole, or no JSON at all, is read line by line.
     */
    boolean isOneDocument(int longestLine) throws IOException {
        try (var lines = new Lines(open().content(), longestLine)) {
            while (lines.next()) {
                if (lines.length() > 0) {
                    return !lines.cut() && LineParser.isUnfinished(lines.buffer(), lines.start(), lines.length());
                }
            }
            return false;
        }
    }

    /** The content, unpacked when it is gzipped: by what it begins with, not by its name. */
    Opened open() throws IOException {
        var counted = new Counted(Files.newInputStream(path));
        var buffered = new BufferedInputStream(counted, BUFFER);
        buffered.mark(2);
        var gzipped = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return new Opened(gzipped ? new GZIPInputStream(buffered, BUFFER) : buffered, counted);
    }

    /** @param onDisk counts the bytes read from the disk */
    record Opened(InputStream content, Counted onDisk) {}

    static final class Counted extends FilterInputStream {

        private long count;

        private Counted(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var read = super.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            var skipped = super.skip(bytes);
            count += skipped;
            return skipped;
        }
    }
}
