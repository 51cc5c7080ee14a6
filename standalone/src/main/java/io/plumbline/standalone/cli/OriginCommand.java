package io.plumbline.standalone.cli;

import io.plumbline.ingest.decision.Decision;
import io.plumbline.schema.metric.Origin;
import io.plumbline.schema.metric.Tools;
import io.plumbline.standalone.decision.DecisionPlan;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "origin",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {OriginCommand.Set.class, OriginCommand.Clear.class},
        description = "Say who wrote a pull request where the rules are wrong; kept with who said so and why.")
final class OriginCommand implements Runnable {

    private static final Pattern PULL_REQUEST =
            Pattern.compile("(?:([a-z][a-z0-9-]*):)?([^\\s/:]+/[^\\s/#]+)#([0-9]{1,9})");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: set or clear.");
    }

    /** One pull request, as people write it. */
    private record PullRequest(String provider, String repo, int number) {

        static PullRequest parse(String text) {
            Matcher matcher = PULL_REQUEST.matcher(text);
            if (!matcher.matches() || Integer.parseInt(matcher.group(3)) == 0) {
                throw new UsageException(
                        "\"" + text + "\" is no pull request: expected owner/name#12, or gitlab:group/name#12");
            }
            var provider = matcher.group(1) == null ? "github" : matcher.group(1);
            return new PullRequest(provider, matcher.group(2), Integer.parseInt(matcher.group(3)));
        }

        String words() {
            return repo + "#" + number;
        }
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Say who wrote a pull request, against the rules.",
            footer = {
                "",
                "Example:  plumbline origin set acme/shop#12 --origin ai_agent --tool cursor --by ada@example.org --reason \"Said so in review\""
            })
    static final class Set implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Mixin
        private DecisionOptions decision;

        @Parameters(paramLabel = "OWNER/NAME#NUMBER", description = "The pull request.")
        private String pullRequest;

        @Option(
                names = "--origin",
                required = true,
                description =
                        "ai_agent, ai_assisted, automation_bot or unknown (the rules found AI where there was none).")
        private Origin origin;

        @Option(names = "--tool", description = "Id of the tool, such as cursor or github-copilot.")
        private String tool;

        Set(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            var target = PullRequest.parse(pullRequest);
            if (tool != null && !Tools.isKnown(tool)) {
                throw new UsageException("--tool " + tool + ": expected one of "
                        + String.join(
                                ", ", Tools.all().stream().map(Tools.Tool::id).toList()));
            }
            if (tool != null && (origin == Origin.UNKNOWN || origin == Origin.AUTOMATION_BOT)) {
                throw new UsageException("--tool goes with ai_agent and ai_assisted only");
            }
            return send(
                    target,
                    origin.id(),
                    tool,
                    false,
                    "~ " + target.words() + " is " + origin.id() + (tool == null ? "" : " by " + tool)
                            + ", whatever the rules say",
                    settings,
                    decision,
                    clock);
        }
    }

    @Command(
            name = "clear",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Let the rules decide about a pull request again.")
    static final class Clear implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Mixin
        private DecisionOptions decision;

        @Parameters(paramLabel = "OWNER/NAME#NUMBER", description = "The pull request.")
        private String pullRequest;

        Clear(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            var target = PullRequest.parse(pullRequest);
            return send(
                    target,
                    Origin.UNKNOWN.id(),
                    null,
                    true,
                    "~ " + target.words() + ": the rules decide again",
                    settings,
                    decision,
                    clock);
        }
    }

    private static int send(
            PullRequest target,
            String origin,
            String tool,
            boolean retracted,
            String change,
            Settings settings,
            DecisionOptions options,
            Clock clock) {
        var decision = Decision.originOverride(
                target.provider(),
                target.repo(),
                target.number(),
                origin,
                tool,
                options.by(),
                options.reason(),
                retracted,
                clock.instant());
        var plan = new DecisionPlan(Optional.of(decision), List.of(change), List.of());
        return new DecisionRun(settings.load(), clock, System.out).decide(decided -> plan, options.waits());
    }
}
