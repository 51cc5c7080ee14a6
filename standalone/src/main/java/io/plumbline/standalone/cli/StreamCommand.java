package io.plumbline.standalone.cli;

import io.plumbline.standalone.process.Instance;
import io.plumbline.standalone.process.Role;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run the topologies alone, against your Kafka; as many processes as there are partitions.")
final class StreamCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private Settings settings;

    StreamCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        var config = settings.load();
        External.require(config, "stream");
        return Running.untilStopped(() -> {
            var instance = Instance.start(config, Set.of(Role.STREAM), "", clock, Running.steps(System.out));
            Running.describe(instance, config, System.out);
            return instance;
        });
    }
}
