package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.fact.CarriedPullRequest;
import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestApplication;
import io.plumbline.streams.deployment.DeploymentApplication;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the simulator's deliveries through mapping and topologies to facts of deployments: difference 0 to the truth. */
class DeploymentTruthTest {

    private static final Recording RECORDING = Recording.of(SimulationPlan.demo(Recording.END));
    private static final Map<String, DeploymentFact> FACTS = new TreeMap<>();
    private static final Map<CounterKey, Counter> COUNTERS = new HashMap<>();

    @TempDir
    static Path directory;

    @BeforeAll
    static void playEverything() {
        var events = new ArrayList<SpecificRecord>();
        for (var delivery : RECORDING.deliveries) {
            var raw = RawEvent.newBuilder()
                    .setSource(GitHubEvents.WEBHOOK)
                    .setDeliveryId(delivery.guid())
                    .setEventType(delivery.event())
                    .setAction(delivery.action())
                    .setReceivedAt(delivery.deliveredAt())
                    .setPayload(ByteBuffer.wrap(delivery.payload()))
                    .build();
            if (GitHubEvents.map(raw) instanceof Mapped mapped) {
                events.addAll(mapped.events());
            }
        }
        var pulls = pullRequestFacts(events);
        var builder = new StreamsBuilder();
        DeploymentApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
        try (var driver = driver(builder, DeploymentApplication.ID)) {
            for (var event : events) {
                if (event instanceof CommitEvent one && one.getNumber() == null) {
                    pipe(driver, Topics.COMMIT, Topics.repositoryKey("github", one.getRepo()), one);
                } else if (event instanceof DeploymentEvent one) {
                    pipe(driver, Topics.DEPLOYMENT, Topics.repositoryKey("github", one.getRepo()), one);
                }
            }
            pulls.forEach((key, fact) -> pipe(driver, Topics.PULL_REQUEST_FACT, key, fact));
            read(driver, Topics.DEPLOYMENT_FACT, FACTS);
            read(driver, Topics.METRIC_DAILY, COUNTERS);
        }
    }

    @Test
    void deploymentsOfEachRepositoryAreTheTruth() {
        System.out.printf(
                "%n%-34s %26s %26s%n%-34s %26s %26s%n",
                "", "expected", "computed", "repository", "n  ok fail back hot stag", "n  ok fail back hot stag");
        var differences = new ArrayList<String>();
        for (var truth : RECORDING.truth().repositories()) {
            var expected = List.of(
                    truth.deployments(),
                    truth.successful(),
                    truth.failed(),
                    truth.rollbacks(),
                    truth.hotfixes(),
                    truth.stagingDeployments());
            Predicate<DeploymentFact> here = fact -> fact.getRepo().equals(truth.repository());
            Predicate<DeploymentFact> live = here.and(DeploymentFact::getProduction);
            var computed = List.of(
                    count(live),
                    count(live.and(fact -> fact.getState().equals("success"))),
                    count(live.and(fact -> fact.getState().equals("failure"))),
                    count(live.and(fact -> fact.getTrigger().equals("rollback"))),
                    count(live.and(fact -> fact.getTrigger().equals("hotfix"))),
                    count(here.and(fact -> !fact.getProduction())));
            System.out.printf("%-34s %26s %26s%n", truth.repository(), expected, computed);
            if (!expected.equals(computed)) {
                differences.add(truth.repository() + ": " + expected + ", computed " + computed);
            }
        }

        assertThat(FACTS).isNotEmpty();
        assertThat(differences).isEmpty();
    }

    @Test
    void theFirstProductionDeploymentOfEachPullRequestIsTheTruth() {
        var deployedAt = new HashMap<String, Instant>();
        var how = new TreeMap<String, Integer>();
        for (var fact : FACTS.values()) {
            if (fact.getProduction() && fact.getState().equals("success")) {
                for (var carried : fact.getPullRequests()) {
                    if (carried.getFirst()) {
                        how.merge(carried.getHow(), 1, Integer::sum);
                        assertThat(deployedAt.put(fact.getRepo() + "#" + carried.getNumber(), fact.getFinishedAt()))
                                .as("first only once")
                                .isNull();
                    }
                }
            }
        }
        var differences = new ArrayList<String>();
        int deployed = 0;
        for (var truth : RECORDING.pulls) {
            var key = truth.repository() + "#" + truth.number();
            var expected = truth.deployedAt() == null ? null : Instant.parse(truth.deployedAt());
            var computed = deployedAt.remove(key);
            deployed += expected == null ? 0 : 1;
            if (!java.util.Objects.equals(expected, computed)) {
                differences.add(key + ": truth " + expected + ", computed " + computed);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n%d pull requests, %d of them in production: %d differ from the truth; matched by %s%n",
                RECORDING.pulls.size(),
                deployed,
                differences.size(),
                how);

        assertThat(deployed).isPositive();
        assertThat(differences).isEmpty();
        assertThat(deployedAt).isEmpty();
    }

    @Test
    void countersAreTheSumsOfTheFacts() {
        Predicate<DeploymentFact> ended =
                fact -> fact.getProduction() && List.of("success", "failure").contains(fact.getState());

        assertThat(counter("deployment_rework_rate"))
                .isEqualTo(count(ended.and(fact -> !fact.getTrigger().equals("planned"))) + "/" + count(ended));
        assertThat(counter("deployment_failure_share"))
                .isEqualTo(count(ended.and(fact -> fact.getState().equals("failure"))) + "/" + count(ended));
        System.out.printf("%ndeployment_rework_rate %s%n", counter("deployment_rework_rate"));
    }

    @Test
    void whatRepairsNamesItsIncident() {
        assertThat(FACTS.values())
                .filteredOn(fact -> !fact.getTrigger().equals("planned"))
                .isNotEmpty()
                .allSatisfy(fact -> assertThat(fact.getIncidentId()).isNotNull());
        assertThat(FACTS.values())
                .filteredOn(fact -> fact.getTrigger().equals("rollback"))
                .allSatisfy(fact -> assertThat(fact.getPullRequests())
                        .extracting(CarriedPullRequest::getFirst)
                        .doesNotContain(true));
    }

    private static int count(Predicate<DeploymentFact> which) {
        return (int) FACTS.values().stream().filter(which).count();
    }

    private static String counter(String metric) {
        long numerator = 0;
        long denominator = 0;
        for (var cell : COUNTERS.entrySet()) {
            if (cell.getKey().getMetricId().equals(metric)) {
                numerator += cell.getValue().getNumerator();
                denominator += cell.getValue().getDenominator();
            }
        }
        return numerator + "/" + denominator;
    }

    private static Map<String, PullRequestFact> pullRequestFacts(List<SpecificRecord> events) {
        var builder = new StreamsBuilder();
        PullRequestApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
        var facts = new TreeMap<String, PullRequestFact>();
        try (var driver = driver(builder, PullRequestApplication.ID)) {
            for (var event : events) {
                if (event instanceof PullRequestEvent one) {
                    pipe(
                            driver,
                            Topics.PULL_REQUEST,
                            Topics.pullRequestKey("github", one.getRepo(), one.getNumber()),
                            one);
                }
            }
            read(driver, Topics.PULL_REQUEST_FACT, facts);
        }
        return facts;
    }

    private static TopologyTestDriver driver(StreamsBuilder builder, String id) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(id).toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return new TopologyTestDriver(builder.build(), settings, Instant.EPOCH);
    }

    private static <V> void pipe(TopologyTestDriver driver, Topic<String, V> topic, String key, V value) {
        driver.createInputTopic(
                        topic.name(),
                        topic.keySerde().serializer(),
                        topic.valueSerde().serializer())
                .pipeInput(key, value, 0L);
    }

    private static <K, V> void read(TopologyTestDriver driver, Topic<K, V> topic, Map<K, V> into) {
        var records = driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readRecordsToList();
        for (var record : records) {
            if (record.value() == null) {
                into.remove(record.key());
            } else {
                into.put(record.key(), record.value());
            }
        }
    }
}
