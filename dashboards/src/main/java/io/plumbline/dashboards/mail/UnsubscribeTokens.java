package io.plumbline.dashboards.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses that end one subscription and prove themselves: the id and an HMAC of it, 32 characters. Nothing else can be done
 * with one, so it does not expire; a mail from last year must still be able to end what it belongs to.
 */
public final class UnsubscribeTokens {

    private static final int ID_BYTES = 8;
    private static final int PROOF_BYTES = 16;

    private final SecretKeySpec key;

    /** @param secret any text, not empty */
    public UnsubscribeTokens(String secret) {
        this.key = new SecretKeySpec(("unsubscribe\n" + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    public String of(long subscription) {
        var id = ByteBuffer.allocate(ID_BYTES).putLong(subscription).array();
        var token = ByteBuffer.allocate(ID_BYTES + PROOF_BYTES)
                .put(id)
                .put(proof(id))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Empty for anything that this installation has not made. */
    public OptionalLong read(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
        if (bytes.length != ID_BYTES + PROOF_BYTES) {
            return OptionalLong.empty();
        }
        var id = Arrays.copyOf(bytes, ID_BYTES);
        var given = Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
        return MessageDigest.isEqual(given, proof(id))
                ? OptionalLong.of(ByteBuffer.wrap(id).getLong())
                : OptionalLong.empty();
    }

    private byte[] proof(byte[] id) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(id), PROOF_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
