package io.plumbline.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way the loader takes: the driver's own client, RowBinary, compressed, with a token. */
class LoaderInsertTest extends HttpFixture {

    @ParameterizedTest
    @CsvSource({"true,false,200000", "false,false,200000", "true,true,2000"}) // the client's own HTTP packing is slow
    void rowBinaryArrives(boolean compressed, boolean byHttp, int rows) throws Exception {
        pipeline("CREATE OR REPLACE TABLE loaded (n Int32, s String) ENGINE = MergeTree ORDER BY n");

        try (Client client = client(compressed, byHttp)) {
            long written = insert(client, rows(rows), "all");
            assertThat(written).isEqualTo(rows);
        }

        assertThat(select("SELECT count(), max(n) + 1, uniqExact(s) FROM loaded"))
                .isEqualTo((rows + "\t").repeat(2) + rows + "\n");
    }

    @Test
    void theSameTokenTwiceIsOneBatch() throws Exception {
        pipeline("CREATE OR REPLACE TABLE loaded (n Int32, s String) ENGINE = ReplacingMergeTree ORDER BY n"
                + " SETTINGS non_replicated_deduplication_window = 1000");

        try (Client client = client(true, false)) {
            insert(client, rows(10), "fact-0-0..9");
            insert(client, rows(10), "fact-0-0..9");
            insert(client, rows(10), "fact-0-10..19");
        }

        assertThat(select("SELECT count() FROM loaded")).isEqualTo("20\n");
        assertThat(select("SELECT count() FROM loaded FINAL")).isEqualTo("10\n");
    }

    private static Client client(boolean compressed, boolean byHttp) {
        return new Client.Builder()
                .addEndpoint(clickHouse.httpUrl().toString())
                .setUsername(clickHouse.pipelineUser())
                .setPassword(clickHouse.pipelinePassword())
                .compressClientRequest(compressed)
                .compressServerResponse(true)
                .useHttpCompression(byHttp)
                .build();
    }

    private static long insert(Client client, byte[] rows, String token) throws Exception {
        InsertSettings settings = new InsertSettings().setDeduplicationToken(token);
        try (InsertResponse answer = client.insert(
                        "loaded", new ByteArrayInputStream(rows), ClickHouseFormat.RowBinary, settings)
                .get(30, TimeUnit.SECONDS)) {
            return answer.getWrittenRows();
        }
    }

    private static byte[] rows(int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int n = 0; n < count; n++) {
            byte[] text = ("row " + n).getBytes(StandardCharsets.UTF_8);
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(n)
                    .array());
            out.write(text.length);
            out.writeBytes(text);
        }
        return out.toByteArray();
    }
}
