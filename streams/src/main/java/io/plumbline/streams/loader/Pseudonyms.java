package io.plumbline.streams.loader;

import io.plumbline.schema.event.Account;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names for people that say nothing about them: HMAC-SHA256 of provider and numeric id (lower-case login where there is
 * no id), the first 16 bytes in hexadecimal. The key stays outside ClickHouse. Not thread-safe.
 */
final class Pseudonyms {

    private static final int BYTES = 16;
    private static final int REMEMBERED = 20_000;

    private final Mac mac;
    private final Map<String, String> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    Pseudonyms(String key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("The pseudonym key cannot be used: " + e.getMessage(), e);
        }
    }

    /** @return empty when there is no account */
    String of(String provider, Account account) {
        if (account == null) {
            return "";
        }
        var identity = provider + ":"
                + (account.getId() == null
                        ? account.getLogin().toLowerCase(Locale.ROOT)
                        : account.getId().toString());
        return known.computeIfAbsent(identity, this::pseudonym);
    }

    /**
     * The same for a person as {@code Directory.personOf} names it. Of an unlisted account it is the account's pseudonym.
     *
     * @return empty when nobody is known
     */
    String ofPerson(String person) {
        return person == null ? "" : known.computeIfAbsent(person, this::pseudonym);
    }

    /** Tells this key from another; whoever knows it knows nothing of the key. No account has this name. */
    String mark() {
        return pseudonym("\0key");
    }

    /** For hashes of texts: follows from the key, so that a rebuild gives the same ones, and does not lead back to it. */
    String salt() {
        return pseudonym("\0salt");
    }

    private String pseudonym(String identity) {
        return HexFormat.of().formatHex(mac.doFinal(identity.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    }
}
