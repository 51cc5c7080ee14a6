package io.plumbline.standalone.cli;

import io.plumbline.embedded.clickhouse.EngineUnavailableException;
import io.plumbline.embedded.kafka.EmbeddedKafkaException;
import io.plumbline.standalone.config.InvalidConfigException;
import io.plumbline.standalone.process.ProcessException;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/** Reads the command line, runs the command and turns what went wrong into one clear message and an exit code. */
@Command(
        name = "plumbline",
        description = "How much AI output do we accept, how much must we redo, how often does it break things?",
        mixinStandardHelpOptions = true,
        versionProvider = CommandLineRun.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ImportCommand.class,
            SqlCommand.class,
            DirectoryCommand.class,
            IdentityCommand.class,
            RulesCommand.class,
            OriginCommand.class,
            SimulateCommand.class,
            ReconcileCommand.class,
            CollectCommand.class,
            StreamCommand.class,
            LoadCommand.class,
            DashboardsCommand.class,
            DigestCommand.class,
            AccessCommand.class,
            AttributionCommand.class,
            DoctorCommand.class,
            BenchCommand.class
        },
        footer = {"", "Start here:  plumbline demo", "Exit codes:  0 done, 1 failed, 2 usage or configuration."})
public final class CommandLineRun implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private CommandLineRun() {}

    public static int run(Clock clock, String... arguments) {
        return commandLine(clock).execute(arguments);
    }

    /** Also used by the test that compares the documents with the commands. */
    public static CommandLine commandLine(Clock clock) {
        var commandLine = new CommandLine(new CommandLineRun(), new Factory(clock));
        ImportCommand.addFormats(commandLine.getSubcommands().get("import"), clock);
        return commandLine
                .setExecutionExceptionHandler(CommandLineRun::explain)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int explain(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        if (failure instanceof InvalidConfigException invalid) {
            err.println("plumbline: the configuration cannot be used:");
            invalid.problems().forEach(problem -> err.println("  - " + problem));
            return 2;
        }
        if (failure instanceof UsageException) {
            err.println("plumbline: " + failure.getMessage());
            return 2;
        }
        err.println("plumbline: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
        boolean verbose = parsed.subcommand() != null && parsed.expandedArgs().contains("--verbose");
        if (verbose || !saysWhatToDo(failure)) {
            failure.printStackTrace(err);
        }
        return 1;
    }

    private static boolean saysWhatToDo(Exception failure) {
        return failure instanceof CommandFailedException
                || failure instanceof ProcessException
                || failure instanceof EmbeddedKafkaException
                || failure instanceof EngineUnavailableException;
    }

    /** Hands the clock to commands that have a constructor for it. */
    private record Factory(Clock clock) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Clock.class) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(clock));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = CommandLineRun.class.getPackage().getImplementationVersion();
            return new String[] {"plumbline " + (version == null ? "(from sources)" : version)};
        }
    }
}
