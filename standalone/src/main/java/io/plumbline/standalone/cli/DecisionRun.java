package io.plumbline.standalone.cli;

import io.plumbline.ingest.decision.Decision;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.decision.ConfigTopics;
import io.plumbline.standalone.decision.Decided;
import io.plumbline.standalone.decision.DecisionPlan;
import io.plumbline.standalone.process.Attachment;
import io.plumbline.streams.directory.InvalidDirectoryException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Makes a decision known to the running Plumbline, or to one started for the purpose, and waits for its effect. */
final class DecisionRun {

    private static final Duration LONGEST_WAIT = Duration.ofHours(12);
    private static final int ACKNOWLEDGED_WITHIN_SECONDS = 30;
    private static final int MOST_LINES = 40;

    private final PlumblineConfig config;
    private final Clock clock;
    private final PrintStream out;

    DecisionRun(PlumblineConfig config, Clock clock, PrintStream out) {
        this.config = config;
        this.clock = clock;
        this.out = out;
    }

    /**
     * @param planning from what is in force to what to decide; may refuse with an exception of this package
     * @return exit code
     */
    int decide(Function<Decided, DecisionPlan> planning, boolean wait) {
        try (var attachment = Attachment.toPipeline(config, clock, line -> out.println("  " + line))) {
            var kafka = attachment.kafkaClient(config);
            var plan = planning.apply(new ConfigTopics(kafka).decided());
            show(plan);
            if (plan.decision().isEmpty()) {
                return 0;
            }
            publish(plan.decision().get(), kafka);
            out.println("Published. History is being restated with it: figures of the past may change.");
            // Services that this command started end with it, so the effect has to come through first.
            if (wait || attachment.ownsServices()) {
                awaitEffect(attachment, kafka);
            }
            return 0;
        } catch (InvalidDirectoryException e) {
            throw invalid(e);
        }
    }

    /** Every problem on a line of its own. */
    static CommandFailedException invalid(InvalidDirectoryException e) {
        return new CommandFailedException(
                "it cannot be used; nothing was published:\n  - " + String.join("\n  - ", e.problems()), e);
    }

    private void show(DecisionPlan plan) {
        plan.changes().stream().limit(MOST_LINES).forEach(line -> out.println("  " + line));
        if (plan.changes().size() > MOST_LINES) {
            out.println("  .. and " + (plan.changes().size() - MOST_LINES) + " more");
        }
        plan.warnings().forEach(warning -> out.println("  warning: " + warning));
    }

    /** Returns when Kafka has it. */
    static void publish(Decision decision, Map<String, Object> kafka) {
        try (var producer = new RawEventProducer(kafka, RawEventProducer.Pace.PROMPT)) {
            producer.send(decision.raw()).toCompletableFuture().get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CommandFailedException(
                    "Kafka did not take the decision: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new CommandFailedException(
                    "Kafka did not take the decision within " + ACKNOWLEDGED_WITHIN_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("Interrupted before Kafka had the decision", e);
        }
    }

    private void awaitEffect(Attachment attachment, Map<String, Object> kafka) {
        long start = System.nanoTime();
        awaitDrained(attachment, kafka);
        var topics = new ConfigTopics(kafka);
        var version = topics.decided().settings().version();
        var applied = topics.awaitApplied(version, LONGEST_WAIT);
        if (applied.isEmpty()) {
            throw new CommandFailedException("Not every task has restated its history within " + LONGEST_WAIT
                    + ". Is a process with the role stream running?");
        }
        awaitDrained(attachment, kafka);
        out.printf(
                Locale.ROOT,
                "Restated %,d of %,d facts; everything is visible in ClickHouse (%.1f s later, configuration %s).%n",
                applied.stream().mapToLong(one -> one.getChanged()).sum(),
                applied.stream().mapToLong(one -> one.getFacts()).sum(),
                (System.nanoTime() - start) / 1e9,
                version);
    }

    private void awaitDrained(Attachment attachment, Map<String, Object> kafka) {
        if (!attachment.awaitDrained(kafka, LONGEST_WAIT, new WaitingLine(out))) {
            throw new CommandFailedException(
                    "The pipeline did not get through within " + LONGEST_WAIT
                            + ". Is a process with the roles stream and load running? `plumbline doctor` shows where it waits.");
        }
    }
}
