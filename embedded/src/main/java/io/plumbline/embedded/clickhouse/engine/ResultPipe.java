package io.plumbline.embedded.clickhouse.engine;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An anonymous pipe that the engine writes a result into ({@code INTO OUTFILE '/dev/fd/N'}) and Java reads from.
 *
 * <p>Why: {@code chdb_stream_fetch_result} formats each chunk by itself, so headers, brackets and totals are repeated per
 * chunk (seen with JSON, CSVWithNames, Parquet and the driver's RowBinaryWithNamesAndTypes). {@code INTO OUTFILE} runs the
 * format once over the whole result, in constant memory, and a slow reader slows the query.
 *
 * <p>Failure semantics: when the reader is closed first, the engine's next write fails and the query ends with an error.
 */
public final class ResultPipe implements AutoCloseable {
    private static final int WIDTH = 1 << 20;

    private final InputStream reader;
    private final int writer;
    private boolean writerOpen = true;

    private ResultPipe(InputStream reader, int writer) {
        this.reader = reader;
        this.writer = writer;
    }

    public static ResultPipe open() throws IOException {
        int[] ends = new int[2];
        if (LibC.pipe(ends) != 0) {
            throw new IOException("No more file descriptors for a pipe");
        }
        LibC.widen(ends[1], WIDTH);
        try {
            return new ResultPipe(new FileInputStream("/dev/fd/" + ends[0]), ends[1]);
        } catch (IOException e) {
            LibC.close(ends[1]);
            throw e;
        } finally {
            LibC.close(ends[0]); // the stream has opened its own
        }
    }

    /** What the engine opens. Valid until {@link #closeWriter()}. */
    public String writerPath() {
        return "/dev/fd/" + writer;
    }

    public InputStream reader() {
        return reader;
    }

    /** To be called when the statement has ended: only then does the reader see the end. */
    public synchronized void closeWriter() {
        if (writerOpen) {
            writerOpen = false;
            LibC.close(writer);
        }
    }

    @Override
    public void close() throws IOException {
        closeWriter();
        reader.close();
    }
}
