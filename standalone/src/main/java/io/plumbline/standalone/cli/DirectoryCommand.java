package io.plumbline.standalone.cli;

import io.plumbline.standalone.decision.ConfigTables;
import io.plumbline.standalone.process.Attachment;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.directory.InvalidDirectoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "directory",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DirectoryCommand.Publish.class, DirectoryCommand.Check.class, DirectoryCommand.Show.class},
        description = {
            "Teams, people and services: who belonged where when.",
            "A published directory restates history: team figures of the past are counted again with it."
        },
        footer = {"", "Format:  docs/directory.md"})
final class DirectoryCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: publish, check or show.");
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Check a directory file, say what changes, and put it in force.",
            footer = {
                "",
                "Example:  plumbline directory publish directory.yaml --by ada@example.org --reason \"Team search\" --wait"
            })
    static final class Publish implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Mixin
        private DecisionOptions decision;

        @Parameters(paramLabel = "FILE", description = "directory.yaml")
        private Path file;

        Publish(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            var yaml = DirectoryAtStart.read(file);
            // Before services start for nothing.
            Check.directory(yaml);
            var plans = decision.plans(clock);
            return new DecisionRun(settings.load(), clock, System.out)
                    .decide(decided -> plans.directory(decided, yaml), decision.waits());
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description =
                    "Say what is wrong with a directory file; nothing is published. Exit code 1 when it cannot be used.")
    static final class Check implements Callable<Integer> {

        @Mixin
        private Settings settings;

        @Parameters(paramLabel = "FILE", description = "directory.yaml")
        private Path file;

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            var directory = directory(DirectoryAtStart.read(file));
            directory.warnings().forEach(warning -> System.out.println("warning: " + warning));
            System.out.println(file + " can be used: " + directory.teams().size() + " teams, "
                    + directory.memberships().size() + " memberships, "
                    + directory.ownerships().size() + " repository owners, "
                    + directory.services().size() + " services, "
                    + directory.warnings().size() + " warnings.");
            return 0;
        }

        static Directory directory(String yaml) {
            try {
                return Directory.read(yaml, List.of());
            } catch (InvalidDirectoryException e) {
                throw DecisionRun.invalid(e);
            }
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "The directory in force, with identity merges: teams and who was in them on a day.")
    static final class Show implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Option(names = "--at", paramLabel = "DATE", description = "Day to look at (default: today).")
        private LocalDate at;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        Show(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            Quiet.unless(settings.verbose());
            try (var attachment = Attachment.toClickHouse(settings.load(), clock)) {
                var directory = ConfigTables.decided(attachment).directory();
                var zone = directory.zone().orElse(ZoneOffset.UTC);
                var day = at == null ? LocalDate.ofInstant(clock.instant(), zone) : at;
                var shown = shown(directory, day, zone);
                if (json) {
                    System.out.println(Listing.json(shown));
                } else {
                    print(shown, directory.warnings());
                }
                return 0;
            }
        }

        private record Member(String person, String name, List<String> accounts) {}

        private record TeamShown(
                String team, String name, String parent, List<Member> members, List<String> repositories) {}

        private static Map<String, Object> shown(Directory directory, LocalDate day, ZoneId zone) {
            var moment = day.atStartOfDay(zone).toInstant();
            var teams = directory.teams().stream()
                    .map(team -> new TeamShown(
                            team.id(),
                            team.name(),
                            team.parent(),
                            directory.memberships().stream()
                                    .map(Directory.Membership::person)
                                    .distinct()
                                    .filter(person -> directory
                                            .teamOfPerson(person, moment)
                                            .filter(team.id()::equals)
                                            .isPresent())
                                    .map(person -> new Member(
                                            person,
                                            directory.nameOf(person).orElse(null),
                                            directory.accountsOf(person)))
                                    .toList(),
                            directory.ownerships().stream()
                                    .filter(one -> one.team().equals(team.id()) && holds(one, day))
                                    .map(Directory.Ownership::repository)
                                    .toList()))
                    .toList();
            var shown = new LinkedHashMap<String, Object>();
            shown.put("organisation", directory.organisation().orElse(null));
            shown.put("zone", zone.getId());
            shown.put("day", day.toString());
            shown.put("teams", teams);
            shown.put("services", directory.services());
            shown.put("warnings", directory.warnings());
            return shown;
        }

        private static boolean holds(Directory.Ownership ownership, LocalDate day) {
            return (ownership.from() == null || !day.isBefore(ownership.from()))
                    && (ownership.until() == null || day.isBefore(ownership.until()));
        }

        private static void print(Map<String, Object> shown, List<String> warnings) {
            var teams = (List<?>) shown.get("teams");
            if (teams.isEmpty()) {
                System.out.println("No directory is in force. `plumbline directory publish FILE` puts one there.");
                return;
            }
            System.out.println("Teams on " + shown.get("day") + ", " + shown.get("zone"));
            for (var element : teams) {
                var team = (TeamShown) element;
                System.out.println();
                System.out.println(team.team()
                        + (team.name().equals(team.team()) ? "" : " (" + team.name() + ")")
                        + (team.parent() == null ? "" : ", part of " + team.parent()));
                team.members()
                        .forEach(member -> System.out.println("  " + member.person()
                                + (member.name() == null ? "" : " (" + member.name() + ")") + ": "
                                + String.join(", ", member.accounts())));
                team.repositories().forEach(repository -> System.out.println("  owns " + repository));
            }
            warnings.forEach(warning -> System.out.println("warning: " + warning));
        }
    }
}
