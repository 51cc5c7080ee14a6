package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** One request of ClickHouse's HTTP interface, taken apart. */
final class QueryRequest {
    /** URL parameters with a meaning of their own; whatever else there is, is a setting. */
    private static final Set<String> RESERVED = Set.of(
            "query",
            "user",
            "password",
            "database",
            "default_format",
            "compress",
            "decompress",
            "query_id",
            "session_id",
            "session_timeout",
            "session_check",
            "close_session",
            "wait_end_of_query",
            "buffer_size",
            "stacktrace",
            "quota_key",
            "role",
            "client_protocol_version",
            "http_method",
            "session_timezone_offset");

    private static final String PARAMETER = "param_";
    private static final Pattern SETTING_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int UNKNOWN_SETTING = 115;
    private static final int UNSUPPORTED_MEDIA_TYPE = 779;
    private static final long DEFAULT_HOLD_BACK = 1 << 20;

    private final Request request;
    private final Fields fields;
    private final InputStream body;

    QueryRequest(Request request, Fields fields, AtomicBoolean bodyRead) throws IOException, EngineException {
        this.request = request;
        this.fields = fields;
        this.body = decoded(new EndNotingStream(Content.Source.asInputStream(request), bodyRead));
    }

    boolean isGet() {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    String queryId() {
        String given = text("query_id", request.getHeaders().get("X-ClickHouse-Query-Id"));
        return given.isEmpty() ? UUID.randomUUID().toString() : given;
    }

    String database() {
        return text("database", request.getHeaders().get("X-ClickHouse-Database"));
    }

    String defaultFormat() {
        String format = text("default_format", request.getHeaders().get("X-ClickHouse-Format"));
        return format.isEmpty() ? "TabSeparated" : format;
    }

    String sessionId() {
        return text("session_id", null);
    }

    long number(String name, long otherwise) {
        try {
            return Long.parseLong(text(name, null));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    boolean flag(String name) {
        String value = text(name, null).toLowerCase(Locale.ROOT);
        return value.equals("1") || value.equals("true");
    }

    /** Bytes of the result kept back so that an error after them can still be a proper answer. */
    long holdBack() {
        return number("buffer_size", DEFAULT_HOLD_BACK);
    }

    Reply.Packing packing() {
        if (flag("compress")) {
            return Reply.Packing.CLICKHOUSE_BLOCKS;
        }
        String accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
        if (accepted == null || !flag("enable_http_compression")) {
            return Reply.Packing.NONE;
        }
        if (accepted.contains("lz4")) {
            return Reply.Packing.LZ4_FRAMES;
        }
        return accepted.contains("gzip") ? Reply.Packing.GZIP : Reply.Packing.NONE;
    }

    Map<String, String> settings() throws EngineException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Fields.Field field : fields) {
            String name = field.getName();
            if (!RESERVED.contains(name) && !name.startsWith(PARAMETER)) {
                if (!SETTING_NAME.matcher(name).matches()) {
                    throw new EngineException(UNKNOWN_SETTING, "UNKNOWN_SETTING", "Unknown setting '" + name + "'.");
                }
                settings.put(name, field.getValue());
            }
        }
        return settings;
    }

    /** Values of {@code {name:Type}} placeholders. */
    Map<String, String> queryParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Fields.Field field : fields) {
            if (field.getName().startsWith(PARAMETER)) {
                parameters.put(field.getName().substring(PARAMETER.length()), field.getValue());
            }
        }
        return parameters;
    }

    /** The query as ClickHouse puts it together: the URL's part, a line break, the body. */
    InputStream text() {
        String inUrl = text("query", null);
        if (inUrl.isEmpty()) {
            return body;
        }
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        start.writeBytes(inUrl.getBytes(StandardCharsets.UTF_8));
        start.write('\n');
        return new SequenceInputStream(new ByteArrayInputStream(start.toByteArray()), body);
    }

    private String text(String parameter, String header) {
        String value = fields.getValue(parameter);
        if (value != null) {
            return value;
        }
        return header == null ? "" : header;
    }

    /** Notes when the body has been read to its end: from then on the connection may be asked whether it still stands. */
    private static final class EndNotingStream extends FilterInputStream {
        private final AtomicBoolean ended;

        EndNotingStream(InputStream in, AtomicBoolean ended) {
            super(in);
            this.ended = ended;
        }

        @Override
        public int read() throws IOException {
            return noting(in.read());
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return noting(in.read(target, offset, length));
        }

        private int noting(int result) {
            if (result < 0) {
                ended.set(true);
            }
            return result;
        }
    }

    private InputStream decoded(InputStream raw) throws IOException, EngineException {
        String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        InputStream plain =
                switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
                    case "", "identity" -> raw;
                    case "gzip", "x-gzip" -> new GZIPInputStream(raw, 1 << 16);
                    case "deflate" -> new InflaterInputStream(raw);
                    case "lz4" -> new LZ4FrameInputStream(raw);
                    default ->
                        throw new EngineException(
                                UNSUPPORTED_MEDIA_TYPE,
                                "UNSUPPORTED_MEDIA_TYPE",
                                "Unknown Content-Encoding '" + encoding + "': gzip, deflate and lz4 are supported.");
                };
        return flag("decompress") ? new BlockCompression.Reader(plain) : plain;
    }
}
