package io.plumbline.embedded.clickhouse.engine;

import java.nio.charset.StandardCharsets;

/** What a finished statement gave. */
public final class QueryResult {
    private final byte[] body;
    private final Statistics statistics;

    QueryResult(byte[] body, Statistics statistics) {
        this.body = body;
        this.statistics = statistics;
    }

    /** Formatted rows; empty for statements without rows and for those that wrote into a file or pipe. Not a copy. */
    public byte[] body() {
        return body;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public Statistics statistics() {
        return statistics;
    }
}
