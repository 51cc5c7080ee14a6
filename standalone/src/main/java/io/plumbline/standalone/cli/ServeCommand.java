package io.plumbline.standalone.cli;

import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.process.Instance;
import io.plumbline.standalone.process.Role;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run every role in one process, on the embedded broker and engine unless others are configured.",
        footer = {"", "Example:  plumbline serve --data /var/lib/plumbline --http-port 8080"})
final class ServeCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private Settings settings;

    @Option(
            names = "--http-port",
            paramLabel = "N",
            description = "Pages and webhooks; 0 = any free port (default: 8080).")
    private Integer httpPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            description = "Embedded broker; 0 = any free port (default: 9092).")
    private Integer kafkaPort;

    @Option(
            names = "--clickhouse-port",
            paramLabel = "N",
            description = "Embedded engine's HTTP interface; 0 = any free port (default: 8123).")
    private Integer clickHousePort;

    @Option(names = "--print-config", description = "Print the settings in force, secrets masked, and end.")
    private boolean printConfig;

    ServeCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        settings.with("plumbline.http.port", httpPort)
                .with("plumbline.kafka.port", kafkaPort)
                .with("plumbline.clickhouse.port", clickHousePort);
        var config = settings.load();
        if (printConfig) {
            System.out.print(settings.print());
            return 0;
        }
        if (config.directory() != null) {
            DirectoryAtStart.check(config.directory());
        }
        return Running.untilStopped(() -> start(config));
    }

    private Instance start(PlumblineConfig config) {
        var instance = Instance.start(config, Role.ALL, "", clock, Running.steps(System.out));
        try {
            if (config.directory() != null) {
                DirectoryAtStart.publish(
                        config.directory(),
                        "plumbline.directory",
                        "the file differed from what was in force when Plumbline started",
                        instance.connections().kafkaClient(),
                        clock,
                        System.out);
            }
            Running.describe(instance, config, System.out);
            return instance;
        } catch (RuntimeException e) {
            instance.close();
            throw e;
        }
    }
}
