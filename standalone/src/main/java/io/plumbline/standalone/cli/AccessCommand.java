package io.plumbline.standalone.cli;

import io.plumbline.dashboards.access.AccessMode;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.process.DataDirectory;
import io.plumbline.standalone.process.Endpoints;
import io.plumbline.standalone.process.PageAccess;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = AccessCommand.AdminLink.class,
        description = "Who may see the pages. Accounts, roles and tokens are looked after on the page Access.",
        footer = {"", "More:  docs/access.md"})
final class AccessCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: admin-link.");
    }

    @Command(
            name = "admin-link",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Make a link that lets one person become an administrator, once, within an hour.",
                "For the first one, or when none can log in any more. Works while pages are served and while not;"
                        + " earlier links of this kind stop working."
            },
            footer = {"", "Example:  plumbline access admin-link --data /var/lib/plumbline"})
    static final class AdminLink implements Callable<Integer> {

        private final Clock clock;

        @Mixin
        private Settings settings;

        AdminLink(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Integer call() {
            Quiet.unless(settings.verbose());
            var config = settings.load();
            var data = new DataDirectory(config.data());
            System.out.println(base(config, data) + PageAccess.administratorLink(config, data, clock));
            if (config.access().mode() == AccessMode.OPEN) {
                System.err.println("By the settings of this command login is off; the link works on a server with"
                        + " plumbline.access = local or oidc.");
            }
            return 0;
        }

        private static String base(PlumblineConfig config, DataDirectory data) {
            if (config.access().publicUrl() != null) {
                return config.access().publicUrl().toString();
            }
            return Endpoints.read(data)
                    .map(Endpoints::http)
                    .filter(http -> !http.isEmpty())
                    .orElse("http://" + config.httpHost() + ":" + config.httpPort());
        }
    }
}
