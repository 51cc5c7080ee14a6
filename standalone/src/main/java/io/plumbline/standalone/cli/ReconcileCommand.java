package io.plumbline.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.standalone.process.Attachment;
import io.plumbline.standalone.process.ProcessException;
import io.plumbline.standalone.reconcile.CheckResult;
import io.plumbline.standalone.reconcile.ReconcileException;
import io.plumbline.standalone.reconcile.Reconciliation;
import io.plumbline.standalone.reconcile.Reconciliation.Report;
import io.plumbline.standalone.reconcile.Reconciliation.Scope;
import io.plumbline.standalone.reconcile.Warehouse;
import io.plumbline.streams.runtime.DrainCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compute everything a second time and print what differs: counters in SQL from facts, facts from raw events.",
            "The second way shares the specification with the first, and no code. Nothing is corrected; what was found is "
                    + "kept in mart.reconcile_run and mart.reconcile_difference."
        },
        footer = {
            "",
            "Example:  plumbline reconcile --metric merged_all --repo acme/shop",
            "Exit codes:  0 no difference, 1 differences or failed, 2 usage or configuration."
        })
final class ReconcileCommand implements Callable<Integer> {

    private static final Duration LONGEST_WAIT = Duration.ofHours(2);

    private final Clock clock;

    @Mixin
    private Settings settings;

    @Option(names = "--metric", paramLabel = "ID", description = "Counters of this metric only; may be repeated.")
    private List<String> metrics = List.of();

    @Option(names = "--repo", paramLabel = "OWNER/NAME", description = "Only this repository; may be repeated.")
    private List<String> repositories = List.of();

    @Option(
            names = "--limit",
            defaultValue = "100",
            paramLabel = "N",
            description = "List at most N differences of each check (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    ReconcileCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        for (var metric : metrics) {
            if (MetricRegistry.standard().find(metric).isEmpty()) {
                throw new UsageException("--metric " + metric + ": no such metric; docs/metrics.md lists them");
            }
        }
        if (limit < 1) {
            throw new UsageException("--limit " + limit + ": expected 1 or more");
        }
        Quiet.unless(settings.verbose());
        var config = settings.load();
        // With --json standard output is the object and nothing else.
        var talk = json ? System.err : System.out;
        try (var attachment = Attachment.toPipeline(config, clock, line -> talk.println("  " + line))) {
            var connections = attachment.writing(config);
            var warehouse = new Warehouse(connections.clickHouse(), connections.user(), connections.password());
            DrainCheck.Progress waiting = new WaitingLine(talk);
            var report = new Reconciliation(
                            warehouse,
                            MetricRegistry.standard(),
                            config.organisationZone(),
                            clock,
                            () -> attachment.awaitDrained(connections.kafkaClient(), LONGEST_WAIT, waiting))
                    .run(new Scope(metrics, repositories, limit), new Lines(talk));
            if (json) {
                printJson(report);
            } else {
                print(report);
            }
            return report.differences() == 0 ? 0 : 1;
        } catch (ProcessException | ReconcileException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }

    private static void print(Report report) {
        var out = System.out;
        out.println();
        out.printf(Locale.ROOT, "%-36s %12s %12s %9s%n", "check", "compared", "differences", "seconds");
        for (var result : report.results()) {
            if (result.reconciled()) {
                out.printf(
                        Locale.ROOT,
                        "%-36s %,12d %,12d %9.2f%n",
                        result.check(),
                        result.compared(),
                        result.differences(),
                        seconds(result));
                if (result.withCommits() > 0) {
                    out.printf(Locale.ROOT, "%-36s %,12d%n", "  of them with their commits", result.withCommits());
                }
            } else {
                out.printf(Locale.ROOT, "%-36s %12s%n", result.check(), "not reconciled");
            }
        }
        for (var result : report.results()) {
            if (result.differences() > 0) {
                out.printf(
                        Locale.ROOT,
                        "%n%s: %,d differences%s%n",
                        result.check(),
                        result.differences(),
                        result.listed().size() < result.differences()
                                ? ", the first " + result.listed().size()
                                : "");
                for (var difference : result.listed()) {
                    out.printf(
                            "  %s  %s: stored %s, recomputed %s%n",
                            difference.subject(),
                            difference.field(),
                            shown(difference.stored()),
                            shown(difference.recomputed()));
                }
            }
        }
        out.println();
        out.println(
                report.differences() == 0
                        ? "No difference. Run " + report.run()
                        : String.format(Locale.ROOT, "%,d differences. Run %s", report.differences(), report.run()));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }

    private static void printJson(Report report) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        object.put("run", report.run());
        object.put("started_at", report.startedAt().toString());
        object.put("ended_at", report.endedAt().toString());
        object.put("differences", report.differences());
        object.put("compared_columns", Reconciliation.comparedColumns());
        object.put(
                "checks",
                report.results().stream().map(ReconcileCommand::asObject).toList());
        System.out.println(new ObjectMapper().writeValueAsString(object));
    }

    private static Map<String, Object> asObject(CheckResult result) {
        var object = new LinkedHashMap<String, Object>();
        object.put("check", result.check());
        object.put("reconciled", result.reconciled());
        object.put("compared", result.compared());
        object.put("compared_with_commits", result.withCommits());
        object.put("differences", result.differences());
        object.put("seconds", seconds(result));
        object.put("listed", result.listed());
        return object;
    }

    private static double seconds(CheckResult result) {
        return result.took().toMillis() / 1000.0;
    }

    /** One line a check, and one every few seconds while facts are recomputed. */
    private static final class Lines implements Reconciliation.Progress {

        private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();

        private final PrintStream out;
        private long last = System.nanoTime();

        Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        public void checking(String check) {
            out.println("  checking " + check);
        }

        @Override
        public void facts(long bytesDone, long bytesInAll) {
            if (System.nanoTime() - last > EVERY_NANOS) {
                last = System.nanoTime();
                out.printf(Locale.ROOT, "  %,d of %,d MB of raw events%n", bytesDone >> 20, bytesInAll >> 20);
            }
        }

        @Override
        public void finished(CheckResult result) {
            if (result.differences() > 0) {
                out.printf(Locale.ROOT, "  %s: %,d differences%n", result.check(), result.differences());
            }
        }
    }
}
