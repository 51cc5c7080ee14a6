package io.plumbline.embedded.clickhouse.engine;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * Rows on their way into a table, as bytes of one format.
 *
 * <p>Failure semantics: what {@link #done()} returned for is committed. Closed before that, rows that already formed a
 * block may be in the table, as with a server whose client went away; the rest is dropped.
 */
public final class InsertStream implements AutoCloseable {
    private static final int CHUNK = 1 << 18;

    private final Pointer stream;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    private boolean finished;

    InsertStream(Pointer stream) {
        this.stream = stream;
    }

    /** Hands bytes over; waits while the engine is behind. Returns false when the engine has given up: ask {@link #done()}. */
    public boolean append(byte[] data, int offset, int length) {
        for (int from = offset, end = offset + length; from < end; ) {
            int size = Math.min(CHUNK, end - from);
            chunk.clear().put(data, from, size).flip(); // JNA passes the address of the position
            if (LibChdb.chdb_stream_append(stream, chunk, size) != 0) {
                return false;
            }
            from += size;
        }
        return true;
    }

    public QueryResult done() throws EngineException {
        finished = true;
        return EngineConnection.take(LibChdb.chdb_stream_done(stream));
    }

    @Override
    public void close() {
        if (!finished) {
            LibChdb.chdb_stream_cancel_insert(stream);
        }
        LibChdb.chdb_destroy_insert_stream(stream);
    }
}
