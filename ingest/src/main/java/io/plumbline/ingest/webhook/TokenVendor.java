package io.plumbline.ingest.webhook;

import io.javalin.http.Context;
import io.plumbline.ingest.raw.OpsGlance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Vendors that sign nothing: Opsgenie and Statuspage. A secret token in the path, or in a header where the vendor can be
 * told to send one, stands for a signature. It proves who sends, not what is sent, and a path is written to the access
 * logs of proxies: of the two the header is better.
 *
 * @param setting where the token is configured
 */
record TokenVendor(String source, String setting) implements Vendor {

    static final String HEADER = "X-Plumbline-Token";

    private static final String PARAMETER = "token";

    @Override
    public List<String> paths(String path) {
        return List.of(path, path + "/{" + PARAMETER + "}");
    }

    @Override
    public String claim(Context context) {
        var header = context.header(HEADER);
        return header != null ? header : context.pathParamMap().get(PARAMETER);
    }

    @Override
    public Proof proof(List<String> secrets) {
        var digests = secrets.stream().map(TokenVendor::digest).toList();
        return (body, length, claim) -> {
            // Digests have one length, so not even that of a token shows in the time.
            var claimed = digest(claim);
            var matches = false;
            for (var digest : digests) {
                matches |= MessageDigest.isEqual(digest, claimed);
            }
            return matches;
        };
    }

    @Override
    public String missing() {
        return "the token is missing: send it in the header " + HEADER + " or as the last part of the path";
    }

    @Override
    public String mismatch() {
        return "the token is not the configured one";
    }

    @Override
    public String withoutSecret() {
        return "no webhook token is configured here, so no sender can be told from another; set " + setting;
    }

    @Override
    public String payloads() {
        return "a JSON object or an array of them";
    }

    @Override
    public Labels labels(Context context, byte[] payload) throws IOException {
        var glance = OpsGlance.at(source, payload);
        return new Labels(glance.deliveryId(), glance.eventType(), glance.action(), glance.repo());
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
