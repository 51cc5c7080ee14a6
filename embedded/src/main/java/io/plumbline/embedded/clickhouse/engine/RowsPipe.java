package io.plumbline.embedded.clickhouse.engine;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An anonymous pipe that Java writes rows into and the engine reads as a file, for statements that the library's own insert
 * stream does not take ({@code INSERT .. SELECT .. FROM input(..)}).
 *
 * <p>Failure semantics: when the reading end is closed first, because the statement failed, the next write here fails.
 */
public final class RowsPipe implements AutoCloseable {
    private final OutputStream writer;
    private final int reader;
    private boolean readerOpen = true;

    private RowsPipe(OutputStream writer, int reader) {
        this.writer = writer;
        this.reader = reader;
    }

    public static RowsPipe open() throws IOException {
        int[] ends = new int[2];
        if (LibC.pipe(ends) != 0) {
            throw new IOException("No more file descriptors for a pipe");
        }
        try {
            return new RowsPipe(new FileOutputStream("/dev/fd/" + ends[1]), ends[0]);
        } catch (IOException e) {
            LibC.close(ends[0]);
            throw e;
        } finally {
            LibC.close(ends[1]); // the stream has opened its own
        }
    }

    /** What the engine opens. Valid until {@link #closeReader()}. */
    public String readerPath() {
        return "/dev/fd/" + reader;
    }

    public OutputStream writer() {
        return writer;
    }

    /** To be called when the statement has ended, so that nobody writes to it for ever. */
    public synchronized void closeReader() {
        if (readerOpen) {
            readerOpen = false;
            LibC.close(reader);
        }
    }

    @Override
    public void close() throws IOException {
        closeReader();
        writer.close();
    }
}
