package io.plumbline.standalone.cli;

import io.plumbline.ingest.importing.FileFormat;
import io.plumbline.ingest.importing.FileFormat.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SOURCE",
        subcommands = GitImportCommand.class,
        description = {
            "Import events from files or a local clone, into the Plumbline that runs on --data or, when none does,"
                    + " into the data directory.",
            "Importing again changes nothing; an interrupted import goes on where it stopped."
        },
        footer = {"", "Example:  plumbline import github-deliveries deliveries.ndjson.gz --wait"})
final class ImportCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Adds a subcommand for each format of files; what differs is said by {@link FileFormat}. */
    static void addFormats(CommandLine importing, Clock clock) {
        for (var format : FileFormat.values()) {
            var command = format.kind() == Kind.LINES_OF_A_REPOSITORY
                    ? new FilesOfRepository(clock, format)
                    : new Files(clock, format);
            var commandLine = new CommandLine(command);
            commandLine
                    .getCommandSpec()
                    .name(format.id())
                    .usageMessage()
                    .sortOptions(false)
                    .description(format.description().split("\n"));
            importing.addSubcommand(format.id(), commandLine);
        }
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to import: git (a local clone), or what the files hold: "
                        + Arrays.stream(FileFormat.values()).map(FileFormat::id).collect(Collectors.joining(", "))
                        + ".");
    }

    /** Options and work are the same for every format. */
    @Command(mixinStandardHelpOptions = true)
    private static class Files implements Callable<Integer> {

        private final Clock clock;
        private final FileFormat format;

        @Mixin
        private Settings settings;

        @Parameters(
                arity = "1..*",
                paramLabel = "FILE",
                description =
                        "NDJSON or, of reports, deployments and incidents, whole JSON documents, plain or .gz; of a directory all files in the order of their names.")
        private List<Path> files;

        @Option(names = "--wait", description = "Return when everything imported is visible in ClickHouse.")
        private boolean wait;

        Files(Clock clock, FileFormat format) {
            this.clock = clock;
            this.format = format;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            return ImportRun.of(settings.load(), clock, System.out).run(format, repo(), files, wait);
        }

        /** Repository that the files are about; null when their lines say so. */
        String repo() {
            return null;
        }
    }

    /** Files of one repository, which their lines do not name. */
    @Command(mixinStandardHelpOptions = true)
    private static final class FilesOfRepository extends Files {

        @Option(
                names = "--repo",
                required = true,
                paramLabel = "OWNER/NAME",
                description = "Repository that the commits of the files are in.")
        private String repo;

        FilesOfRepository(Clock clock, FileFormat format) {
            super(clock, format);
        }

        @Override
        String repo() {
            if (!repo.matches("[^/\\s]+(/[^/\\s]+)+")) {
                throw new UsageException("--repo is " + repo + ", but must be like octo/hello");
            }
            return repo;
        }
    }
}
