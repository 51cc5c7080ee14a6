package io.plumbline.ingest.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 of the raw body, in hex after a prefix.
 *
 * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub</a>
 * @see <a href="https://developer.pagerduty.com/docs/verifying-webhook-signatures">PagerDuty</a>
 */
final class Signature implements Vendor.Proof {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MOST_CLAIMS = 16;

    private final List<SecretKeySpec> keys;
    private final String prefix;
    private final boolean several;

    private Signature(List<String> secrets, String prefix, boolean several) {
        this.prefix = prefix;
        this.several = several;
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
    }

    /** {@code X-Hub-Signature-256: sha256=..}. */
    static Signature ofGitHub(List<String> secrets) {
        return new Signature(secrets, "sha256=", false);
    }

    /** {@code X-PagerDuty-Signature: v1=..,v1=..}: one for each secret while one is being replaced there. */
    static Signature ofPagerDuty(List<String> secrets) {
        return new Signature(secrets, "v1=", true);
    }

    @Override
    public boolean isOf(byte[] body, int length, String header) {
        var claims = claims(header);
        var matches = false;
        for (var key : keys) {
            var signed = sign(key, body, length);
            for (var claim : claims) {
                matches |= MessageDigest.isEqual(signed, claim);
            }
        }
        return matches;
    }

    /** Those that are well formed; other versions of the signature may stand beside ours. */
    private List<byte[]> claims(String header) {
        var parts = several ? header.split(",", MOST_CLAIMS + 1) : new String[] {header};
        var claims = new ArrayList<byte[]>();
        for (var i = 0; i < Math.min(parts.length, MOST_CLAIMS); i++) {
            var part = several ? parts[i].strip() : parts[i];
            if (part.startsWith(prefix)) {
                claims.add(hex(part));
            }
        }
        return claims;
    }

    /** What is not hex is the signature of nothing. */
    private byte[] hex(String claim) {
        try {
            return HexFormat.of().parseHex(claim, prefix.length(), claim.length());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] sign(SecretKeySpec key, byte[] body, int length) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(body, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
