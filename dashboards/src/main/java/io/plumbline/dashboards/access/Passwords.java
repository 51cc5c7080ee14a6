package io.plumbline.dashboards.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane), written as a PHC string so that stronger ones can follow.
 * At most a few are computed at once: guessing must not eat the memory that pages need.
 */
final class Passwords {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Semaphore AT_ONCE = new Semaphore(3, true);

    /** Compared with when there is no such account, so that the answer takes as long. */
    private static final String NOBODYS = hash(Secrets.random());

    private Passwords() {}

    /** What is wrong with a new password; empty = nothing. */
    static Optional<String> problem(String password, String login) {
        if (password == null || password.length() < SHORTEST) {
            return Optional.of("A password has at least " + SHORTEST + " characters.");
        }
        if (password.length() > LONGEST) {
            return Optional.of("A password has at most " + LONGEST + " characters.");
        }
        var lower = password.toLowerCase(Locale.ROOT);
        if (login.length() > 3 && lower.contains(login.toLowerCase(Locale.ROOT))) {
            return Optional.of("A password does not hold the name of its account.");
        }
        if (password.chars().distinct().count() < 5) {
            return Optional.of("A password has at least five different characters.");
        }
        return Optional.empty();
    }

    static String hash(String password) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var hash = argon2(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /** @param stored null = nobody's: takes as long and is never right */
    static boolean matches(String password, String stored) {
        var given = password == null || password.length() > LONGEST ? "" : password;
        var parts = PHC.matcher(stored == null ? NOBODYS : stored);
        if (!parts.matches()) {
            throw new IllegalStateException("A stored password is not an Argon2id hash");
        }
        var expected = Base64.getDecoder().decode(parts.group(5));
        var computed = argon2(
                given,
                Base64.getDecoder().decode(parts.group(4)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                expected.length);
        boolean same = MessageDigest.isEqual(expected, computed);
        return same && stored != null && !given.isEmpty();
    }

    private static byte[] argon2(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        var hash = new byte[length];
        AT_ONCE.acquireUninterruptibly();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memory)
                    .withIterations(passes)
                    .withParallelism(lanes)
                    .withSalt(salt)
                    .build());
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        } finally {
            AT_ONCE.release();
        }
        return hash;
    }
}
