package io.plumbline.standalone.reconcile.recount;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one source says of a commit; what it leaves out is null.
 *
 * @param files by path, at most 300
 */
record Said(
        String authorName,
        String authorMail,
        String authorLogin,
        Long authorId,
        String committerLogin,
        String message,
        List<Touched> files) {

    private static final int FILES = 300;
    private static final int MESSAGE = 16_384;
    private static final int END = 4_096;
    private static final String GAP = "\n[..]\n";

    /** A changed file. */
    record Touched(String path, String change, Long additions, Long deletions) implements Comparable<Touched> {

        private static final Comparator<Touched> ORDER = Comparator.comparing(Touched::path)
                .thenComparing(Touched::additions, Said.nothingFirst())
                .thenComparing(Touched::deletions, Said.nothingFirst())
                .thenComparing(Touched::change);

        @Override
        public int compareTo(Touched other) {
            return ORDER.compare(this, other);
        }

        /** Each path once, in the order of paths. */
        static List<Touched> once(Collection<Touched> files, int atMost) {
            var byPath = new TreeMap<String, Touched>();
            files.stream().sorted().forEach(file -> byPath.put(file.path(), file));
            return byPath.values().stream().limit(atMost).toList();
        }
    }

    static Said of(Map<String, String> author, Long authorId, String committer, String message, List<Touched> files) {
        return new Said(
                author.get("name"),
                author.get("mail"),
                author.get("login"),
                authorId,
                committer,
                shortened(message),
                Touched.once(files, FILES));
    }

    /** Of several sources the fullest in each respect; of those that say as much, the last in the alphabet. */
    static Said together(Collection<Said> all) {
        var signed = most(
                all,
                Comparator.<Said, Long>comparing(said -> stated(said.authorName, said.authorMail))
                        .thenComparing(Said::authorMail, nothingFirst())
                        .thenComparing(Said::authorName, nothingFirst()));
        var account = most(
                all,
                Comparator.<Said, Long>comparing(said -> stated(said.authorLogin, said.authorId))
                        .thenComparing(Said::authorId, nothingFirst())
                        .thenComparing(Said::authorLogin, nothingFirst()));
        return new Said(
                signed.authorName,
                signed.authorMail,
                account.authorLogin,
                account.authorId,
                most(all, Comparator.comparing(Said::committerLogin, nothingFirst())).committerLogin,
                most(
                                all,
                                Comparator.<Said>comparingInt(said -> said.message.length())
                                        .thenComparing(Said::message))
                        .message,
                most(
                                all,
                                Comparator.<Said>comparingLong(said -> said.files.stream()
                                                .filter(file -> file.additions() != null)
                                                .count())
                                        .thenComparingInt(said -> said.files.size())
                                        .thenComparing(Said::byFiles))
                        .files);
    }

    private static int byFiles(Said one, Said other) {
        return Stream.iterate(0, i -> i + 1)
                .limit(Math.min(one.files.size(), other.files.size()))
                .map(i -> one.files.get(i).compareTo(other.files.get(i)))
                .filter(difference -> difference != 0)
                .findFirst()
                .orElse(0);
    }

    private static Said most(Collection<Said> all, Comparator<Said> order) {
        return all.stream().max(order).orElseThrow();
    }

    private static long stated(Object... values) {
        return Stream.of(values).filter(Objects::nonNull).count();
    }

    private static <T extends Comparable<T>> Comparator<T> nothingFirst() {
        return Comparator.nullsFirst(Comparator.<T>naturalOrder());
    }

    /** Long messages lose their middle, because trailers stand at the end; no character is halved. */
    private static String shortened(String message) {
        if (message.length() <= MESSAGE) {
            return message;
        }
        int begin = MESSAGE - END - GAP.length();
        int end = message.length() - END;
        begin -= Character.isHighSurrogate(message.charAt(begin - 1)) ? 1 : 0;
        end += Character.isLowSurrogate(message.charAt(end)) ? 1 : 0;
        return message.substring(0, begin) + GAP + message.substring(end);
    }
}
