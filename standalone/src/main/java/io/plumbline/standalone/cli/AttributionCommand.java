package io.plumbline.standalone.cli;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.metric.Tools;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.attribution.Authorship;
import io.plumbline.streams.attribution.CommitEvidence;
import io.plumbline.streams.attribution.Signs;
import io.plumbline.streams.attribution.evaluation.LabelledIdentities;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "attribution",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AttributionCommand.Check.class,
            AttributionCommand.Explain.class,
            AttributionCommand.Evaluate.class
        },
        description = "Try the rules that say who wrote a pull request; docs/attribution.md explains them.",
        footer = {"", "Example:  plumbline attribution check --rules my-rules.yaml"})
final class AttributionCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The standard rules, with the user's. */
    static final class RulesOption {

        @Option(names = "--rules", paramLabel = "FILE", description = "Your own rules, added to the standard ones.")
        private Path file;

        Attribution attribution() {
            try {
                return file == null ? Attribution.standard() : Attribution.standardWith(text(file));
            } catch (IllegalArgumentException e) {
                throw new CommandFailedException(file + ": " + e.getMessage(), e);
            }
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Check a file of rules and print the rules in force with it.")
    static final class Check implements Callable<Integer> {

        @Mixin
        private RulesOption rules;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            var attribution = rules.attribution();
            var out = spec.commandLine().getOut();
            var form = "%-28s %-20s %-15s %-17s %6s  %s%n";
            out.printf(form, "RULE", "TOOL", "ORIGIN", "SIGNAL", "WEIGHT", "SOURCE");
            for (var rule : attribution.rules()) {
                out.printf(
                        Locale.ROOT,
                        form,
                        rule.id(),
                        rule.tool() == null ? "-" : rule.tool(),
                        rule.origin(),
                        rule.signal(),
                        String.format(Locale.ROOT, "%.2f", rule.weight()),
                        rule.added() ? "yours" : "standard");
            }
            out.printf("%d rules, version %s%n", attribution.rules().size(), attribution.ruleVersion());
            return 0;
        }
    }

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Say who wrote a pull request that looks like this, and by which evidence.",
            footer = {"", "Example:  plumbline attribution explain --author ada --branch codex/fix --body-file body.md"
            })
    static final class Explain implements Callable<Integer> {

        @Mixin
        private RulesOption rules;

        @Option(
                names = "--author",
                paramLabel = "LOGIN",
                description = "Who opened it; a login ending in [bot] is a bot.")
        private String author;

        @Option(names = "--author-id", paramLabel = "NUMBER", description = "Its numeric id at the forge.")
        private Long authorId;

        @Option(names = "--branch", paramLabel = "NAME", description = "Head branch.")
        private String branch;

        @Option(names = "--label", paramLabel = "LABEL", description = "May be repeated.")
        private List<String> labels = new ArrayList<>();

        @Option(names = "--body-file", paramLabel = "FILE", description = "Its description.")
        private Path body;

        @Option(
                names = "--commit-message-file",
                paramLabel = "FILE",
                description = "Message of one commit; may be repeated.")
        private List<Path> commits = new ArrayList<>();

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            var attribution = rules.attribution();
            var read = new ArrayList<CommitEvidence>();
            for (var message : commits) {
                read.add(attribution.readCommit(PullRequestCommit.newBuilder()
                        .setSha(message.toString())
                        .setAt(Instant.EPOCH)
                        .setMessage(text(message))
                        .setFiles(List.of())
                        .setSessions(List.of())
                        .build()));
            }
            var authorship = attribution.decide(new Signs(
                    account(), branch, attribution.read(body == null ? null : text(body)), labels, List.copyOf(read)));
            print(authorship, spec.commandLine().getOut());
            return 0;
        }

        private Account account() {
            if (author == null && authorId == null) {
                return null;
            }
            var login = author == null ? "" : author;
            return new Account(login, authorId, login.endsWith("[bot]") ? "Bot" : "User");
        }

        private static void print(Authorship authorship, PrintWriter out) {
            var human = authorship.accountableHuman();
            out.printf("%-12s %s%n", "origin", authorship.origin().id());
            out.printf("%-12s %s%n", "tool", Tools.label(authorship.tool()));
            out.printf(Locale.ROOT, "%-12s %.2f%n", "confidence", authorship.confidence());
            out.printf("%-12s %s%n", "accountable", human == null ? "nobody is named" : human.getLogin());
            out.printf("%-12s %d known, %d with AI%n", "commits", authorship.knownCommits(), authorship.aiCommits());
            out.printf("%-12s %s%n", "rules", authorship.ruleVersion());
            for (var one : authorship.evidence()) {
                out.printf(
                        Locale.ROOT,
                        "evidence     %.2f  %-16s %-24s %s%n",
                        one.getWeight(),
                        one.getSignal(),
                        one.getRule(),
                        one.getValue());
            }
            for (var applied : authorship.appliedSuggestions()) {
                out.printf(
                        "applied suggestion of %s in %s: acceptance of a review, not authorship%n",
                        applied.reviewer().login(), applied.sha());
            }
        }
    }

    @Command(
            name = "evaluate",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Compare the rules with labels of yours: precision, recall, F1, and every wrong one.",
                "FILE has tab-separated columns count, kind (author or trailer:key), identity, tool, class (ai, human,",
                "ambiguous), and a first line with their names. Tools are ids of the catalogue; others count as AI only."
            })
    static final class Evaluate implements Callable<Integer> {

        @Mixin
        private RulesOption rules;

        @Parameters(paramLabel = "FILE", description = "Labelled identities.")
        private Path file;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public Integer call() {
            var tools = Tools.all().stream().collect(Collectors.toMap(Tools.Tool::id, Tools.Tool::id));
            try {
                var evaluation = LabelledIdentities.evaluate(text(file).lines().toList(), rules.attribution(), tools);
                spec.commandLine().getOut().print(evaluation.report());
                spec.commandLine().getOut().flush();
                return 0;
            } catch (IllegalArgumentException e) {
                throw new CommandFailedException(file + ": " + e.getMessage(), e);
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
