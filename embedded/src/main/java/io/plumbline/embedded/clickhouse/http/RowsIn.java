package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineConnection;
import io.plumbline.embedded.clickhouse.engine.EngineException;
import io.plumbline.embedded.clickhouse.engine.InsertStream;
import io.plumbline.embedded.clickhouse.engine.QueryResult;
import io.plumbline.embedded.clickhouse.engine.RowsPipe;
import io.plumbline.embedded.clickhouse.engine.Statistics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Carries the rows of an INSERT from the request to the engine, in constant memory.
 *
 * <p>Failure semantics: rows are acknowledged by the answer; a request that breaks off inserts at most the blocks that were
 * already complete, as with a server.
 */
final class RowsIn {
    private static final int CHUNK = 1 << 17;

    private final EngineConnection connection;
    private final ExecutorService statements;
    private final Map<String, String> parameters;

    RowsIn(EngineConnection connection, ExecutorService statements, Map<String, String> parameters) {
        this.connection = connection;
        this.statements = statements;
        this.parameters = parameters;
    }

    /** @param head the beginning of the request's text, in which the rows have begun; {@code rest} continues it */
    Statistics insert(InsertText text, byte[] head, InputStream rest) throws EngineException, IOException {
        byte[] sql = Arrays.copyOf(head, text.statementEnd());
        try (InsertStream stream = connection.insert(sql, text.format(), parameters)) {
            boolean taken = stream.append(head, text.dataStart(), head.length - text.dataStart());
            byte[] chunk = new byte[CHUNK];
            for (int n = rest.read(chunk); taken && n >= 0; n = rest.read(chunk)) {
                taken = stream.append(chunk, 0, n);
            }
            return stream.done().statistics();
        }
    }

    /** @param cancel ends the statement, as the end of a pipe alone would look to it like the end of the rows */
    Statistics throughInput(InputText text, byte[] head, InputStream rest, Runnable cancel)
            throws EngineException, IOException {
        try (RowsPipe pipe = RowsPipe.open()) {
            byte[] sql = text.fromFile(head, pipe.readerPath());
            Future<QueryResult> result = statements.submit(() -> {
                try {
                    return connection.query(sql, "TabSeparated", parameters);
                } finally {
                    pipe.closeReader();
                }
            });
            try {
                OutputStream rows = pipe.writer();
                rows.write(head, text.dataStart(), head.length - text.dataStart());
                rest.transferTo(rows);
            } catch (IOException e) {
                // Either the client broke off, or the statement failed and its error is the one to report.
                cancel.run();
                pipe.writer().close();
                Outcome.of(result);
                throw e;
            }
            pipe.writer().close();
            return Outcome.of(result).statistics();
        }
    }
}
