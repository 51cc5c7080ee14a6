package io.plumbline.embedded.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.embedded.clickhouse.EmbeddedClickHouse;
import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeBlocksTest {
    /** One column of each kind of layout, in nests of the kind that real tables have. */
    private static final String EVERYTHING =
            "SELECT number AS n, toString(number) AS s, toLowCardinality(toString(number % 7)) AS lc,"
                    + " if(number % 3 = 0, NULL, number) AS nn, range(number % 5) AS a,"
                    + " map('k' || toString(number), [toString(number)]) AS m, (number, 'x', [(1, 'y')]) AS t,"
                    + " CAST(if(number % 2 = 0, NULL, 'v' || toString(number % 300)), 'LowCardinality(Nullable(String))') AS lcn,"
                    + " CAST([toString(number % 9)], 'Array(LowCardinality(String))') AS alc,"
                    + " now64(3, 'UTC') AS d, toDecimal128(1.5, 3) AS dec, generateUUIDv4() AS u, toFixedString('ab', 2) AS f,"
                    + " CAST('a', 'Enum8(\\'a\\' = 1, \\'b, (c\\' = 2)') AS e, toDate('2026-01-01') AS day, toIPv6('::1') AS ip,"
                    + " CAST((1, 'q'), 'Tuple(`a b` Int32, c String)') AS named, INTERVAL 1 DAY AS i, true AS flag"
                    + " FROM numbers(150000)";

    @TempDir
    Path directory;

    @Test
    void onlyTheInfoAndTheFlagsAreAdded() throws Exception {
        try (EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(directory, 0)) {
            byte[] plain = ask(clickHouse, EVERYTHING, 0);

            ByteArrayOutputStream copied = new ByteArrayOutputStream();
            NativeBlocks.copy(new ByteArrayInputStream(plain), copied, 1);
            ByteArrayOutputStream versioned = new ByteArrayOutputStream();
            NativeBlocks.copy(new ByteArrayInputStream(plain), versioned, 54460);

            assertThat(copied.toByteArray())
                    .as("an early version has no additions")
                    .isEqualTo(plain);
            int perBlock = 8 + 19;
            assertThat((versioned.size() - plain.length) % perBlock).isZero();
            assertThat((versioned.size() - plain.length) / perBlock)
                    .as("blocks")
                    .isBetween(2, 100);
            assertThat(ask(clickHouse, "SELECT 1 AS x", 54460))
                    .containsExactly(1, 0, 2, -1, -1, -1, -1, 0, 1, 1, 1, 'x', 5, 'U', 'I', 'n', 't', '8', 0, 1);
        }
    }

    @Test
    void aTypeThatIsNotKnownIsAnError() {
        assertThatThrownBy(() -> NativeType.parse("Dynamic"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("NOT_IMPLEMENTED");
    }

    private static byte[] ask(EmbeddedClickHouse clickHouse, String sql, int version)
            throws IOException, InterruptedException {
        URI uri = URI.create(clickHouse.httpUrl() + "/?default_format=Native&client_protocol_version=" + version
                + "&query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), 0, Math.min(500, answer.body().length), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer.body();
    }
}
