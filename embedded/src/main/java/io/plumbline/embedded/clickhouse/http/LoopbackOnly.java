package io.plumbline.embedded.clickhouse.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Refuses what a web page in the user's browser could send here: a name that was re-bound to 127.0.0.1, or a page of another
 * origin. Asked only where nobody gave a password, as a page does not know it.
 */
final class LoopbackOnly {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private LoopbackOnly() {}

    static boolean allows(Request request) {
        String host = Request.getServerName(request);
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        return isLoopback(host) && (origin == null || isLoopback(hostOf(origin)));
    }

    private static String hostOf(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isLoopback(String host) {
        return host != null && NAMES.contains(host.toLowerCase(Locale.ROOT));
    }
}
