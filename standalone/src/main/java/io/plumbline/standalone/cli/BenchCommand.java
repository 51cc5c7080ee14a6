package io.plumbline.standalone.cli;

import io.plumbline.ingest.git.GitException;
import io.plumbline.standalone.bench.GitBench;
import io.plumbline.standalone.bench.LineBench;
import io.plumbline.standalone.bench.PagesBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {BenchCommand.Git.class, BenchCommand.Pages.class},
        description = {
            "Measure the line on this machine: from a file of deliveries to rows in ClickHouse, beside the bare"
                    + " count() topology",
            "over the same records on the same broker. Uses a scratch directory of its own; quote the ratios, not the"
                    + " rates."
        })
final class BenchCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private Settings settings;

    @Option(
            names = "--weeks",
            defaultValue = "26",
            description = "Simulated weeks, about 1,000 deliveries each (default: ${DEFAULT-VALUE}).")
    private int weeks;

    BenchCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        Quiet.unless(settings.verbose());
        var parent = settings.load().data().toAbsolutePath();
        Files.createDirectories(parent);
        var scratch = Files.createTempDirectory(parent, "bench-");
        try {
            var config = settings.with("plumbline.data", scratch.resolve("data").toString())
                    .load()
                    .withPorts(0, 0, 0);
            new LineBench(config, clock, System.out::println).run(weeks, scratch);
            return 0;
        } finally {
            delete(scratch);
        }
    }

    @Command(
            name = "git",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Measure reading a local clone, beside `git log --numstat` of the same clone; three rounds.")
    static final class Git implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Parameters(paramLabel = "CLONE", description = "Directory of the clone.")
        private Path clone;

        Git(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() throws Exception {
            Quiet.unless(settings.verbose());
            var scratch = Files.createTempDirectory("plumbline-bench-git-");
            try {
                new GitBench(clone, clock, System.out::println).run(scratch);
                return 0;
            } catch (GitException e) {
                throw new CommandFailedException(e.getMessage(), e);
            } finally {
                delete(scratch);
            }
        }
    }

    @Command(
            name = "pages",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Measure every page and card over made-up pull requests in an engine of its own, and with --beside the same"
                        + " questions",
                "in a relational database over the same facts, in one run. Quote the ratios, not the times."
            })
    static final class Pages implements Callable<Integer> {

        @Mixin
        private Settings settings;

        @Option(
                names = "--pull-requests",
                defaultValue = "1000000",
                description = "How many are made up (default: ${DEFAULT-VALUE}).")
        private long pullRequests;

        @Option(
                names = "--rounds",
                defaultValue = "20",
                description = "Of each measurement, after one that warms up (default: ${DEFAULT-VALUE}).")
        private int rounds;

        @Option(
                names = "--beside",
                paramLabel = "JDBC-URL",
                description = "An empty PostgreSQL database to compare with, such as"
                        + " jdbc:postgresql://localhost/bench?user=..&reWriteBatchedInserts=true.")
        private String beside;

        @Override
        public Integer call() throws Exception {
            Quiet.unless(settings.verbose());
            var scratch = Files.createTempDirectory("plumbline-bench-pages-");
            try (var relational = beside == null ? null : DriverManager.getConnection(beside)) {
                new PagesBench(rounds, System.out::println).run(scratch, pullRequests, relational);
                return 0;
            } finally {
                delete(scratch);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        }
    }
}
