package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.fact.ReworkFact;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestApplication;
import io.plumbline.streams.commit.CommitApplication;
import io.plumbline.streams.rework.ReworkApplication;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the simulator's deliveries through three applications to corrections and reverts: difference 0 to the truth. */
class ReworkTruthTest {

    private static final Recording RECORDING = Recording.of(SimulationPlan.demo(Recording.END));
    private static final Map<String, ReworkFact> FACTS = new TreeMap<>();
    private static final long DAY = 86_400;

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
        var commits = new TreeMap<String, PullRequestCommits>();
        try (var driver = driver(CommitApplication.ID, CommitApplication::addTo)) {
            pipe(driver, events);
            read(driver, Topics.PULL_REQUEST_COMMITS, commits);
        }
        var pulls = new TreeMap<String, PullRequestFact>();
        try (var driver = driver(
                PullRequestApplication.ID,
                builder -> PullRequestApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard()))) {
            pipePullRequests(driver, events);
            commits.forEach((key, value) -> pipe(driver, Topics.PULL_REQUEST_COMMITS, key, value));
            read(driver, Topics.PULL_REQUEST_FACT, pulls);
        }
        try (var driver = driver(
                ReworkApplication.ID,
                builder -> ReworkApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard()))) {
            pipe(driver, events);
            commits.forEach((key, value) -> pipe(driver, Topics.PULL_REQUEST_COMMITS, key, value));
            pulls.forEach((key, value) -> pipe(driver, Topics.PULL_REQUEST_FACT, key, value));
            read(driver, Topics.REWORK_FACT, FACTS);
        }
    }

    /** Fixes whose title does not say so, and for which the rules of kinds of work found another kind. */
    private static boolean misread(CorrectionTruth truth) {
        var type = FACTS.get(Topics.pullRequestKey("github", truth.repository(), truth.by()))
                .getTaskType();
        return truth.kind().equals("fix") && !truth.named() && !"fix".equals(type) && !"revert".equals(type);
    }

    @Test
    void everyCorrectionIsTheTruthAndNoOtherButThoseOfFixesThatDoNotSaySo() {
        var told = new TreeSet<String>();
        var misread = new TreeSet<String>();
        for (var truth : RECORDING.corrections) {
            if (misread(truth)) {
                misread.add(truth.repository() + "#" + truth.by());
                continue;
            }
            told.add(truth.repository() + "#" + truth.corrected() + " by " + truth.by() + " " + truth.kind() + " "
                    + (truth.named() ? "stated" : "file") + " after " + truth.seconds());
        }
        var seen = new TreeSet<String>();
        for (var fact : FACTS.values()) {
            for (var one : fact.getCorrections()) {
                var by = one.getPullRequest().substring(one.getPullRequest().indexOf('#') + 1);
                seen.add(fact.getRepo() + "#" + fact.getNumber() + " by " + by + " " + one.getKind() + " "
                        + one.getConfidence() + " after "
                        + (one.getAt().getEpochSecond() - fact.getMergedAt().getEpochSecond()));
            }
        }
        System.out.printf(
                "%d corrections, %d of them named; besides %d by %d fixes that are not told as such%n",
                told.size(),
                told.stream().filter(one -> one.contains(" stated ")).count(),
                RECORDING.corrections.size() - told.size(),
                misread.size());

        assertThat(told).isNotEmpty();
        assertThat(seen).isEqualTo(told);
        assertThat(RECORDING.corrections.size() - told.size())
                .as("lost to titles that do not tell, of all")
                .isLessThan(RECORDING.corrections.size() / 15);
    }

    @Test
    void everyRevertIsTheTruth() {
        var differences = new ArrayList<String>();
        int reverted = 0;
        for (var truth : RECORDING.pulls) {
            var fact = FACTS.get(Topics.pullRequestKey("github", truth.repository(), truth.number()));
            var seen = fact == null || fact.getReverts().isEmpty()
                    ? null
                    : fact.getReverts().get(0).getAt();
            var stated = truth.revertedAt() == null ? null : Instant.parse(truth.revertedAt());
            reverted += stated == null ? 0 : 1;
            if (!Objects.equals(seen, stated)) {
                differences.add(truth.repository() + "#" + truth.number() + ": truth " + stated + ", seen " + seen);
            }
        }
        System.out.printf(
                "%d pull requests, %d reverted, %d differ%n", RECORDING.pulls.size(), reverted, differences.size());

        assertThat(reverted).isPositive();
        assertThat(differences).isEmpty();
    }

    /** Merged, corrected within 14 and 21 days, reverted within 30. */
    private static final class Row {
        private final int[] expected = new int[4];
        private final int[] computed = new int[4];
    }

    @Test
    void tablesByRepositoryAndOriginAreTheTruth() {
        var corrected = new HashMap<String, Long>();
        RECORDING.corrections.stream()
                .filter(truth -> !misread(truth))
                .forEach(truth -> corrected.merge(
                        Topics.pullRequestKey("github", truth.repository(), truth.corrected()),
                        truth.seconds(),
                        Math::min));
        var rows = new TreeMap<String, Row>();
        for (var truth : RECORDING.pulls) {
            if (truth.mergedAt() == null) {
                continue;
            }
            var key = Topics.pullRequestKey("github", truth.repository(), truth.number());
            var row = rows.computeIfAbsent(truth.repository() + " " + truth.origin(), name -> new Row());
            long after = corrected.getOrDefault(key, Long.MAX_VALUE);
            add(
                    row.expected,
                    true,
                    after <= 14 * DAY,
                    after <= 21 * DAY,
                    truth.revertedAt() != null
                            && Instant.parse(truth.revertedAt()).getEpochSecond()
                                    <= Instant.parse(truth.mergedAt()).getEpochSecond() + 30 * DAY);
        }
        for (var fact : FACTS.values()) {
            var row = rows.computeIfAbsent(fact.getRepo() + " " + fact.getOrigin(), name -> new Row());
            long merged = fact.getMergedAt().getEpochSecond();
            long after = fact.getCorrections().isEmpty()
                    ? Long.MAX_VALUE
                    : fact.getCorrections().get(0).getAt().getEpochSecond() - merged;
            add(
                    row.computed,
                    true,
                    after <= 14 * DAY,
                    after <= 21 * DAY,
                    fact.getReverts().stream().anyMatch(one -> one.getAt().getEpochSecond() <= merged + 30 * DAY));
        }
        System.out.printf(
                "%-48s %13s %13s %13s %13s%n",
                "expected / computed", "merged", "corr. 14 d", "corr. 21 d", "rev. 30 d");
        rows.forEach((name, row) -> {
            var line = new StringBuilder(String.format(Locale.ROOT, "%-48s", name));
            for (int i = 0; i < 4; i++) {
                line.append(String.format(Locale.ROOT, " %6d/%6d", row.expected[i], row.computed[i]));
            }
            System.out.println(line);
        });

        assertThat(rows.values()).allSatisfy(row -> assertThat(row.computed).isEqualTo(row.expected));
        assertThat(FACTS.values())
                .allSatisfy(fact -> assertThat(fact.getPathsKnown()).isTrue());
    }

    private static void add(int[] to, boolean... yes) {
        for (int i = 0; i < yes.length; i++) {
            to[i] += yes[i] ? 1 : 0;
        }
    }

    private static void pipePullRequests(TopologyTestDriver driver, List<SpecificRecord> events) {
        for (var event : events) {
            if (event instanceof PullRequestEvent one) {
                pipe(driver, Topics.PULL_REQUEST, Topics.pullRequestKey("github", one.getRepo(), one.getNumber()), one);
            }
        }
    }

    private static void pipe(TopologyTestDriver driver, List<SpecificRecord> events) {
        pipePullRequests(driver, events);
        for (var event : events) {
            if (event instanceof CommitEvent one) {
                pipe(driver, Topics.COMMIT, Topics.repositoryKey("github", one.getRepo()), one);
            }
        }
    }

    private static TopologyTestDriver driver(String id, Consumer<StreamsBuilder> topology) {
        var builder = new StreamsBuilder();
        topology.accept(builder);
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
        for (var record : driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readRecordsToList()) {
            if (record.value() == null) {
                into.remove(record.key());
            } else {
                into.put(record.key(), record.value());
            }
        }
    }
}
