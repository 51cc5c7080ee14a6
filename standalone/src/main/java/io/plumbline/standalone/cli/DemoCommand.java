package io.plumbline.standalone.cli;

import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.process.Instance;
import io.plumbline.standalone.process.Role;
import io.plumbline.standalone.simulator.SimulationFiles;
import io.plumbline.standalone.simulator.SimulationPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Start everything and play 26 weeks of a simulated organisation.",
            "No network, no account; opens without login, on loopback only. A second start shows the same data at once."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String LOADED = "demo-loaded";

    private final Clock clock;
    private final long started = System.nanoTime();

    @Mixin
    private Settings settings;

    @Option(names = "--http-port", paramLabel = "N", description = "Default: 8080, or any free port when it is taken.")
    private Integer httpPort;

    @Option(names = "--weeks", defaultValue = "26", description = "Default: ${DEFAULT-VALUE}.")
    private int weeks;

    @Option(names = "--exit-when-loaded", description = "End when the data is visible, for scripts and measurements.")
    private boolean exitWhenLoaded;

    DemoCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        Quiet.unless(settings.verbose());
        settings.with("plumbline.http.port", httpPort == null ? freeOr(8080) : httpPort)
                .with("plumbline.http.host", "127.0.0.1")
                .with("plumbline.http.public-url", "")
                .with("plumbline.access", "open")
                .with("plumbline.kafka.port", freeOr(9092))
                .with("plumbline.clickhouse.port", freeOr(8123))
                .with("plumbline.organisation.name", "Tidemark (simulated)");
        if (!settings.namesData()) {
            settings.with("plumbline.data", "./plumbline-data/demo");
        }
        var config = settings.load();
        System.out.println("Plumbline demo: a simulated organisation, " + weeks + " weeks. No login, loopback only.");
        return Running.untilStopped(() -> start(config));
    }

    private Instance start(PlumblineConfig config) {
        var instance = Instance.start(
                config,
                Role.ALL,
                "Demo: a simulated organisation. Opens without login, on this machine only.",
                clock,
                Running.steps(System.out));
        System.out.printf(
                Locale.ROOT,
                "%n  >>  %s/   (open now; numbers arrive as they are computed)%n%n",
                instance.http().orElseThrow());
        try {
            load(instance, config);
        } catch (IOException e) {
            instance.close();
            throw new UncheckedIOException("Cannot write the demo's data: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            instance.close();
            throw e;
        }
        Running.describe(instance, config, System.out);
        if (exitWhenLoaded) {
            instance.close();
        }
        return instance;
    }

    /** Once per data directory. An interrupted load goes on: the same simulation, the same file, its checkpoint. */
    private void load(Instance instance, PlumblineConfig config) throws IOException {
        var folder = instance.data().path().resolve("simulation");
        var loaded = folder.resolve(LOADED);
        if (Files.exists(loaded)) {
            return;
        }
        if (!Files.exists(folder.resolve(SimulationFiles.DIRECTORY))) {
            var until = LocalDate.now(clock.withZone(ZoneOffset.UTC))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            SimulationFiles.writeWithCode(
                    SimulationPlan.demo(until).withWeeks(weeks), folder, line -> System.out.println("  " + line));
        }
        DirectoryAtStart.publish(
                folder.resolve(SimulationFiles.DIRECTORY),
                "simulator",
                "Teams of the simulated organisation",
                instance.connections().kafkaClient(),
                clock,
                System.out);
        if (ImportRun.of(config, clock, System.out).simulation(folder) != 0) {
            return;
        }
        Files.createFile(loaded);
        System.out.printf(Locale.ROOT, "Loaded %.1f s after the start.%n", (System.nanoTime() - started) / 1e9);
    }

    private static int freeOr(int wanted) {
        try (var probe = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }
}
