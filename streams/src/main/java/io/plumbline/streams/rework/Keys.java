package io.plumbline.streams.rework;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.avro.SchemaNormalization;

/**
 * Keys of what is kept of a repository, as ranges are read: {@code repository|sort|..|milliseconds|change}. Numbers, times
 * and hashes have a fixed width; neither a repository nor what follows it contains the bar.
 */
final class Keys {

    /** Sorts after everything that a key can continue with. */
    static final String END = "~";

    /** Hex digits of a hash by which claims are found; the shortest that git abbreviates to. */
    static final int SHORT_SHA = 7;

    private static final int NUMBER = 10;

    private Keys() {}

    static String pullRequest(int number) {
        return String.format(Locale.ROOT, "#%010d", number);
    }

    static String commit(String sha) {
        return "@" + sha;
    }

    static boolean isPullRequest(String change) {
        return change.startsWith("#");
    }

    static int number(String change) {
        return Integer.parseInt(change.substring(1));
    }

    static String of(Change change) {
        return isPullRequest(change) ? pullRequest(change.getNumber()) : commit(change.getId());
    }

    static boolean isPullRequest(Change change) {
        return change.getId().contains("#");
    }

    /** The change at the end of a key. */
    static String last(String key) {
        return key.substring(key.lastIndexOf('|') + 1);
    }

    /** The time before it. */
    static long time(String key) {
        int end = key.lastIndexOf('|');
        return Long.parseLong(key.substring(key.lastIndexOf('|', end - 1) + 1, end));
    }

    static String time(long millis) {
        return String.format(Locale.ROOT, "%013d", Math.max(0, millis));
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%0" + NUMBER + "d", number);
    }

    /** Of a path or title: short, and of one width. */
    static String hash(String text) {
        return String.format(
                Locale.ROOT, "%016x", SchemaNormalization.fingerprint64(text.getBytes(StandardCharsets.UTF_8)));
    }
}
