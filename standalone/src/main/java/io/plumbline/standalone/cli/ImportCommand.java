package io.plumbline.standalone.cli;

import io.plumbline.ingest.importing.FileFormat;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SOURCE",
        subcommands = {
            ImportCommand.GitHubDeliveries.class,
            ImportCommand.GhArchive.class,
            GitImportCommand.class,
            ImportCommand.GitAiNotes.class,
            ImportCommand.AgentTrace.class,
            ImportCommand.Copilot.class,
            ImportCommand.Cursor.class,
            ImportCommand.ClaudeCode.class,
            ImportCommand.Gemini.class,
            ImportCommand.Windsurf.class,
            ImportCommand.Otel.class
        },
        description = {
            "Import events from files or a local clone, into the Plumbline that runs on --data or, when none does,"
                    + " into the data directory.",
            "Importing again changes nothing; an interrupted import goes on where it stopped."
        },
        footer = {"", "Example:  plumbline import github-deliveries deliveries.ndjson.gz --wait"})
final class ImportCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to import: git (a local clone), or files of github-deliveries, gharchive, git-ai-notes,"
                    + " agent-trace, or the usage reports of copilot, cursor, claude-code, gemini, windsurf or otel.");
    }

    /** Options and work are the same for every source; only the format differs. */
    abstract static class Files implements Callable<Integer> {

        private final Clock clock;
        private final FileFormat format;

        @Mixin
        private Settings settings;

        @Parameters(
                arity = "1..*",
                paramLabel = "FILE",
                description =
                        "NDJSON or, of usage reports, whole JSON documents, plain or .gz; of a directory all files in"
                                + " the order of their names.")
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
    abstract static class FilesOfRepository extends Files {

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

    @Command(
            name = "github-deliveries",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "GitHub's \"get a delivery\" answers, one JSON object a line.")
    static final class GitHubDeliveries extends Files {
        GitHubDeliveries(Clock clock) {
            super(clock, FileFormat.GITHUB_DELIVERIES);
        }
    }

    @Command(
            name = "gharchive",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Hourly files of gharchive.org.")
    static final class GhArchive extends Files {
        GhArchive(Clock clock) {
            super(clock, FileFormat.GHARCHIVE);
        }
    }

    @Command(
            name = "copilot",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "GitHub Copilot's usage reports: the files behind the download links, or answers of the retired"
                            + " APIs.")
    static final class Copilot extends Files {
        Copilot(Clock clock) {
            super(clock, FileFormat.COPILOT);
        }
    }

    @Command(
            name = "cursor",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Cursor's answers: daily-usage-data, agent-edits, tabs, ai-code commits.")
    static final class Cursor extends Files {
        Cursor(Clock clock) {
            super(clock, FileFormat.CURSOR);
        }
    }

    @Command(
            name = "claude-code",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Anthropic's usage_report/claude_code.")
    static final class ClaudeCode extends Files {
        ClaudeCode(Clock clock) {
            super(clock, FileFormat.CLAUDE_CODE);
        }
    }

    @Command(
            name = "gemini",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Gemini Code Assist's time series from Google Cloud Monitoring.")
    static final class Gemini extends Files {
        Gemini(Clock clock) {
            super(clock, FileFormat.GEMINI);
        }
    }

    @Command(
            name = "windsurf",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Windsurf's analytics.")
    static final class Windsurf extends Files {
        Windsurf(Clock clock) {
            super(clock, FileFormat.WINDSURF);
        }
    }

    @Command(
            name = "otel",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "OpenTelemetry metrics in OTLP/JSON: Claude Code's decisions on edits, by who decided.")
    static final class Otel extends Files {
        Otel(Clock clock) {
            super(clock, FileFormat.OTEL);
        }
    }

    @Command(
            name = "git-ai-notes",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Git AI notes, one JSON object a line: the note with its commit beside its fields,",
                "or {\"commit\": .., \"note\": the note as git shows it}."
            })
    static final class GitAiNotes extends FilesOfRepository {
        GitAiNotes(Clock clock) {
            super(clock, FileFormat.GIT_AI_NOTES);
        }
    }

    @Command(
            name = "agent-trace",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Agent Trace records, one a line.")
    static final class AgentTrace extends FilesOfRepository {
        AgentTrace(Clock clock) {
            super(clock, FileFormat.AGENT_TRACE);
        }
    }
}
