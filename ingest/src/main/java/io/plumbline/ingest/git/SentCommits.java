package io.plumbline.ingest.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which commits of a repository have been sent and acknowledged, one line each in a file of the destination's own.
 *
 * <p>Failure semantics: lines are appended after the acknowledgement, so a crash makes commits be sent twice, which changes
 * nothing, and none left out. A file of other rules counts as none, but still tells what was on the branch.
 */
final class SentCommits {

    private static final Logger LOG = LoggerFactory.getLogger(SentCommits.class);

    private final Path file;
    private final String rules;
    private final Map<String, Instant> known = new LinkedHashMap<>();
    private final Set<String> sent = new HashSet<>();
    private final List<String> unsaved = new ArrayList<>();
    private boolean sameRules;
    private String head = "";

    private SentCommits(Path file, String rules) {
        this.file = file;
        this.rules = rules;
    }

    /**
     * @param rules changes whenever the same commit may give another event
     * @param again count nothing as sent
     */
    static SentCommits read(Path directory, String repo, String rules, boolean again) throws IOException {
        Files.createDirectories(directory);
        var read = new SentCommits(directory.resolve("git-" + digest(repo) + ".commits"), rules);
        try {
            for (var line : Files.readAllLines(read.file, StandardCharsets.US_ASCII)) {
                read.line(line.split(" "));
            }
        } catch (NoSuchFileException e) {
            LOG.debug("Nothing of {} was sent before", repo);
        }
        read.sameRules &= !again;
        return read;
    }

    private void line(String[] words) {
        switch (words[0]) {
            case "rules" -> sameRules = words.length == 2 && words[1].equals(rules);
            case "head" -> head = words.length == 2 ? words[1] : "";
            case "gone" -> forget(words);
            case "was" -> know(words, 1);
            default -> {
                if (know(words, 0)) {
                    sent.add(words[0]);
                }
            }
        }
    }

    /** False for a line that was cut because the process was killed. */
    private boolean know(String[] words, int from) {
        boolean whole = words.length == from + 2 && words[from].length() >= 40 && words[from + 1].matches("-?\\d+");
        if (whole) {
            known.put(words[from], Instant.ofEpochSecond(Long.parseLong(words[from + 1])));
        }
        return whole;
    }

    private void forget(String[] words) {
        if (words.length == 2) {
            known.remove(words[1]);
            sent.remove(words[1]);
        }
    }

    boolean contains(String sha) {
        return sameRules && sent.contains(sha);
    }

    /** Everything that was ever sent and not taken back, with commit times. */
    Map<String, Instant> all() {
        return known;
    }

    boolean isHead(String sha) {
        return sameRules && sha.equals(head);
    }

    void add(String sha, Instant committedAt) {
        unsaved.add(sha + " " + committedAt.getEpochSecond());
    }

    void addGone(String sha) {
        unsaved.add("gone " + sha);
    }

    void addHead(String sha) {
        unsaved.add("head " + sha);
    }

    /** After everything that was added is acknowledged. */
    void save() throws IOException {
        if (unsaved.isEmpty()) {
            return;
        }
        if (!sameRules) {
            begin();
        }
        // A line break first: it ends a line that was cut.
        Files.write(
                file,
                ("\n" + String.join("\n", unsaved) + "\n").getBytes(StandardCharsets.US_ASCII),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        unsaved.clear();
    }

    /** What was on the branch is not forgotten, but all of it counts as not sent. */
    private void begin() throws IOException {
        var text = new StringBuilder();
        known.forEach((sha, at) -> text.append("was ")
                .append(sha)
                .append(' ')
                .append(at.getEpochSecond())
                .append('\n'));
        text.append("rules ").append(rules).append('\n');
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sameRules = true;
        sent.clear();
    }

    private static String digest(String repo) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(repo.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
