package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.Statistics;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;

/** The {@code X-ClickHouse-*} headers of one answer. */
final class ReplyHeaders {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TAG_LENGTH = 16;
    private static final Set<String> BINARY_PREFIXES = Set.of(
            "native",
            "rowbinary",
            "parquet",
            "arrow",
            "orc",
            "avro",
            "msgpack",
            "protobuf",
            "capnproto",
            "npy",
            "bson",
            "raw");

    private final String queryId;
    private final String serverName;
    private final String exceptionTag = randomTag();
    private String timeZone = "UTC";
    private String format = "TabSeparated";
    private Statistics result = Statistics.NONE;
    private int exceptionCode;

    ReplyHeaders(String queryId, String serverName) {
        this.queryId = queryId;
        this.serverName = serverName;
    }

    private static String randomTag() {
        StringBuilder tag = new StringBuilder(TAG_LENGTH);
        RANDOM.ints(TAG_LENGTH, 'a', 'z' + 1).forEach(c -> tag.append((char) c));
        return tag.toString();
    }

    String queryId() {
        return queryId;
    }

    void timeZone(String name) {
        timeZone = name;
    }

    void format(String name) {
        format = name;
    }

    void summary(Statistics finished) {
        result = finished;
    }

    void exception(int code) {
        exceptionCode = code;
    }

    String exceptionTag() {
        return exceptionTag;
    }

    void putOn(Response response, int status) {
        response.setStatus(status);
        HttpFields.Mutable fields = response.getHeaders();
        fields.put("X-ClickHouse-Server-Display-Name", serverName);
        fields.put("X-ClickHouse-Query-Id", queryId);
        fields.put("X-ClickHouse-Timezone", timeZone);
        fields.put("X-ClickHouse-Exception-Tag", exceptionTag);
        fields.put("X-ClickHouse-Summary", summary());
        if (exceptionCode == 0) {
            fields.put("X-ClickHouse-Format", format);
            fields.put(HttpHeader.CONTENT_TYPE, contentType(format));
        } else {
            fields.put("X-ClickHouse-Exception-Code", String.valueOf(exceptionCode));
        }
    }

    private String summary() {
        return ("{'read_rows':'%d','read_bytes':'%d','written_rows':'%d','written_bytes':'%d','total_rows_to_read':'0',"
                        + "'result_rows':'%d','result_bytes':'%d','elapsed_ns':'%d','memory_usage':'0'}")
                .replace('\'', '"')
                .formatted(
                        result.readRows(),
                        result.readBytes(),
                        result.writtenRows(),
                        result.writtenBytes(),
                        result.writtenRows() > 0 ? result.writtenRows() : result.resultRows(),
                        result.writtenRows() > 0 ? result.writtenBytes() : result.resultBytes(),
                        result.elapsedNanos());
    }

    static String contentType(String format) {
        String name = format.toLowerCase(Locale.ROOT);
        if (name.equals("jsoneachrow") || name.equals("jsoncompacteachrow") || name.startsWith("jsonstringseachrow")) {
            return "application/x-ndjson; charset=UTF-8";
        }
        if (name.startsWith("json")) {
            return "application/json; charset=UTF-8";
        }
        if (name.startsWith("tabseparated") || name.startsWith("tsv")) {
            return "text/tab-separated-values; charset=UTF-8";
        }
        if (name.startsWith("csv")) {
            return "text/csv; charset=UTF-8; header=" + (name.contains("withnames") ? "present" : "absent");
        }
        if (name.equals("xml")) {
            return "application/xml; charset=UTF-8";
        }
        return BINARY_PREFIXES.stream().anyMatch(name::startsWith)
                ? "application/octet-stream"
                : "text/plain; charset=UTF-8";
    }
}
