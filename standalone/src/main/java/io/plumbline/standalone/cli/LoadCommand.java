package io.plumbline.standalone.cli;

import io.plumbline.standalone.process.Instance;
import io.plumbline.standalone.process.Role;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run the loader alone, from your Kafka into your ClickHouse.")
final class LoadCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private Settings settings;

    LoadCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        var config = settings.load();
        External.require(config, "load");
        return Running.untilStopped(() -> {
            var instance = Instance.start(config, Set.of(Role.LOAD), "", clock, Running.steps(System.out));
            Running.describe(instance, config, System.out);
            return instance;
        });
    }
}
