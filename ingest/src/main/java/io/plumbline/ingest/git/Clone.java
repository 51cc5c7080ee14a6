package io.plumbline.ingest.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What is to be known of a clone before its history is read.
 *
 * @param head hash of the newest commit
 * @param branch its name
 * @param edge commits whose parents a shallow clone has left out
 */
record Clone(Git git, RemoteName remote, String branch, String head, int commits, Set<String> edge, PathKinds kinds) {

    /**
     * @param repo owner/name; null = as the remote says
     * @param branch null = the remote's head, else the current one
     */
    static Clone open(Path path, String repo, String branch) throws GitException {
        if (!Files.isDirectory(path)) {
            throw new GitException("No such directory: " + path);
        }
        var git = Git.in(path);
        var folder = git.text("rev-parse", "--absolute-git-dir");
        var remote = remote(git, path, repo);
        var name = branch(git, path, branch);
        var head = git.textOrEmpty("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        if (head.isEmpty()) {
            throw new GitException("There is no commit " + name + " in " + path
                    + (branch == null ? ": the clone is empty, or --branch must say which branch counts" : ""));
        }
        int commits = Integer.parseInt(git.text("rev-list", "--first-parent", "--count", head, "--"));
        return new Clone(git, remote, shortName(name), head, commits, edge(git, folder), kinds(git, head));
    }

    private static RemoteName remote(Git git, Path path, String repo) throws GitException {
        var url = git.textOrEmpty("config", "--get", "remote.origin.url");
        var told = RemoteName.of(url);
        if (repo != null) {
            return new RemoteName(told.map(RemoteName::provider).orElse("github"), repo);
        }
        return told.orElseThrow(() -> new GitException(
                "The remote origin of " + path + " names no repository. Say which it is: --repo owner/name"));
    }

    private static String branch(Git git, Path path, String branch) throws GitException {
        if (branch != null) {
            if (branch.startsWith("-")) {
                throw new GitException("--branch is " + branch + ", which is no name of a branch");
            }
            for (var place : List.of("refs/remotes/origin/", "refs/heads/", "")) {
                if (!git.textOrEmpty(
                                "rev-parse", "--verify", "--quiet", "--end-of-options", place + branch + "^{commit}")
                        .isEmpty()) {
                    return place + branch;
                }
            }
            throw new GitException("There is no branch " + branch + " in " + path);
        }
        var remoteHead = git.textOrEmpty("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD");
        if (!remoteHead.isEmpty()
                && !git.textOrEmpty("rev-parse", "--verify", "--quiet", remoteHead)
                        .isEmpty()) {
            return remoteHead;
        }
        var current = git.textOrEmpty("symbolic-ref", "--quiet", "HEAD");
        return current.isEmpty() ? "HEAD" : current;
    }

    private static String shortName(String ref) {
        return ref.replaceFirst("^refs/(heads/|remotes/origin/)", "");
    }

    private static Set<String> edge(Git git, String folder) throws GitException {
        if (!git.text("rev-parse", "--is-shallow-repository").equals("true")) {
            return Set.of();
        }
        try {
            return Set.copyOf(Files.readAllLines(Path.of(folder).resolve("shallow"), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new GitException("Cannot read where the shallow clone ends: " + e.getMessage(), e);
        }
    }

    /** By the attributes of the head, those of deeper folders after those above them. */
    private static PathKinds kinds(Git git, String head) throws GitException {
        var kinds = new PathKinds();
        try (var objects = new Objects(git);
                var running = git.start("ls-tree", "-r", "-z", "--name-only", "--full-tree", head)) {
            var listed = new String(running.output().readAllBytes(), StandardCharsets.UTF_8);
            running.awaitGoodEnd();
            var files = List.of(listed.split("\0")).stream()
                    .filter(path -> path.equals(".gitattributes") || path.endsWith("/.gitattributes"))
                    .sorted(Comparator.comparingInt(String::length))
                    .toList();
            for (var file : files) {
                var text = new String(objects.content(head + ":" + file), StandardCharsets.UTF_8);
                kinds.add(file.substring(0, file.length() - ".gitattributes".length()), text);
            }
            return kinds;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the attributes of the head", e);
        }
    }
}
