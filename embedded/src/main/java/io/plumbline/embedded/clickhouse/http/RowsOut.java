package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineConnection;
import io.plumbline.embedded.clickhouse.engine.EngineException;
import io.plumbline.embedded.clickhouse.engine.QueryResult;
import io.plumbline.embedded.clickhouse.engine.ResultPipe;
import io.plumbline.embedded.clickhouse.engine.Statistics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Carries the rows of a query from the engine to the client, in constant memory: the statement runs in another thread and
 * writes into a pipe, this thread carries the bytes on.
 *
 * <p>Failure semantics: when the client cannot be written to, the statement is cancelled before the error is passed on.
 */
final class RowsOut {
    private static final int CHUNK = 1 << 17;

    private final EngineConnection connection;
    private final ExecutorService statements;
    private final Runnable cancel;

    RowsOut(EngineConnection connection, ExecutorService statements, Runnable cancel) {
        this.connection = connection;
        this.statements = statements;
        this.cancel = cancel;
    }

    /** @param protocolVersion of the client, for format Native; 0 when it states none */
    Statistics copy(
            StatementText statement,
            String format,
            Map<String, String> parameters,
            long protocolVersion,
            OutputStream client)
            throws EngineException, IOException {
        try (ResultPipe pipe = ResultPipe.open()) {
            byte[] sql = statement.intoFile(pipe.writerPath());
            Future<QueryResult> result = statements.submit(() -> {
                try {
                    return connection.query(sql, format, parameters);
                } finally {
                    pipe.closeWriter();
                }
            });
            try {
                if (protocolVersion > 0 && format.equals("Native")) {
                    NativeBlocks.copy(pipe.reader(), client, protocolVersion);
                } else {
                    copy(pipe.reader(), client);
                }
            } catch (IOException e) {
                stop(pipe);
                Outcome.of(result); // its error, if it has one, is the reason for ours
                throw e;
            } catch (EngineException e) {
                stop(pipe);
                try {
                    Outcome.of(result);
                } catch (EngineException cancelled) {
                    e.addSuppressed(cancelled);
                }
                throw e;
            }
            return Outcome.of(result).statistics();
        }
    }

    private void stop(ResultPipe pipe) throws IOException {
        cancel.run();
        pipe.reader().close(); // fails the engine's next write, in case the cancellation came too early
    }

    /** Not transferTo, which may wait to fill its buffer. */
    private static void copy(InputStream rows, OutputStream client) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int n = rows.read(chunk); n >= 0; n = rows.read(chunk)) {
            client.write(chunk, 0, n);
        }
    }
}
