package io.plumbline.standalone.cli;

import io.plumbline.standalone.process.Instance;
import io.plumbline.standalone.process.Role;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "dashboards",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run the pages alone, against your ClickHouse.")
final class DashboardsCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private Settings settings;

    @Option(names = "--http-port", paramLabel = "N", description = "0 = any free port (default: 8080).")
    private Integer httpPort;

    DashboardsCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        settings.with("plumbline.http.port", httpPort);
        var config = settings.load();
        External.require(config, "dashboards");
        return Running.untilStopped(() -> {
            var instance = Instance.start(config, Set.of(Role.DASHBOARDS), "", clock, Running.steps(System.out));
            Running.describe(instance, config, System.out);
            return instance;
        });
    }
}
