package io.plumbline.embedded.clickhouse.engine;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;

/**
 * One session with the engine: its own settings, current database and temporary tables. Opening one takes 0.2 ms, so it is
 * opened per statement rather than pooled, and nothing can leak from one statement to the next.
 *
 * <p>Runs one statement at a time: calls from several threads wait for each other, and so does {@link #close()}.
 */
public final class EngineConnection implements AutoCloseable {
    private static final int ANALYSIS_BYTES = 16;

    private final Pointer handle;
    private final Runnable whenClosed;
    private boolean open = true;

    EngineConnection(Pointer handle, Runnable whenClosed) {
        this.handle = handle;
        this.whenClosed = whenClosed;
    }

    /** Says what the text would do, by the engine's own parser and without running it. */
    public synchronized Analysis analyse(byte[] sql) {
        Memory report = new Memory(ANALYSIS_BYTES);
        report.clear();
        report.setInt(0, ANALYSIS_BYTES);
        int failed = LibChdb.chdb_classify_query_n(connection(), sql, sql.length, Pointer.NULL, 0, report);
        return failed != 0
                ? new Analysis(0, Analysis.Kind.UNKNOWN)
                : new Analysis(report.getInt(4), Analysis.Kind.ofCode(report.getInt(12)));
    }

    /** Applies settings to this connection, in the order of the map; names must be identifiers. */
    public void set(Map<String, String> settings) throws EngineException {
        if (settings.isEmpty()) {
            return;
        }
        StringJoiner assignments = new StringJoiner(", ", "SET ", "");
        settings.forEach((name, value) -> assignments.add(name + " = " + literal(value)));
        query(assignments.toString());
    }

    public void use(String database) throws EngineException {
        query("USE `" + database.replace("\\", "\\\\").replace("`", "\\`") + "`");
    }

    public QueryResult query(String sql) throws EngineException {
        return query(sql.getBytes(StandardCharsets.UTF_8), "TabSeparated", Map.of());
    }

    /**
     * Runs a statement to its end and keeps its whole result in memory: for large results let it write {@code INTO OUTFILE}.
     *
     * @param format for statements that name none
     * @param parameters values of {@code {name:Type}} placeholders, as ClickHouse's escaped text
     */
    public synchronized QueryResult query(byte[] sql, String format, Map<String, String> parameters)
            throws EngineException {
        byte[] formatName = format.getBytes(StandardCharsets.UTF_8);
        try (NativeMap map = new NativeMap(parameters)) {
            return take(LibChdb.chdb_query_with_params_n(
                    connection(),
                    sql,
                    sql.length,
                    formatName,
                    formatName.length,
                    map.names(),
                    map.nameLengths(),
                    map.values(),
                    map.valueLengths(),
                    map.size()));
        }
    }

    /**
     * Begins an INSERT whose rows follow as bytes.
     *
     * @param sql the statement up to, and without, its FORMAT or VALUES
     */
    public synchronized InsertStream insert(byte[] sql, String format, Map<String, String> parameters)
            throws EngineException {
        byte[] formatName = format.getBytes(StandardCharsets.UTF_8);
        Pointer stream;
        try (NativeMap map = new NativeMap(parameters)) {
            stream = LibChdb.chdb_stream_insert_with_params_n(
                    connection(),
                    sql,
                    sql.length,
                    formatName,
                    formatName.length,
                    map.names(),
                    map.nameLengths(),
                    map.values(),
                    map.valueLengths(),
                    map.size());
        }
        Pointer error = LibChdb.chdb_stream_insert_error(stream);
        if (error != null) {
            EngineException failure = new EngineException(text(error));
            LibChdb.chdb_destroy_insert_stream(stream);
            throw failure;
        }
        return new InsertStream(stream);
    }

    static QueryResult take(Pointer result) throws EngineException {
        try {
            Pointer error = LibChdb.chdb_result_error(result);
            if (error != null) {
                throw new EngineException(text(error));
            }
            long length = LibChdb.chdb_result_length(result);
            Pointer buffer = LibChdb.chdb_result_buffer(result);
            byte[] body = buffer == null || length == 0 ? new byte[0] : buffer.getByteArray(0, Math.toIntExact(length));
            Statistics statistics = new Statistics(
                    LibChdb.chdb_result_storage_rows_read(result),
                    LibChdb.chdb_result_storage_bytes_read(result),
                    LibChdb.chdb_result_rows_written(result),
                    LibChdb.chdb_result_bytes_written(result),
                    LibChdb.chdb_result_rows_read(result),
                    LibChdb.chdb_result_bytes_read(result),
                    (long) (LibChdb.chdb_result_elapsed(result) * 1e9));
            return new QueryResult(body, statistics);
        } finally {
            LibChdb.chdb_destroy_query_result(result);
        }
    }

    /** A string literal of ClickHouse's dialect. */
    public static String literal(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String text(Pointer cString) {
        return cString.getString(0, StandardCharsets.UTF_8.name());
    }

    private Pointer connection() {
        if (!open) {
            throw new IllegalStateException("This connection is closed");
        }
        return handle.getPointer(0);
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            LibChdb.chdb_close_conn(handle);
            whenClosed.run();
        }
    }
}
