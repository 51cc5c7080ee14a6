package io.plumbline.ingest.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A repository that a test builds commit by commit, with a clock of its own, and what git itself says of it. */
final class TestRepository {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    final Path folder;
    private Instant now = BEGIN;
    private String author = "Ada <ada@example.org>";

    TestRepository(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        git("init", "--quiet", "--initial-branch=main", ".");
        git("config", "user.name", "Ada");
        git("config", "user.email", "ada@example.org");
        git("config", "commit.gpgsign", "false");
        git("remote", "add", "origin", "https://github.com/octo/hello.git");
    }

    TestRepository days(int days) {
        now = now.plusSeconds(days * 86_400L);
        return this;
    }

    TestRepository by(String nameAndAddress) {
        author = nameAndAddress;
        return this;
    }

    TestRepository write(String path, String... lines) throws IOException {
        return raw(path, lines.length == 0 ? "" : String.join("\n", lines) + "\n");
    }

    TestRepository raw(String path, String content) throws IOException {
        return bytes(path, content.getBytes(StandardCharsets.UTF_8));
    }

    TestRepository bytes(String path, byte[] content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    TestRepository remove(String path) throws IOException {
        Files.delete(folder.resolve(path));
        return this;
    }

    /** @return its hash */
    String commit(String message) throws IOException {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--author=" + author, "-m", message);
        now = now.plusSeconds(60);
        return head();
    }

    String head() throws IOException {
        return git("rev-parse", "HEAD").strip();
    }

    String git(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        var date = now.getEpochSecond() + " +0000";
        builder.environment().put("GIT_AUTHOR_DATE", date);
        builder.environment().put("GIT_COMMITTER_DATE", date);
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Lines of the head by the commit that git blames them on. */
    Map<String, Integer> blamed(String... flags) throws IOException {
        var lines = new TreeMap<String, Integer>();
        for (var path : git("ls-files", "-z").split("\0")) {
            if (path.isEmpty()) {
                continue;
            }
            var command = new ArrayList<>(List.of("blame", "--line-porcelain", "--first-parent"));
            command.addAll(List.of(flags));
            command.addAll(List.of("--", path));
            git(command.toArray(String[]::new))
                    .lines()
                    .filter(line -> line.matches("[0-9a-f]{40} \\d+ \\d+.*"))
                    .forEach(line -> lines.merge(line.substring(0, 40), 1, Integer::sum));
        }
        return lines;
    }

    ReadHistory read() throws GitException, IOException {
        return ReadHistory.of(folder, null);
    }

    Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    static Map<String, Integer> lines(Object... shasAndCounts) {
        var lines = new HashMap<String, Integer>();
        for (int i = 0; i < shasAndCounts.length; i += 2) {
            lines.put((String) shasAndCounts[i], (Integer) shasAndCounts[i + 1]);
        }
        return lines;
    }
}
