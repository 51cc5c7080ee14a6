package io.plumbline.streams.lines;

/**
 * A commit's place in the store: those of a repository stand together in the order of their times.
 *
 * @param repository key of the repository, {@code provider:owner/name}
 * @param committedAt epoch milliseconds
 */
record CommitId(String repository, long committedAt, String sha) {

    private static final int TIME_DIGITS = 13;
    private static final char SEPARATOR = '|';

    static CommitId of(String key) {
        int second = key.lastIndexOf(SEPARATOR);
        int first = second - TIME_DIGITS - 1;
        return new CommitId(
                key.substring(0, first), Long.parseLong(key.substring(first + 1, second)), key.substring(second + 1));
    }

    String key() {
        return from(repository, committedAt) + sha;
    }

    /** Before every commit of the repository from that time on. */
    static String from(String repository, long committedAt) {
        var digits = Long.toString(Math.max(0, committedAt));
        return repository + SEPARATOR + "0".repeat(TIME_DIGITS - digits.length()) + digits + SEPARATOR;
    }

    /** After every commit of the repository. */
    static String end(String repository) {
        return repository + SEPARATOR + '~';
    }

    String provider() {
        return repository.substring(0, repository.indexOf(':'));
    }

    String repo() {
        return repository.substring(repository.indexOf(':') + 1);
    }

    /** Key of the fact. */
    String factId() {
        return repository + "@" + sha;
    }
}
