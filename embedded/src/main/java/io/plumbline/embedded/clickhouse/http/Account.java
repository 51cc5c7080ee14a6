package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/**
 * Who asks.
 *
 * @param reader may not write
 * @param console a reader of database {@code mart} only; see {@link ConsoleRules}
 * @param anonymous no user name was given at all, or {@code default} without a password
 */
record Account(String name, boolean reader, boolean console, boolean anonymous) {
    private static final int AUTHENTICATION_FAILED = 516;

    /** The users there are. {@code default}, and nobody in particular, are the reader: curl and Grafana just work. */
    record Book(String pipelineUser, String pipelinePassword, String readOnlyUser, String consoleUser) {

        Account authenticate(Request request, Fields parameters) throws EngineException {
            Claim claim = Claim.of(request, parameters);
            boolean nobody = claim.user().isEmpty() || claim.user().equals("default");
            if ((nobody || claim.user().equals(readOnlyUser))
                    && claim.password().isEmpty()) {
                return new Account(readOnlyUser, true, false, nobody);
            }
            if (claim.user().equals(consoleUser) && claim.password().isEmpty()) {
                return new Account(consoleUser, true, true, false);
            }
            if (claim.user().equals(pipelineUser) && isPassword(claim.password())) {
                return new Account(pipelineUser, false, false, false);
            }
            throw new EngineException(
                    AUTHENTICATION_FAILED,
                    "AUTHENTICATION_FAILED",
                    claim.user()
                            + ": Authentication failed: password is incorrect, or there is no user with such name.");
        }

        private boolean isPassword(String claimed) {
            return MessageDigest.isEqual(
                    claimed.getBytes(StandardCharsets.UTF_8), pipelinePassword.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** In ClickHouse's order: its own headers, HTTP Basic, the URL. */
    private record Claim(String user, String password) {
        static Claim of(Request request, Fields parameters) {
            String user = request.getHeaders().get("X-ClickHouse-User");
            String key = request.getHeaders().get("X-ClickHouse-Key");
            if (user != null || key != null) {
                return new Claim(orEmpty(user), orEmpty(key));
            }
            return basic(request)
                    .orElseGet(() ->
                            new Claim(orEmpty(parameters.getValue("user")), orEmpty(parameters.getValue("password"))));
        }

        private static Optional<Claim> basic(Request request) {
            HttpField field = request.getHeaders().getField(HttpHeader.AUTHORIZATION);
            if (field == null || !field.getValue().regionMatches(true, 0, "Basic ", 0, 6)) {
                return Optional.empty();
            }
            try {
                byte[] decoded =
                        Base64.getDecoder().decode(field.getValue().substring(6).strip());
                String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
                return Optional.of(new Claim(parts[0], parts.length > 1 ? parts[1] : ""));
            } catch (IllegalArgumentException e) {
                return Optional.of(new Claim("", "not readable"));
            }
        }

        private static String orEmpty(String value) {
            return value == null ? "" : value;
        }
    }
}
