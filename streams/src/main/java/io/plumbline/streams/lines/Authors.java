package io.plumbline.streams.lines;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.attribution.Authorship;
import io.plumbline.streams.attribution.CommitEvidence;
import io.plumbline.streams.attribution.Signs;
import io.plumbline.streams.directory.Directory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who wrote a commit, as its own words tell: of a merge, who wrote what it brought. */
final class Authors {

    private Authors() {}

    /** Author, trailers and messages, by the rules that also read the commits of pull requests. */
    static Authorship authorship(List<Text> texts, Attribution attribution) {
        var evidence = written(texts).stream()
                .map(text -> attribution.readCommit(commit(text)))
                .toList();
        return attribution.decide(new Signs(account(evidence), null, attribution.read(null), List.of(), evidence));
    }

    private static List<Text> written(List<Text> texts) {
        return texts.size() > 1 ? texts.subList(1, texts.size()) : texts;
    }

    /** Whose commits they all are; null when they are of several, or no address names an account. */
    private static Account account(List<CommitEvidence> evidence) {
        var accounts =
                evidence.stream().map(one -> one.author().account()).distinct().toList();
        return accounts.size() == 1 ? accounts.get(0) : null;
    }

    private static PullRequestCommit commit(Text text) {
        return PullRequestCommit.newBuilder()
                .setSha(text.getSha())
                .setAt(Instant.EPOCH)
                .setAuthorName(text.getName())
                .setAuthorEmail(text.getEmail())
                .setMessage(text.getMessage())
                .build();
    }

    /** In the directory, else {@code email:} and a hash of the address; of several the one with most commits. */
    static String person(List<Text> texts, Directory directory) {
        var commits = new HashMap<String, Integer>();
        String most = null;
        for (var text : written(texts)) {
            var email = text.getEmail();
            if (email != null && !email.isBlank()) {
                int count = commits.merge(email.toLowerCase(Locale.ROOT), 1, Integer::sum);
                if (most == null || count > commits.get(most)) {
                    most = email.toLowerCase(Locale.ROOT);
                }
            }
        }
        if (most == null) {
            return null;
        }
        var address = most;
        return directory.personOfEmail(address).orElseGet(() -> "email:" + hash(address));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Of the person then, else of the repository's owner; null = unknown. */
    static String team(String person, String repo, Instant at, Directory directory) {
        return Optional.ofNullable(person)
                .flatMap(known -> directory.teamOfPerson(known, at))
                .or(() -> directory.ownerOf(repo, at))
                .orElse(null);
    }
}
