package io.plumbline.standalone.cli;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.standalone.decision.ConfigTables;
import io.plumbline.standalone.decision.Decided;
import io.plumbline.standalone.process.Attachment;
import io.plumbline.streams.directory.IdentityLink;
import io.plumbline.streams.directory.IdentitySuggestions;
import io.plumbline.streams.directory.InvalidDirectoryException;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            IdentityCommand.Suggest.class,
            IdentityCommand.Merge.class,
            IdentityCommand.Undo.class,
            IdentityCommand.Links.class
        },
        description = {
            "Accounts that are one person. Nothing is merged unless somebody decides so, and every merge can be undone.",
            "An account is github:login, github:#number, email:address or person:id."
        })
final class IdentityCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: suggest, merge, undo or list.");
    }

    @Command(
            name = "suggest",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Accounts that look like one person, best first, with the reasons. Nothing is changed.")
    static final class Suggest implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Option(names = "--limit", defaultValue = "50", description = "Show so many (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Option(names = "--min-score", defaultValue = "0.5", description = "Default: ${DEFAULT-VALUE}.")
        private double minimum;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        Suggest(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            Quiet.unless(settings.verbose());
            try (var attachment = Attachment.toClickHouse(settings.load(), clock)) {
                var directory = ConfigTables.decided(attachment).directory();
                var suggestions = IdentitySuggestions.of(directory, ConfigTables.identities(attachment)).stream()
                        .filter(one -> one.score() >= minimum)
                        .limit(limit)
                        .toList();
                if (json) {
                    System.out.println(Listing.json(suggestions));
                } else if (suggestions.isEmpty()) {
                    System.out.println("No accounts look like one person.");
                } else {
                    Listing.columns(
                            System.out,
                            List.of("score", "seen", "account", "account", "because"),
                            suggestions.stream()
                                    .map(one -> List.of(
                                            String.format(Locale.ROOT, "%.2f", one.score()),
                                            Long.toString(one.count()),
                                            one.left(),
                                            one.right(),
                                            String.join("; ", one.reasons())))
                                    .toList());
                }
                return 0;
            }
        }
    }

    @Command(
            name = "merge",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Make one person of two or more accounts, from now on and in all history.",
            footer = {
                "",
                "Example:  plumbline identity merge github:ada github:ada-work --by ada@example.org --reason \"Both are mine\""
            })
    static final class Merge implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Mixin
        private DecisionOptions decision;

        @Parameters(
                arity = "2..*",
                paramLabel = "ACCOUNT",
                description = "github:login, github:#number, email:address, person:id")
        private List<String> accounts;

        Merge(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            try {
                new IdentityLink("new", accounts);
            } catch (InvalidDirectoryException e) {
                throw new UsageException(e.getMessage());
            }
            var plans = decision.plans(clock);
            return new DecisionRun(settings.load(), clock, System.out)
                    .decide(decided -> plans.merge(decided, accounts), decision.waits());
        }
    }

    @Command(
            name = "undo",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Take a merge back, as if it had never been; `plumbline identity list` shows the ids.")
    static final class Undo implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Mixin
        private DecisionOptions decision;

        @Parameters(paramLabel = "LINK-ID", description = "Id of the merge.")
        private String id;

        Undo(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            var plans = decision.plans(clock);
            return new DecisionRun(settings.load(), clock, System.out)
                    .decide(
                            decided -> plans.undo(decided, id)
                                    .orElseThrow(() -> new CommandFailedException("No merge " + id
                                            + " is in force. `plumbline identity list` shows those that are.")),
                            decision.waits());
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "All merges, those taken back included: who made which, when and why.")
    static final class Links implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        Links(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            Quiet.unless(settings.verbose());
            try (var attachment = Attachment.toClickHouse(settings.load(), clock)) {
                var histories = ConfigTables.decided(attachment).linkHistories();
                if (json) {
                    System.out.println(
                            Listing.json(histories.stream().map(Links::fields).toList()));
                } else if (histories.isEmpty()) {
                    System.out.println("No accounts have been merged.");
                } else {
                    Listing.columns(
                            System.out,
                            List.of("link", "state", "accounts", "decided"),
                            histories.stream().map(Links::row).toList());
                }
                return 0;
            }
        }

        private static List<String> row(Decided.LinkHistory history) {
            return List.of(
                    history.link().id(),
                    history.undone().isPresent() ? "undone" : "in force",
                    String.join(" = ", history.link().accounts()),
                    words(history.made())
                            + history.undone()
                                    .map(undone -> "; undone " + words(undone))
                                    .orElse(""));
        }

        private static String words(ConfigEntry entry) {
            return entry.getMeta().getEventTime() + " by " + entry.getAuthor() + ": " + entry.getReason();
        }

        private static Map<String, Object> fields(Decided.LinkHistory history) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("link", history.link().id());
            fields.put("accounts", history.link().accounts());
            fields.put("inForce", history.undone().isEmpty());
            put(fields, "merged", history.made());
            history.undone().ifPresent(undone -> put(fields, "undone", undone));
            return fields;
        }

        private static void put(Map<String, Object> fields, String what, ConfigEntry entry) {
            fields.put(what + "At", entry.getMeta().getEventTime().toString());
            fields.put(what + "By", entry.getAuthor());
            fields.put(what + "Because", entry.getReason());
        }
    }
}
