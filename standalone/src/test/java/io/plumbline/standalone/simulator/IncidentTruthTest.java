package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.incident.IncidentEvents;
import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.fact.DeliveryFact;
import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.fact.IncidentCause;
import io.plumbline.schema.fact.IncidentFact;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.standalone.simulator.SimulationTruth.IncidentTruth;
import io.plumbline.streams.IncidentApplication;
import io.plumbline.streams.PullRequestApplication;
import io.plumbline.streams.deployment.DeploymentApplication;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the simulator's deliveries through mapping and topologies to incidents and their causes, beside the truth. */
class IncidentTruthTest {

    private static final SimulationPlan PLAN = SimulationPlan.demo(Recording.END);
    private static final Recording RECORDING = Recording.of(PLAN);
    private static final Map<String, IncidentFact> FACTS = new TreeMap<>();
    private static final Map<String, DeliveryFact> DELIVERIES = new TreeMap<>();
    private static final Map<CounterKey, Counter> COUNTERS = new HashMap<>();

    @TempDir
    static Path directory;

    @BeforeAll
    static void playEverything() throws IOException {
        var events = new ArrayList<SpecificRecord>();
        for (var delivery : RECORDING.deliveries) {
            var raw = raw(GitHubEvents.WEBHOOK, delivery.guid(), delivery.event(), delivery.deliveredAt());
            raw.setAction(delivery.action()).setPayload(ByteBuffer.wrap(delivery.payload()));
            if (GitHubEvents.map(raw.build()) instanceof Mapped mapped) {
                events.addAll(mapped.events());
            }
        }
        var pulls = pullRequestFacts(events);
        var deployments = deploymentFacts(events, pulls);
        var builder = new StreamsBuilder();
        IncidentApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
        try (var driver = driver(builder, IncidentApplication.ID)) {
            pipe(driver, Topics.CONFIG_ENTRY, "directory/main/1", directoryEntry());
            driver.advanceWallClockTime(Duration.ofSeconds(2));
            int number = 0;
            for (var told : RECORDING.incidents) {
                var raw = raw("pagerduty", "i-" + number++, told.type(), told.occurredAt())
                        .setPayload(ByteBuffer.wrap(told.body()));
                if (IncidentEvents.map(raw.build()) instanceof Mapped mapped) {
                    for (var event : mapped.events()) {
                        var one = (IncidentEvent) event;
                        pipe(driver, Topics.INCIDENT, Topics.incidentKey("pagerduty", one.getIncidentId()), one);
                    }
                }
            }
            deployments.forEach((key, fact) -> pipe(driver, Topics.DEPLOYMENT_FACT, key, fact));
            pulls.forEach((key, fact) -> pipe(driver, Topics.PULL_REQUEST_FACT, key, fact));
            read(driver, Topics.INCIDENT_FACT, FACTS);
            read(driver, Topics.DELIVERY_FACT, DELIVERIES);
            read(driver, Topics.METRIC_DAILY, COUNTERS);
        }
    }

    @Test
    void repositoryTimesAndStatesAreTheTruth() {
        var differences = new ArrayList<String>();
        for (var truth : RECORDING.truth().incidents()) {
            var fact = fact(truth);
            var expected = List.of(
                    truth.repository(),
                    truth.triggeredAt(),
                    String.valueOf(truth.resolvedAt()),
                    truth.resolvedAt() != null ? "resolved" : "open");
            var computed = fact == null
                    ? List.of()
                    : List.of(
                            String.valueOf(fact.getRepo()),
                            fact.getTriggeredAt().toString(),
                            String.valueOf(fact.getResolvedAt()),
                            fact.getStatus().equals("acknowledged") ? "open" : fact.getStatus());
            if (!expected.equals(computed)) {
                differences.add(truth.id() + ": " + expected + ", computed " + computed);
            }
        }
        System.out.printf(
                "%n%d incidents: %d differ in repository, times or state%n", FACTS.size(), differences.size());

        assertThat(FACTS).hasSameSizeAs(RECORDING.truth().incidents()).isNotEmpty();
        assertThat(differences).isEmpty();
    }

    @Test
    void aStatedCauseIsTheOneOfTierOne() {
        var differences = new ArrayList<String>();
        int stated = 0;
        for (var truth : RECORDING.truth().incidents()) {
            var expected = truth.causeStated() ? List.of(cause(truth)) : List.<String>of();
            var computed = pulls(truth, "L1");
            stated += truth.causeStated() ? 1 : 0;
            if (!computed.equals(expected)) {
                differences.add(truth.id() + ": " + expected + ", computed " + computed);
            }
        }
        System.out.printf("%nL1: expected %d, differences %d%n", stated, differences.size());

        assertThat(stated).isPositive();
        assertThat(differences).isEmpty();
    }

    @Test
    void aRollbackOrHotfixBlamesTheDeploymentThatWasLive() {
        var differences = new ArrayList<String>();
        int answered = 0;
        int causing = 0;
        for (var truth : RECORDING.truth().incidents()) {
            var expected = new TreeSet<String>();
            if (truth.mitigatedAt() != null
                    && truth.liveDeployment() != null
                    && !isOlder(truth.liveSince(), truth.mitigatedAt(), Duration.ofHours(24))) {
                expected.add(truth.liveDeployment().toString());
                answered++;
                causing += truth.liveDeployment().equals(truth.causeDeployment()) ? 1 : 0;
            }
            var computed = new TreeSet<String>();
            for (var cause : fact(truth).getCauses()) {
                // What a text names stands in L1 with the same deployment.
                boolean answer = cause.getTier().equals("L2")
                        || (cause.getTier().equals("L1") && expected.contains(deployment(cause)));
                if (answer) {
                    computed.add(deployment(cause));
                }
            }
            if (!computed.equals(expected)) {
                differences.add(truth + ": " + expected + ", computed " + computed + " of "
                        + fact(truth).getCauses());
            }
        }
        System.out.printf(
                "%nL2: expected %d (%d of them the causing deployment), differences %d%n",
                answered, causing, differences.size());

        assertThat(answered).isPositive();
        assertThat(differences).isEmpty();
    }

    @Test
    void theTrueShareIsBetweenTheBounds() {
        var rows = new TreeMap<String, int[]>();
        int caused = 0;
        int found = 0;
        for (var truth : RECORDING.truth().incidents()) {
            var fact = fact(truth);
            var row = rows.computeIfAbsent(String.valueOf(fact.getTier()), tier -> new int[4]);
            row[0]++;
            if (truth.causePullRequest() == null) {
                row[1]++;
                continue;
            }
            caused++;
            boolean strongest = fact.getCauses().stream()
                    .anyMatch(
                            one -> one.getWeightMillionths() > 0 && cause(truth).equals(one.getPullRequest()));
            boolean any = fact.getCauses().stream().anyMatch(one -> cause(truth).equals(one.getPullRequest()));
            row[2] += strongest ? 1 : 0;
            row[3] += any ? 1 : 0;
            found += any ? 1 : 0;
        }
        System.out.printf(
                "%n%-6s %9s %14s %22s %20s%n",
                "tier", "incidents", "infrastructure", "cause in that tier", "cause in any");
        rows.forEach(
                (tier, row) -> System.out.printf("%-6s %9d %14d %22d %20d%n", tier, row[0], row[1], row[2], row[3]));
        long merged = DELIVERIES.values().stream()
                .filter(DeliveryFact::getIncidentsKnown)
                .count();
        double low = counted("incidents_per_100_prs_low");
        double high = counted("incidents_per_100_prs_high");
        double truth = 100.0 * caused / merged;
        System.out.printf(
                Locale.ROOT,
                "incidents per 100 pull requests: low %.2f, truth %.2f, high %.2f (%d of %d caused by a change, %d merged; the true cause is a candidate of %d)%n",
                low,
                truth,
                high,
                caused,
                FACTS.size(),
                merged,
                found);

        assertThat(found).isEqualTo(caused);
        assertThat(truth).isBetween(low, high);
    }

    @Test
    void everyDeliveryIsDeployedWhenTheTruthSays() {
        var differences = new ArrayList<String>();
        for (var truth : RECORDING.pulls) {
            var fact = DELIVERIES.get(Topics.pullRequestKey("github", truth.repository(), truth.number()));
            boolean merged = truth.mergedAt() != null;
            var computed = fact == null || fact.getDeployedAt() == null
                    ? null
                    : fact.getDeployedAt().toString();
            if (merged != (fact != null) || !Objects.equals(truth.deployedAt(), computed)) {
                differences.add(truth.repository() + "#" + truth.number() + ": " + truth.deployedAt() + ", computed "
                        + computed);
            }
        }

        assertThat(differences).isEmpty();
    }

    private static boolean isOlder(String since, String at, Duration limit) {
        return Duration.between(Instant.parse(since), Instant.parse(at)).compareTo(limit) > 0;
    }

    private static IncidentFact fact(IncidentTruth truth) {
        return FACTS.get(Topics.incidentKey("pagerduty", truth.id()));
    }

    private static String cause(IncidentTruth truth) {
        return Topics.pullRequestKey("github", truth.repository(), truth.causePullRequest());
    }

    private static List<String> pulls(IncidentTruth truth, String tier) {
        return fact(truth).getCauses().stream()
                .filter(one -> one.getTier().equals(tier))
                .map(IncidentCause::getPullRequest)
                .toList();
    }

    private static String deployment(IncidentCause cause) {
        var id = cause.getDeployment();
        return id == null ? "" : id.substring(id.lastIndexOf('/') + 1);
    }

    private static double counted(String metric) {
        long numerator = 0;
        long denominator = 0;
        for (var cell : COUNTERS.entrySet()) {
            if (cell.getKey().getMetricId().equals(metric) && cell.getKey().getDimension() == null) {
                numerator += cell.getValue().getNumerator();
                denominator += cell.getValue().getDenominator();
            }
        }
        return 100.0 * numerator / denominator;
    }

    private static ConfigEntry directoryEntry() throws IOException {
        var yaml = new StringWriter();
        DirectoryYaml.write(PLAN, yaml);
        var at = PLAN.from();
        return ConfigEntry.newBuilder()
                .setMeta(new EventMeta("plumbline", "plumbline", "1", "1", at, at, null))
                .setKind("directory")
                .setId("main")
                .setContent(yaml.toString())
                .setAuthor("lead@example.org")
                .setReason("simulated")
                .setRetracted(false)
                .build();
    }

    private static RawEvent.Builder raw(String source, String id, String type, Instant at) {
        return RawEvent.newBuilder()
                .setSource(source)
                .setDeliveryId(id)
                .setEventType(type)
                .setReceivedAt(at);
    }

    private static Map<String, DeploymentFact> deploymentFacts(
            List<SpecificRecord> events, Map<String, PullRequestFact> pulls) {
        var builder = new StreamsBuilder();
        DeploymentApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
        var facts = new TreeMap<String, DeploymentFact>();
        try (var driver = driver(builder, DeploymentApplication.ID)) {
            for (var event : events) {
                if (event instanceof CommitEvent one && one.getNumber() == null) {
                    pipe(driver, Topics.COMMIT, Topics.repositoryKey("github", one.getRepo()), one);
                } else if (event instanceof DeploymentEvent one) {
                    pipe(driver, Topics.DEPLOYMENT, Topics.repositoryKey("github", one.getRepo()), one);
                }
            }
            pulls.forEach((key, fact) -> pipe(driver, Topics.PULL_REQUEST_FACT, key, fact));
            read(driver, Topics.DEPLOYMENT_FACT, facts);
        }
        return facts;
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
