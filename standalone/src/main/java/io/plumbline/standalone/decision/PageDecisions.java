package io.plumbline.standalone.decision;

import io.plumbline.dashboards.decision.DecisionBook;
import io.plumbline.dashboards.decision.DecisionDesk;
import io.plumbline.dashboards.decision.DecisionRefusedException;
import io.plumbline.ingest.decision.Decision;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.schema.metric.Origin;
import io.plumbline.schema.metric.Tools;
import io.plumbline.streams.directory.InvalidDirectoryException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/** What the command line decides, decided on pages: the same plans, sent to the same topic. */
public final class PageDecisions implements DecisionDesk, AutoCloseable {

    private static final int ACKNOWLEDGED_WITHIN_SECONDS = 10;

    private final Map<String, Object> kafka;
    private final RawEventProducer producer;
    private final String jdbcUrl;
    private final Properties jdbc;
    private final Clock clock;

    /**
     * @param kafka client settings, bootstrap servers among them
     * @param jdbcUrl ClickHouse, where the book is read
     */
    public PageDecisions(Map<String, Object> kafka, String jdbcUrl, Properties jdbc, Clock clock) {
        this.kafka = Map.copyOf(kafka);
        this.producer = new RawEventProducer(kafka, RawEventProducer.Pace.PROMPT);
        this.jdbcUrl = jdbcUrl;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<String> whyOff() {
        return Optional.empty();
    }

    @Override
    public Outcome override(Target target, String origin, String tool, By by) {
        var known = Arrays.stream(Origin.values())
                .filter(one -> one.id().equals(origin))
                .findFirst()
                .orElseThrow(() -> refused("An origin is ai_agent, ai_assisted, automation_bot or unknown."));
        boolean byTool = known == Origin.AI_AGENT || known == Origin.AI_ASSISTED;
        if (!tool.isEmpty() && !(byTool && Tools.isKnown(tool))) {
            throw refused("A tool goes with ai_agent and ai_assisted, and is one of the list.");
        }
        return published(
                origin(target, origin, tool.isEmpty() ? null : tool, false, by),
                target.words() + " is " + origin + (tool.isEmpty() ? "" : " by " + tool) + ", whatever the rules say");
    }

    @Override
    public Outcome clearOverride(Target target, By by) {
        return published(
                origin(target, Origin.UNKNOWN.id(), null, true, by), target.words() + ": the rules decide again");
    }

    private DecisionPlan origin(Target target, String origin, String tool, boolean retracted, By by) {
        return new DecisionPlan(
                Optional.of(Decision.originOverride(
                        target.provider(),
                        target.repo(),
                        target.number(),
                        origin,
                        tool,
                        by.author(),
                        by.reason(),
                        retracted,
                        clock.instant())),
                List.of(),
                List.of());
    }

    private Outcome published(DecisionPlan plan, String change) {
        publish(plan.decision().orElseThrow());
        return new Outcome(List.of(change), List.of(), false);
    }

    @Override
    public Outcome merge(List<String> accounts, By by) {
        return decide(decided -> plans(by).merge(decided, accounts), true);
    }

    @Override
    public Outcome undoMerge(String link, By by) {
        return decide(
                decided ->
                        plans(by).undo(decided, link).orElseThrow(() -> refused("No merge " + link + " is in force.")),
                true);
    }

    @Override
    public Outcome previewDirectory(String yaml) {
        return decide(decided -> plans(new By("preview", "preview")).directory(decided, yaml), false);
    }

    @Override
    public Outcome publishDirectory(String yaml, By by) {
        return decide(decided -> plans(by).directory(decided, yaml), true);
    }

    private DecisionPlans plans(By by) {
        return new DecisionPlans(clock, by.author(), by.reason());
    }

    private Outcome decide(Function<Decided, DecisionPlan> planning, boolean publish) {
        try {
            // From the topic and not from ClickHouse: a decision of a second ago has to be seen.
            var plan = planning.apply(new ConfigTopics(kafka).decided());
            if (publish) {
                plan.decision().ifPresent(this::publish);
            }
            return new Outcome(plan.changes(), plan.warnings(), plan.decision().isEmpty());
        } catch (InvalidDirectoryException e) {
            throw new DecisionRefusedException(e.problems());
        } catch (KafkaException e) {
            throw refused("Kafka does not answer: " + e.getMessage());
        }
    }

    private void publish(Decision decision) {
        try {
            producer.send(decision.raw()).toCompletableFuture().get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw refused("Kafka did not take the decision: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw refused("Kafka did not take the decision within " + ACKNOWLEDGED_WITHIN_SECONDS
                    + " s. It may still arrive; look again before repeating it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("The server is stopping.");
        }
    }

    private static DecisionRefusedException refused(String why) {
        return new DecisionRefusedException(List.of(why));
    }

    /** From ClickHouse, a second or so behind: pages that only look need no Kafka. */
    @Override
    public DecisionBook book() {
        try (var connection = DriverManager.getConnection(jdbcUrl, jdbc)) {
            return BookOfDecisions.of(ConfigTables.decided(connection));
        } catch (SQLException e) {
            throw refused("ClickHouse does not tell what is decided: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
