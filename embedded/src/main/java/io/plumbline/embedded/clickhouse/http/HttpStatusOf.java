package io.plumbline.embedded.clickhouse.http;

import java.util.Set;

/** The HTTP status that ClickHouse answers for each of its error codes (its exceptionCodeToHTTPStatus, 26.x). */
final class HttpStatusOf {
    private static final Set<Integer> FORBIDDEN = Set.of(192, 193, 497, 512, 516);
    /** Texts and literals that do not parse, arguments of the wrong kind, syntax errors. */
    private static final Set<Integer> BAD_REQUEST = Set.of(
            6, 8, 15, 25, 26, 27, 36, 37, 38, 41, 44, 53, 62, 72, 117, 123, 167, 168, 223, 321, 376, 427, 441, 675,
            676);
    /** UNKNOWN_TABLE and its relatives. */
    private static final Set<Integer> NOT_FOUND = Set.of(46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 152, 336, 511);

    private HttpStatusOf() {}

    static int error(int code) {
        if (NOT_FOUND.contains(code)) {
            return 404;
        }
        if (BAD_REQUEST.contains(code)) {
            return 400;
        }
        if (FORBIDDEN.contains(code)) {
            return 403;
        }
        return switch (code) {
            case 194 -> 401; // REQUIRED_PASSWORD
            case 159 -> 408; // TIMEOUT_EXCEEDED
            case 381 -> 411; // HTTP_LENGTH_REQUIRED
            case 229 -> 413; // QUERY_IS_TOO_LARGE
            case 779 -> 415; // UNSUPPORTED_MEDIA_TYPE
            case 48 -> 501; // NOT_IMPLEMENTED
            case 76, 209, 439 -> 503; // CANNOT_OPEN_FILE, SOCKET_TIMEOUT, CANNOT_SCHEDULE_TASK
            default -> 500;
        };
    }
}
