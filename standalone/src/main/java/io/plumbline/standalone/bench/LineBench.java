package io.plumbline.standalone.bench;

import io.plumbline.ingest.importing.FileFormat;
import io.plumbline.ingest.importing.FileImport;
import io.plumbline.ingest.importing.ImportException;
import io.plumbline.ingest.importing.ImportListener;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.process.Instance;
import io.plumbline.standalone.process.Pipeline;
import io.plumbline.standalone.process.Role;
import io.plumbline.standalone.simulator.SimulationFiles;
import io.plumbline.standalone.simulator.SimulationPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** From a file of deliveries to rows in ClickHouse, beside the bare count of the same records on the same broker. */
public final class LineBench {

    private static final Instant UNTIL = Instant.parse("2026-11-16T00:00:00Z");
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final PlumblineConfig config;
    private final Clock clock;
    private final Consumer<String> out;

    public LineBench(PlumblineConfig config, Clock clock, Consumer<String> out) {
        this.config = config;
        this.clock = clock;
        this.out = out;
    }

    /** @param weeks of the demo organisation; about 1,000 deliveries each */
    public void run(int weeks, Path scratch) throws IOException, InterruptedException, SQLException, ImportException {
        var folder = scratch.resolve("simulation");
        var deliveries = folder.resolve(SimulationFiles.DELIVERIES);
        var truth = SimulationFiles.write(SimulationPlan.demo(UNTIL).withWeeks(weeks), folder);
        long events = truth.deliveryCount();
        say("%,d simulated deliveries, %.1f MB", events, java.nio.file.Files.size(deliveries) / 1e6);
        NormaliseBench.run(deliveries, out);
        try (var instance = Instance.start(config, Role.PIPELINE, "", clock, line -> {})) {
            var kafka = instance.connections().kafkaClient();
            warmUp(instance, scratch);
            long start = System.nanoTime();
            sendAll(instance, deliveries);
            double sent = seconds(start);
            if (!Pipeline.awaitDrained(kafka, LONGEST, (stage, left) -> {})) {
                throw new IllegalStateException("the pipeline did not get through within " + LONGEST);
            }
            double line = seconds(start);
            say("file -> Kafka                          %,9.0f events/s", events / sent);
            say(
                    "file -> tables (everything)            %,9.0f events/s   %,d rows in tables",
                    events / line, rows(instance));
            var baseline = CountBaseline.time(kafka, records(instance), 2, scratch.resolve("baseline"));
            double counted = records(instance) / (baseline.toNanos() / 1e9);
            say(
                    "baseline: groupByKey().count()         %,9.0f events/s   same records, same broker, exactly-once",
                    counted);
            say("line / baseline                        %9.2f", events / line / counted);
        }
    }

    /** The JIT has compiled the hot paths before the clock starts, as it has in a process that runs for days. */
    private void warmUp(Instance instance, Path scratch) throws IOException, ImportException {
        var folder = scratch.resolve("warm-up");
        SimulationFiles.write(
                SimulationPlan.demo(UNTIL).withOrganisation("warm-up").withWeeks(20), folder);
        sendAll(instance, folder.resolve(SimulationFiles.DELIVERIES));
        Pipeline.awaitDrained(instance.connections().kafkaClient(), LONGEST, (stage, left) -> {});
    }

    private void sendAll(Instance instance, Path deliveries) throws ImportException {
        try (var producer = new RawEventProducer(instance.connections().kafkaClient(), RawEventProducer.Pace.BULK)) {
            new FileImport(
                            FileFormat.GITHUB_DELIVERIES,
                            producer,
                            instance.data().imports(),
                            ImportListener.SILENT,
                            clock)
                    .run(List.of(deliveries));
        }
    }

    private static long records(Instance instance) throws SQLException {
        return number(instance, "SELECT count() FROM plumbline.raw_event");
    }

    private static long rows(Instance instance) throws SQLException {
        return number(
                instance,
                "SELECT sum(total_rows) FROM system.tables WHERE database = 'plumbline' AND total_rows IS NOT NULL");
    }

    private static long number(Instance instance, String sql) throws SQLException {
        var connections = instance.connections();
        try (var connection = DriverManager.getConnection(connections.jdbcUrl(), connections.jdbcProperties());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void say(String format, Object... values) {
        out.accept(String.format(Locale.ROOT, format, values));
    }
}
