package io.plumbline.standalone.cli;

import io.plumbline.standalone.decision.ConfigTables;
import io.plumbline.standalone.decision.Decided;
import io.plumbline.standalone.decision.DecisionPlan;
import io.plumbline.standalone.decision.DecisionPlans;
import io.plumbline.standalone.process.Attachment;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.delivery.DeliveryRules;
import io.plumbline.streams.incident.IncidentRules;
import io.plumbline.streams.review.ReviewRules;
import io.plumbline.streams.work.WorkRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RulesCommand.Publish.class, RulesCommand.Retract.class, RulesCommand.Show.class},
        description = {
            "Rules of your own beside the standard ones: who wrote a pull request (attribution), what it was about (work),",
            "what is production, a rollback, a hotfix (delivery), how incidents are laid to changes (incident),",
            "who reviews and how severity and category of a finding are written (review).",
            "Published rules restate history: the past is decided again with them."
        })
final class RulesCommand implements Runnable {

    /** What rules decide. */
    enum Kind {
        ATTRIBUTION(io.plumbline.streams.settings.Settings.ATTRIBUTION_RULES),
        WORK(io.plumbline.streams.settings.Settings.WORK_RULES),
        DELIVERY(io.plumbline.streams.settings.Settings.DELIVERY_RULES),
        INCIDENT(io.plumbline.streams.settings.Settings.INCIDENT_RULES),
        REVIEW(io.plumbline.streams.settings.Settings.REVIEW_RULES);

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** Throws when they cannot be used. */
        void check(String yaml) {
            switch (this) {
                case ATTRIBUTION -> Attribution.standardWith(yaml);
                case WORK -> WorkRules.standardWith(yaml);
                case DELIVERY -> DeliveryRules.standardWith(yaml);
                case REVIEW -> ReviewRules.standardWith(yaml);
                case INCIDENT -> IncidentRules.standardWith(yaml);
            }
        }
    }

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: publish, retract or show.");
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Check a rule file and put it in force.",
            footer = {
                "",
                "Example:  plumbline rules publish attribution rules.yaml --by ada@example.org --reason \"Our own agent\""
            })
    static final class Publish implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Mixin
        private DecisionOptions decision;

        @Parameters(index = "0", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
        private Kind kind;

        @Parameters(index = "1", paramLabel = "FILE", description = "YAML")
        private Path file;

        Publish(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            var yaml = DirectoryAtStart.read(file);
            try {
                // Before services start for nothing.
                kind.check(yaml);
            } catch (IllegalArgumentException e) {
                throw new CommandFailedException(file + " cannot be used; nothing was published: " + e.getMessage(), e);
            }
            var plans = decision.plans(clock);
            return new DecisionRun(settings.load(), clock, System.out)
                    .decide(decided -> plans.rules(decided, kind.id, yaml), decision.waits());
        }
    }

    @Command(
            name = "retract",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Take rules of your own back: the standard ones decide again, in history too.")
    static final class Retract implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Mixin
        private DecisionOptions decision;

        @Parameters(paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
        private Kind kind;

        Retract(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            var plans = decision.plans(clock);
            return new DecisionRun(settings.load(), clock, System.out)
                    .decide(decided -> retracted(plans, decided), decision.waits());
        }

        private DecisionPlan retracted(DecisionPlans plans, Decided decided) {
            return plans.retractRules(decided, kind.id);
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Which rules decide now, and those of your own.")
    static final class Show implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        Show(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            Quiet.unless(settings.verbose());
            try (var attachment = Attachment.toClickHouse(settings.load(), clock)) {
                var decided = ConfigTables.decided(attachment);
                var rules = Arrays.stream(Kind.values())
                        .map(kind -> fields(decided, kind))
                        .toList();
                if (json) {
                    System.out.println(Listing.json(rules));
                } else {
                    rules.forEach(Show::print);
                    decided.settings().problems().forEach(problem -> System.out.println("not used: " + problem));
                }
                return 0;
            }
        }

        private static Map<String, String> fields(Decided decided, Kind kind) {
            var fields = new LinkedHashMap<String, String>();
            fields.put("kind", kind.id);
            fields.put("version", DecisionPlans.ruleVersion(decided.settings(), kind.id));
            decided.newest(kind.id).ifPresent(own -> {
                fields.put("decidedAt", own.getMeta().getEventTime().toString());
                fields.put("decidedBy", own.getAuthor());
                fields.put("because", own.getReason());
                fields.put("content", own.getContent());
            });
            return fields;
        }

        private static void print(Map<String, String> rules) {
            System.out.println(rules.get("kind") + ": version " + rules.get("version"));
            if (rules.containsKey("content")) {
                System.out.println("  of your own since " + rules.get("decidedAt") + " by " + rules.get("decidedBy")
                        + ": " + rules.get("because"));
                rules.get("content").lines().forEach(line -> System.out.println("    " + line));
            } else {
                System.out.println("  the standard ones alone");
            }
        }
    }
}
