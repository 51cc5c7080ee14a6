package io.plumbline.ingest.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Runs the {@code git} program on one clone, without a shell, so that neither the user's settings nor the environment of a
 * hook change what it prints. It reads only, but for {@link NewRepository}: no locks, no pager, no questions, no network.
 */
final class Git {

    private static final int OLDEST_MAJOR = 2;
    private static final int OLDEST_MINOR = 31;
    private static final Pattern VERSION = Pattern.compile("git version (\\d+)\\.(\\d+).*", Pattern.DOTALL);
    private static final Pattern KEPT =
            Pattern.compile("GIT_(EXEC_PATH|CONFIG(_.*)?|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)");

    private final Path clone;
    private final List<String> program;

    private Git(Path clone, List<String> program) {
        this.clone = clone;
        this.program = program;
    }

    /** @throws GitException when there is no git, or one that is too old */
    static Git in(Path clone) throws GitException {
        return in(clone, "git");
    }

    static Git in(Path clone, String program) throws GitException {
        var git = new Git(clone, List.of(program, "-C", clone.toString(), "-c", "core.quotepath=off"));
        var version = VERSION.matcher(git.started(List.of(program, "--version")).text());
        if (!version.matches()) {
            throw new GitException("`" + program + " --version` does not tell a version of git");
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR)) {
            throw new GitException("git " + major + "." + minor + " is too old: needed is " + OLDEST_MAJOR + "."
                    + OLDEST_MINOR + " or later (it shows merges against their first parent)");
        }
        return git;
    }

    /** What it prints, without the last line break. */
    String text(String... arguments) throws GitException {
        return start(arguments).text().strip();
    }

    /** The same, or empty when it ends with an error. */
    String textOrEmpty(String... arguments) throws GitException {
        var running = start(arguments);
        try {
            var text = running.readAll();
            return running.process.waitFor() == 0 ? text.strip() : "";
        } catch (InterruptedException e) {
            throw running.interrupted(e);
        }
    }

    Running start(String... arguments) throws GitException {
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return started(command);
    }

    private Running started(List<String> command) throws GitException {
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("GIT_") && !KEPT.matcher(name).matches());
        environment.putAll(Map.of(
                "LC_ALL", "C",
                "GIT_OPTIONAL_LOCKS", "0",
                "GIT_PAGER", "cat",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_NO_REPLACE_OBJECTS", "1",
                // A partial clone would fetch what it lacks, one object after the other.
                "GIT_NO_LAZY_FETCH", "1",
                "GIT_ALLOW_PROTOCOL", "none"));
        try {
            return new Running(builder.start(), clone);
        } catch (IOException e) {
            throw new GitException("Cannot start the git program; is it installed? (" + e.getMessage() + ")", e);
        }
    }

    /** A git that runs; closing it ends it. */
    static final class Running implements AutoCloseable {

        private static final int KEPT_OF_ERRORS = 4_000;

        private final Process process;
        private final Path clone;
        private final StringBuilder errors = new StringBuilder();
        private final Thread listening;

        private Running(Process process, Path clone) {
            this.process = process;
            this.clone = clone;
            this.listening = new Thread(this::listen, "git-errors");
            listening.setDaemon(true);
            listening.start();
        }

        InputStream output() {
            return process.getInputStream();
        }

        Process process() {
            return process;
        }

        private void listen() {
            try (var in = process.getErrorStream()) {
                var buffer = new byte[1_024];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    synchronized (errors) {
                        if (errors.length() < KEPT_OF_ERRORS) {
                            errors.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                        }
                    }
                }
            } catch (IOException e) {
                // The process was ended by us.
                return;
            }
        }

        private String readAll() {
            try {
                return new String(output().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String text() throws GitException {
            var text = readAll();
            awaitGoodEnd();
            return text;
        }

        /** After its output was read to the end. */
        void awaitGoodEnd() throws GitException {
            try {
                int code = process.waitFor();
                listening.join();
                if (code != 0) {
                    throw new GitException(explain(code));
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }

        private GitException interrupted(InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return new GitException("Interrupted while git was running", e);
        }

        private String explain(int code) {
            String said;
            synchronized (errors) {
                said = errors.toString().strip();
            }
            if (said.contains("dubious ownership") || said.contains("unsafe repository")) {
                return clone
                        + " belongs to another user, and git reads such clones only when told to. If you trust it:\n"
                        + "  git config --global --add safe.directory " + clone.toAbsolutePath();
            }
            if (said.contains("not a git repository")) {
                return clone + " is no git clone";
            }
            if (said.contains("promisor remote")) {
                return clone + " is a partial clone and lacks contents of its history. Fetch them first:\n"
                        + "  git -C " + clone + " fetch --refetch --no-filter";
            }
            return "git failed on " + clone + " (exit code " + code + "): " + said;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
