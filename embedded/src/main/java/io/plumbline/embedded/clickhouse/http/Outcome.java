package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineException;
import io.plumbline.embedded.clickhouse.engine.QueryResult;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for a statement that another thread runs. */
final class Outcome {
    private Outcome() {}

    static QueryResult of(Future<QueryResult> result) throws EngineException, IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true; // the connection is in use until the statement ends: wait on
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof EngineException failure) {
                        throw failure;
                    }
                    throw new IOException("The statement could not be run", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
