package io.plumbline.streams.loader;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;

/**
 * Inserts batches through the official client, RowBinary, LZ4 on the way.
 *
 * <p>Failure semantics: an insert either was acknowledged or throws; after a throw it may have landed, and repeating it
 * with its token is safe.
 */
final class ClickHouseInserts implements AutoCloseable {

    private static final int CONNECT_SECONDS = 5;
    private static final int INSERT_SECONDS = 120;

    private final Client client;
    private final String database;

    ClickHouseInserts(ClickHouseTarget target, int connections) {
        this.database = target.database();
        this.client = new Client.Builder()
                .addEndpoint(target.url().toString())
                .setUsername(target.user())
                .setPassword(target.password())
                .setDefaultDatabase(target.database())
                .setClientName("plumbline-loader")
                .compressClientRequest(true)
                .compressServerResponse(false)
                .setMaxConnections(connections)
                .setConnectTimeout(CONNECT_SECONDS, ChronoUnit.SECONDS)
                .setSocketTimeout(INSERT_SECONDS, ChronoUnit.SECONDS)
                .setSocketTcpNodelay(true)
                // Repeating is the loader's business: it knows the token and waits longer.
                .setMaxRetries(0)
                .build();
    }

    /** Into one table after the other; a table that has the batch already takes it for a repetition. */
    void insert(Batch batch) throws ExecutionException, InterruptedException {
        for (var part : batch.parts()) {
            if (part.rows() > 0) {
                insert(batch, part);
            }
        }
    }

    private void insert(Batch batch, Batch.Part part) throws ExecutionException, InterruptedException {
        var settings = new InsertSettings()
                .setDatabase(database)
                .setDeduplicationToken(batch.token())
                .serverSetting("insert_deduplicate", "1")
                .serverSetting("async_insert", "0");
        try (var response = client.insert(
                        part.mapping().table(),
                        part.mapping().columns(),
                        part.writer().asStream(),
                        ClickHouseFormat.RowBinary,
                        settings)
                .get()) {
            response.getWrittenRows();
        }
    }

    /** A statement without answer. */
    void execute(String sql) {
        client.queryAll(sql);
    }

    /** First column of the first row; empty when there is none. */
    String text(String sql) {
        return client.queryAll(sql).stream()
                .findFirst()
                .map(row -> row.getString(1))
                .orElse("");
    }

    @Override
    public void close() {
        client.close();
    }
}
