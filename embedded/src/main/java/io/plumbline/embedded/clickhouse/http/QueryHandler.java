package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineException;
import io.plumbline.embedded.clickhouse.engine.Statistics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests: paths that are not queries here, queries by {@link QueryRunner}.
 *
 * <p>Failure semantics: every error of a query is answered as ClickHouse would; a client that went away ends its query.
 */
final class QueryHandler extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(QueryHandler.class);
    private static final byte[] OK = "Ok.\n".getBytes(StandardCharsets.UTF_8);
    /** Of an error's request we read the rest, so that a client that still writes gets to read the answer. */
    private static final long DRAIN = 256L << 20;

    private final QueryRunner runner;
    private final Account.Book accounts;
    private final String serverName;

    QueryHandler(QueryRunner runner, Account.Book accounts, String serverName) {
        this.runner = runner;
        this.accounts = accounts;
        this.serverName = serverName;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        try {
            boolean whole = answer(request, response);
            if (whole) {
                callback.succeeded();
            } else {
                callback.failed(new IOException("The query failed after its first rows were sent"));
            }
        } catch (IOException | RuntimeException e) {
            log.debug("The answer could not be sent", e);
            callback.failed(e);
        }
        return true;
    }

    private boolean answer(Request request, Response response) throws IOException {
        String path = Request.getPathInContext(request);
        switch (request.getMethod()) {
            case "OPTIONS" -> {
                response.setStatus(204);
                response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST, DELETE, OPTIONS");
                Content.Sink.write(response, true, ByteBuffer.allocate(0));
                return true;
            }
            case "GET", "HEAD", "POST", "DELETE" -> {
                if (path.equals("/") || path.equals("/query")) {
                    return query(request, response);
                }
                return plain(response, path.equals("/ping") || path.equals("/replicas_status"), path);
            }
            default -> {
                response.setStatus(501);
                Content.Sink.write(response, true, ByteBuffer.allocate(0));
                return true;
            }
        }
    }

    private boolean plain(Response response, boolean found, String path) throws IOException {
        response.setStatus(found ? 200 : 404);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=UTF-8");
        response.getHeaders().put("X-ClickHouse-Server-Display-Name", serverName);
        byte[] body = found
                ? OK
                : ("There is no handle " + path + "\n\nUse / or /ping for health checks.\n")
                        .getBytes(StandardCharsets.UTF_8);
        Content.Sink.write(response, true, ByteBuffer.wrap(body));
        return true;
    }

    private boolean query(Request request, Response response) throws IOException {
        Fields fields = Request.extractQueryParameters(request);
        boolean bare = fields.getSize() == 0 && !request.getMethod().equals("POST");
        if (bare && !request.getMethod().equals("DELETE")) {
            return plain(response, true, "/");
        }
        String id = fields.getValue("query_id");
        ReplyHeaders headers = new ReplyHeaders(id == null ? "" : id, serverName);
        Reply reply = new Reply(response, headers, Reply.Packing.NONE, 0, false);
        String user = "default";
        AtomicBoolean bodyRead = new AtomicBoolean(request.getLength() == 0);
        try {
            Account account = accounts.authenticate(request, fields);
            user = account.name();
            if (account.reader() && !LoopbackOnly.allows(request)) {
                throw new EngineException(
                        EngineException.ACCESS_DENIED,
                        "ACCESS_DENIED",
                        "Requests without a password are answered under the names localhost and 127.0.0.1 only.");
            }
            QueryRequest query = new QueryRequest(request, fields, bodyRead);
            headers = new ReplyHeaders(query.queryId(), serverName);
            reply = new Reply(response, headers, query.packing(), query.holdBack(), query.flag("wait_end_of_query"));
            if (request.getMethod().equals("DELETE")) {
                runner.cancel(account, id);
                reply.complete(Statistics.NONE);
                return true;
            }
            runner.run(
                    query, account, headers, reply, () -> bodyRead.get() && PeerAwareConnector.peerHasClosed(request));
            return true;
        } catch (EngineException e) {
            drain(request);
            return reply.fail(e.to(user), runner.version());
        } catch (DamagedBodyException e) {
            drain(request);
            return reply.fail(e.answer(), runner.version());
        } catch (ZipException e) {
            drain(request);
            return reply.fail(
                    new EngineException(354, "ZLIB_INFLATE_FAILED", "inflate failed: " + e.getMessage() + "."),
                    runner.version());
        } finally {
            reply.discard();
        }
    }

    private static void drain(Request request) throws IOException {
        try (var rest = Content.Source.asInputStream(request)) {
            byte[] buffer = new byte[1 << 16];
            long drained = 0;
            for (int n = rest.read(buffer); n >= 0 && drained < DRAIN; n = rest.read(buffer)) {
                drained += n;
            }
        }
    }
}
