package io.plumbline.streams.commit;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.CommitFile;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What sources say of a commit, and the most that several of them say together. Joining does not depend on order or
 * number: in each part the fuller one wins, and of equally full ones always the same.
 */
final class Texts {

    /** Trailers stand at the end of a message, so a long one keeps its end. */
    private static final int END_OF_MESSAGE = 4_096;

    private static final String CUT = "\n[..]\n";

    private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Long> NUMBER = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Integer> COUNT = Comparator.nullsFirst(Comparator.naturalOrder());

    private static final Comparator<CommitText> SIGNATURE = Comparator.<CommitText>comparingInt(
                    text -> stated(text.getAuthorName(), text.getAuthorEmail()))
            .thenComparing(CommitText::getAuthorEmail, TEXT)
            .thenComparing(CommitText::getAuthorName, TEXT);
    private static final Comparator<CommitText> ACCOUNT = Comparator.<CommitText>comparingInt(
                    text -> stated(text.getAuthorLogin(), text.getAuthorId()))
            .thenComparing(CommitText::getAuthorId, NUMBER)
            .thenComparing(CommitText::getAuthorLogin, TEXT);
    private static final Comparator<CommitText> MESSAGE = Comparator.<CommitText>comparingInt(
                    text -> text.getMessage().length())
            .thenComparing(CommitText::getMessage);
    private static final Comparator<FileChange> FILE = Comparator.comparing(FileChange::getPath)
            .thenComparing(FileChange::getAdditions, COUNT)
            .thenComparing(FileChange::getDeletions, COUNT)
            .thenComparing(FileChange::getChange);
    private static final Comparator<CommitText> FILES = Comparator.<CommitText>comparingLong(
                    text -> text.getFiles().stream()
                            .filter(file -> file.getAdditions() != null)
                            .count())
            .thenComparingInt(text -> text.getFiles().size())
            .thenComparing(CommitText::getFiles, Texts::compareFiles);

    private Texts() {}

    static CommitText of(CommitEvent event) {
        var author = event.getAuthor();
        var committer = event.getCommitter();
        return new CommitText(
                author == null ? null : author.getName(),
                author == null ? null : author.getEmail(),
                author == null ? null : author.getLogin(),
                author == null ? null : author.getId(),
                committer == null ? null : committer.getLogin(),
                cut(event.getMessage()),
                files(event.getFiles(), Limits.FILES_OF_COMMIT),
                authoredAt(event));
    }

    private static Long authoredAt(CommitEvent event) {
        var at = event.getAuthoredAt() == null ? event.getCommittedAt() : event.getAuthoredAt();
        return at == null ? null : at.toEpochMilli();
    }

    /** Each path once, by path. */
    static List<FileChange> files(List<CommitFile> files, int limit) {
        var byPath = new TreeMap<String, FileChange>();
        for (var file : files) {
            byPath.merge(
                    file.getPath(),
                    new FileChange(file.getPath(), file.getChange(), file.getAdditions(), file.getDeletions()),
                    (one, other) -> FILE.compare(one, other) >= 0 ? one : other);
        }
        return byPath.values().stream().limit(limit).toList();
    }

    static CommitText join(CommitText one, CommitText other) {
        var signature = fuller(one, other, SIGNATURE);
        var account = fuller(one, other, ACCOUNT);
        return new CommitText(
                signature.getAuthorName(),
                signature.getAuthorEmail(),
                account.getAuthorLogin(),
                account.getAuthorId(),
                fuller(one, other, Comparator.comparing(CommitText::getCommitterLogin, TEXT))
                        .getCommitterLogin(),
                fuller(one, other, MESSAGE).getMessage(),
                fuller(one, other, FILES).getFiles(),
                earlier(one.getAuthoredAt(), other.getAuthoredAt()));
    }

    private static Long earlier(Long one, Long other) {
        return one == null || (other != null && other < one) ? other : one;
    }

    static String cut(String message) {
        if (message.length() <= Limits.MESSAGE) {
            return message;
        }
        int begin = Limits.MESSAGE - END_OF_MESSAGE - CUT.length();
        int end = message.length() - END_OF_MESSAGE;
        // Never half of a character.
        begin -= Character.isHighSurrogate(message.charAt(begin - 1)) ? 1 : 0;
        end += Character.isLowSurrogate(message.charAt(end)) ? 1 : 0;
        return message.substring(0, begin) + CUT + message.substring(end);
    }

    private static CommitText fuller(CommitText one, CommitText other, Comparator<CommitText> order) {
        return order.compare(one, other) >= 0 ? one : other;
    }

    private static int stated(Object one, Object other) {
        return (Objects.isNull(one) ? 0 : 1) + (Objects.isNull(other) ? 0 : 1);
    }

    private static int compareFiles(List<FileChange> one, List<FileChange> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int difference = FILE.compare(one.get(i), other.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
