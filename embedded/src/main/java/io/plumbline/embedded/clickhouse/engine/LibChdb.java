package io.plumbline.embedded.clickhouse.engine;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.Buffer;
import java.nio.file.Path;

/**
 * The C functions of libchdb that we call, under their own names. {@code size_t} is a Java long: every platform the library
 * is published for has 64 bits.
 */
final class LibChdb {
    private static Path loaded;

    private LibChdb() {}

    /** Loads the library once per JVM; a library cannot be unloaded, so a second path is refused. */
    static synchronized void load(Path library) {
        if (loaded == null) {
            Native.register(LibChdb.class, NativeLibrary.getInstance(library.toString()));
            // The JVM needs SIGSEGV for itself (null checks, safepoints); must come before the first connect.
            chdb_set_signal_handlers_enabled(0);
            loaded = library;
        } else if (!loaded.equals(library)) {
            throw new IllegalStateException("This JVM already runs the engine library " + loaded + ", not " + library);
        }
    }

    static native void chdb_set_signal_handlers_enabled(int enabled);

    static native Pointer chdb_connect(int argc, Pointer argv);

    static native void chdb_close_conn(Pointer connection);

    static native int chdb_classify_query_n(
            Pointer connection, byte[] sql, long sqlLength, Pointer database, long databaseLength, Pointer analysis);

    static native Pointer chdb_query_with_params_n(
            Pointer connection,
            byte[] sql,
            long sqlLength,
            byte[] format,
            long formatLength,
            Pointer names,
            Pointer nameLengths,
            Pointer values,
            Pointer valueLengths,
            long count);

    static native Pointer chdb_stream_insert_with_params_n(
            Pointer connection,
            byte[] sql,
            long sqlLength,
            byte[] format,
            long formatLength,
            Pointer names,
            Pointer nameLengths,
            Pointer values,
            Pointer valueLengths,
            long count);

    static native int chdb_stream_append(Pointer stream, Buffer data, long length);

    static native Pointer chdb_stream_done(Pointer stream);

    static native void chdb_stream_cancel_insert(Pointer stream);

    static native Pointer chdb_stream_insert_error(Pointer stream);

    static native void chdb_destroy_insert_stream(Pointer stream);

    static native Pointer chdb_result_buffer(Pointer result);

    static native long chdb_result_length(Pointer result);

    static native double chdb_result_elapsed(Pointer result);

    static native long chdb_result_rows_read(Pointer result);

    static native long chdb_result_bytes_read(Pointer result);

    static native long chdb_result_storage_rows_read(Pointer result);

    static native long chdb_result_storage_bytes_read(Pointer result);

    static native long chdb_result_rows_written(Pointer result);

    static native long chdb_result_bytes_written(Pointer result);

    static native Pointer chdb_result_error(Pointer result);

    static native void chdb_destroy_query_result(Pointer result);
}
