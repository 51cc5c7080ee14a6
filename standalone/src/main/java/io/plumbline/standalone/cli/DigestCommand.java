package io.plumbline.standalone.cli;

import io.plumbline.dashboards.annotation.Annotations;
import io.plumbline.dashboards.digest.Digests;
import io.plumbline.dashboards.digest.IsoWeek;
import io.plumbline.dashboards.digest.NumberStyle;
import io.plumbline.dashboards.digest.Rendered;
import io.plumbline.dashboards.digest.Section;
import io.plumbline.dashboards.digest.Terms;
import io.plumbline.dashboards.dispatch.Item;
import io.plumbline.dashboards.inventory.OrganisationZone;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.process.Attachment;
import io.plumbline.standalone.process.DataDirectory;
import io.plumbline.standalone.process.MailAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "digest",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DigestCommand.Preview.class, DigestCommand.Send.class, DigestCommand.Status.class},
        description = "The weekly mail: look at one, send what is due, see what became of each.",
        footer = {"", "More:  docs/mail.md"})
final class DigestCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: preview, send or status.");
    }

    /** Forms of a preview. */
    enum Form {
        TEXT,
        HTML,
        PNG
    }

    @Command(
            name = "preview",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Print the digest of a week, as an administrator would get it. Sends nothing.",
            footer = {"", "Example:  plumbline digest preview --team payments --format html --output digest.html"})
    static final class Preview implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        @Option(names = "--team", paramLabel = "ID", defaultValue = "", description = "One team; default: all.")
        private String team;

        @Option(names = "--week", paramLabel = "2026-W46", description = "Default: the last complete week.")
        private String week;

        @Option(
                names = "--format",
                paramLabel = "FORM",
                defaultValue = "text",
                description = "text, html (with its picture inside) or png (the picture alone).")
        private Form form;

        @Option(names = "--output", paramLabel = "FILE", description = "Write there instead of to standard output.")
        private Path output;

        Preview(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() throws IOException {
            Quiet.unless(settings.verbose());
            var config = settings.load();
            try (var attachment = Attachment.toClickHouse(config, clock);
                    var database = MailAccess.database(attachment)) {
                var zone = new OrganisationZone(database, config.organisationZone(), clock).get();
                var wanted = week == null
                        ? IsoWeek.lastCompleteAt(clock.instant(), zone)
                        : IsoWeek.parse(week).orElseThrow(() -> new UsageException("--week is one such as 2026-W46"));
                var now = clock.instant();
                var rendered = new Digests(database, new Annotations(database, Optional.empty()))
                        .write(
                                new Terms(
                                        config.organisationName(),
                                        team,
                                        Reader.ANYBODY_HERE,
                                        EnumSet.allOf(Section.class),
                                        NumberStyle.EN,
                                        zone,
                                        MailAccess.settings(config, new DataDirectory(config.data()))
                                                .publicUrl(),
                                        "",
                                        now.minus(Duration.ofDays(7)),
                                        now),
                                wanted);
                write(rendered);
                return 0;
            }
        }

        private void write(Rendered rendered) throws IOException {
            var bytes =
                    switch (form) {
                        case TEXT ->
                            ("Subject: " + rendered.subject() + "\n\n" + rendered.text())
                                    .getBytes(StandardCharsets.UTF_8);
                        case HTML ->
                            rendered.html()
                                    .replace(
                                            "cid:" + Rendered.PICTURE,
                                            "data:image/png;base64,"
                                                    + Base64.getEncoder().encodeToString(rendered.png()))
                                    .getBytes(StandardCharsets.UTF_8);
                        case PNG -> rendered.png();
                    };
            if (output == null) {
                System.out.write(bytes);
                System.out.flush();
            } else {
                Files.write(output, bytes);
            }
        }
    }

    @Command(
            name = "send",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Send what is due now, once, and end: for a schedule of your own beside PostgreSQL as control store.",
                "A running Plumbline does this by itself. Nothing is sent twice, however often this runs."
            },
            footer = {"", "Example:  plumbline digest send --config plumbline.conf"})
    static final class Send implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        Send(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            var config = settings.load();
            if (config.mail().host() == null) {
                throw new UsageException("no mail server is configured: set plumbline.mail.host (docs/mail.md)");
            }
            var done = MailAccess.round(config, clock);
            System.out.println("written " + done.rendered() + ", sent " + done.sent() + ", failed " + done.failed()
                    + ", unknown " + done.unknown());
            return done.failed() + done.unknown() == 0 ? 0 : 1;
        }
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "How many messages are in which state, and those whose fate is unknown.",
            footer = {"", "Example:  plumbline digest status"})
    static final class Status implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        Status(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            PlumblineConfig config = settings.load();
            var unknown = MailAccess.ledger(config, clock, ledger -> {
                ledger.counts().forEach((state, n) -> System.out.println(state.id() + " " + n));
                return ledger.unknown("%");
            });
            print(unknown);
            return 0;
        }

        /** Without addresses: this may end up in a log. */
        private static void print(List<Item> unknown) {
            unknown.forEach(item ->
                    System.out.println("unknown: " + item.source() + " of " + item.occasion() + ", " + item.reason()));
        }
    }
}
