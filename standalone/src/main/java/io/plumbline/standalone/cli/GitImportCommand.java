package io.plumbline.standalone.cli;

import io.plumbline.ingest.git.GitException;
import io.plumbline.ingest.git.GitImport;
import io.plumbline.ingest.git.GitImportResult;
import io.plumbline.ingest.git.GitListener;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.process.Attachment;
import io.plumbline.standalone.process.DataDirectory;
import io.plumbline.standalone.process.ProcessException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "git",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The history of a local clone: commits, the pull requests that they name, reverts, and the life of every"
                    + " line.",
            "Follows one branch by first parents. Reading again sends only what is new; after a force-push the commits"
                    + " that",
            "are gone count no more. The clone is only read."
        },
        footer = {"", "Example:  plumbline import git ~/src/shop --wait"})
final class GitImportCommand implements Callable<Integer> {

    private final Clock clock;
    private final PrintStream out = System.out;

    @Mixin
    private Settings settings;

    @Parameters(paramLabel = "CLONE", description = "Directory of the clone, with or without a working tree.")
    private Path clone;

    @Option(
            names = "--repo",
            paramLabel = "OWNER/NAME",
            description = "Repository that the clone is of (default: as the remote origin says).")
    private String repo;

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description =
                    "Branch to follow (default: the remote's head, else the current branch). A repository has one:"
                            + " another takes its place.")
    private String branch;

    @Option(
            names = "--since",
            paramLabel = "DAY",
            description = "Send only commits from this day on (UTC), such as 2026-01-31; older lines keep their age.")
    private LocalDate since;

    @Option(names = "--again", description = "Send every commit, also those that were sent before.")
    private boolean again;

    @Option(names = "--wait", description = "Return when everything imported is visible in ClickHouse.")
    private boolean wait;

    GitImportCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Quiet.unless(settings.verbose());
        if (repo != null && !repo.matches("[^/\\s]+(/[^/\\s]+)+")) {
            throw new UsageException("--repo is " + repo + ", but must be like octo/hello");
        }
        var config = settings.load();
        try (var attachment = Attachment.toPipeline(config, clock, line -> out.println("  " + line))) {
            var kafka = attachment.kafkaClient(config);
            var result = send(config, kafka);
            summary(result);
            if (!result.finished()) {
                out.println("Interrupted. The same command sends the rest.");
                return 1;
            }
            // Services that this command started end with it, so what it sent has to come through first.
            if (wait || attachment.ownsServices()) {
                ImportRun.awaitVisible(attachment, kafka, out);
            }
            return 0;
        } catch (GitException | ProcessException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }

    private GitImportResult send(PlumblineConfig config, Map<String, Object> kafka) throws GitException {
        var checkpoints = new DataDirectory(config.data()).imports();
        try (var producer = new RawEventProducer(kafka, RawEventProducer.Pace.BULK)) {
            var gitImport = new GitImport(clone, producer, checkpoints, new Lines(out), clock)
                    .ofRepository(repo)
                    .ofBranch(branch);
            if (since != null) {
                gitImport.since(since.atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            if (again) {
                gitImport.again();
            }
            try (var ignored = new ImportRun.StopOnSignal(gitImport::stop)) {
                return gitImport.run();
            }
        }
    }

    private void summary(GitImportResult result) {
        double seconds = Math.max(0.001, result.elapsed().toMillis() / 1000.0);
        say(
                "Read %,d commits of %s (branch %s) in %.1f s (%,.0f commits/s): %,d new%s.",
                result.commits(),
                result.repo(),
                result.branch(),
                seconds,
                result.commits() / seconds,
                result.sent(),
                result.gone() == 0 ? "" : ", " + result.gone() + " gone from the branch");
        say(
                "  %,d name their pull request, %,d say that they revert a commit, %,d take one back without saying"
                        + " so.",
                result.numbered(), result.reverts(), result.undoing());
        say(
                "  Lines of code: %,d written, %,d ended, %,d alive in %,d files.",
                result.born(), result.ended(), result.born() - result.ended(), result.files());
        say("  Who wrote them: plumbline sql \"SELECT * FROM mart.line_survival\"; rework: mart.line_rework.");
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    /** A line every few seconds. */
    private static final class Lines implements GitListener {

        private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();

        private final PrintStream out;
        private long last = System.nanoTime();

        Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        public void progress(int read, int total, int sent, Duration elapsed) {
            if (System.nanoTime() - last > EVERY_NANOS) {
                last = System.nanoTime();
                out.printf(
                        Locale.ROOT,
                        "  %,d of %,d commits read (%.0f %%), %,d sent, %,.0f commits/s%n",
                        read,
                        total,
                        100.0 * read / Math.max(1, total),
                        sent,
                        read * 1_000.0 / Math.max(1, elapsed.toMillis()));
            }
        }

        @Override
        public void warning(String text) {
            out.println("  " + text);
        }
    }
}
