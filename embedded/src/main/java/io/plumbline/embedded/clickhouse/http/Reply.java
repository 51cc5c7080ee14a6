package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineException;
import io.plumbline.embedded.clickhouse.engine.Statistics;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/**
 * The answer to one query: holds the first bytes back, so that an error among them becomes a status code, then streams.
 *
 * <p>Failure semantics: an error after the first byte went out is written behind the rows in ClickHouse's exception block,
 * and the connection is cut so that no client takes the rows for the whole result.
 */
final class Reply extends OutputStream {
    private static final int IN_MEMORY = 4 << 20;
    private static final int SEND = 1 << 16;

    /** How the bytes are packed on their way out. */
    enum Packing {
        NONE,
        CLICKHOUSE_BLOCKS,
        GZIP,
        LZ4_FRAMES
    }

    private final Response response;
    private final ReplyHeaders headers;
    private final Packing packing;
    private final long holdBack;
    private final boolean untilEnd;
    private ByteArrayOutputStream held = new ByteArrayOutputStream();
    private Path spilled;
    private OutputStream spill;
    private OutputStream sent;

    /** @param untilEnd {@code wait_end_of_query}: nothing goes out before the query has ended; beyond 4 MiB on disk */
    Reply(Response response, ReplyHeaders headers, Packing packing, long holdBack, boolean untilEnd) {
        this.response = response;
        this.headers = headers;
        this.packing = packing;
        this.holdBack = Math.min(holdBack, IN_MEMORY);
        this.untilEnd = untilEnd;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        if (sent != null) {
            sent.write(data, offset, length);
        } else if (untilEnd) {
            hold(data, offset, length);
        } else {
            held.write(data, offset, length);
            if (held.size() > holdBack) {
                startSending();
            }
        }
    }

    private void hold(byte[] data, int offset, int length) throws IOException {
        if (spill == null && held.size() + length > IN_MEMORY) {
            spilled = Files.createTempFile("plumbline-result-", ".part");
            spill = new BufferedOutputStream(Files.newOutputStream(spilled), SEND);
            held.writeTo(spill);
            held = new ByteArrayOutputStream();
        }
        (spill == null ? held : spill).write(data, offset, length);
    }

    private void startSending() throws IOException {
        headers.putOn(response, 200);
        announcePacking();
        OutputStream wire = new BufferedOutputStream(new Wire(), SEND);
        sent = packed(wire);
        held.writeTo(sent);
        held = new ByteArrayOutputStream();
    }

    private void announcePacking() {
        if (packing == Packing.GZIP) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        } else if (packing == Packing.LZ4_FRAMES) {
            response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "lz4");
        }
    }

    private OutputStream packed(OutputStream wire) throws IOException {
        return switch (packing) {
            case NONE -> wire;
            case CLICKHOUSE_BLOCKS -> new BlockCompression.Writer(wire);
            case GZIP -> new GZIPOutputStream(wire, SEND, true);
            case LZ4_FRAMES -> new LZ4FrameOutputStream(wire);
        };
    }

    /** The query has ended well: sends what was held back, and the end. */
    void complete(Statistics result) throws IOException {
        headers.summary(result);
        if (spill != null) {
            spill.close();
            startSending();
            try (InputStream in = Files.newInputStream(spilled)) {
                in.transferTo(sent);
            }
        }
        if (sent != null) {
            sent.close();
            Content.Sink.write(response, true, ByteBuffer.allocate(0));
        } else {
            sendWhole();
        }
    }

    private void sendWhole() throws IOException {
        headers.putOn(response, 200);
        byte[] body;
        if (packing == Packing.NONE || held.size() == 0) {
            body = held.toByteArray();
        } else {
            announcePacking();
            ByteArrayOutputStream small = new ByteArrayOutputStream();
            try (OutputStream out = packed(small)) {
                held.writeTo(out);
            }
            body = small.toByteArray();
        }
        Content.Sink.write(response, true, ByteBuffer.wrap(body));
    }

    /**
     * The query has failed.
     *
     * @return false when rows had gone out, so that the connection must be cut
     */
    boolean fail(EngineException error, String version) throws IOException {
        String text = error.getMessage() + " (version " + version + ")\n";
        if (sent == null) {
            headers.exception(error.code());
            headers.putOn(response, HttpStatusOf.error(error.code()));
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=UTF-8");
            Content.Sink.write(response, true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            return true;
        }
        String tag = headers.exceptionTag();
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        String block = "\r\n__exception__\r\n" + tag + "\r\n" + text + length + " " + tag + "\r\n__exception__\r\n";
        sent.write(block.getBytes(StandardCharsets.UTF_8));
        sent.flush();
        return false;
    }

    /** Frees what was kept on disk, if anything; may be called twice. */
    void discard() throws IOException {
        if (spilled != null) {
            spill.close();
            Files.deleteIfExists(spilled);
        }
    }

    /** Blocking writes to Jetty; never says "last", as closing the packing must not end the response by itself. */
    private final class Wire extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            Content.Sink.write(response, false, ByteBuffer.wrap(data, offset, length));
        }
    }
}
