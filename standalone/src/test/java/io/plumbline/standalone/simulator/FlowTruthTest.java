package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestApplication;
import io.plumbline.streams.commit.CommitApplication;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

/** From the simulator's deliveries to phases and rework of pull requests: difference 0 to what the simulator did. */
class FlowTruthTest {

    private static final Recording RECORDING = Recording.of(SimulationPlan.demo(Recording.END));
    private static final Map<String, PullRequestFact> FACTS = new TreeMap<>();
    private static final Map<CounterKey, Counter> COUNTERS = new HashMap<>();

    /** Sums over the pull requests of one repository. */
    private static final List<String> SUMS = List.of(
            "coding s", "pickup s", "review s", "merge s", "draft s", "rounds", "after human", "after bot", "modified");

    @TempDir
    static Path directory;

    @BeforeAll
    static void playEverything() {
        var events = events();
        var commits = commits(events);
        var builder = new StreamsBuilder();
        PullRequestApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
        try (var driver = driver(builder, PullRequestApplication.ID)) {
            for (var event : events) {
                if (event instanceof PullRequestEvent one) {
                    pipe(driver, Topics.PULL_REQUEST, key(one.getRepo(), one.getNumber()), one);
                } else if (event instanceof ReviewEvent one) {
                    pipe(driver, Topics.REVIEW, key(one.getRepo(), one.getNumber()), one);
                }
            }
            commits.forEach((key, one) -> pipe(driver, Topics.PULL_REQUEST_COMMITS, key, one));
            read(driver, Topics.PULL_REQUEST_FACT, FACTS);
            read(driver, Topics.METRIC_DAILY, COUNTERS);
        }
    }

    @Test
    void timesPhasesAndReworkOfEachPullRequestAreTheTruth() {
        var differences = new ArrayList<String>();
        var expected = new TreeMap<String, long[]>();
        var computed = new TreeMap<String, long[]>();
        for (var truth : RECORDING.pulls) {
            var fact = FACTS.get(key(truth.repository(), truth.number()));
            var told = toldBy(truth);
            var seen = seenIn(fact);
            if (!told.equals(seen)) {
                differences.add(truth.repository() + "#" + truth.number() + "\n  truth " + told + "\n  seen  " + seen);
            }
            add(expected, truth.repository(), sums(truth));
            add(computed, truth.repository(), sums(fact));
        }
        System.out.println("expected / computed: " + String.join(", ", SUMS));
        expected.forEach((repository, sums) -> System.out.printf(
                Locale.ROOT,
                "%-28s %s%n%-28s %s%n",
                repository,
                Arrays.toString(sums),
                "",
                Arrays.toString(computed.get(repository))));
        System.out.printf("%d pull requests, %d differ from the truth%n", RECORDING.pulls.size(), differences.size());

        assertThat(differences).isEmpty();
        expected.forEach((repository, sums) ->
                assertThat(computed.get(repository)).as(repository).isEqualTo(sums));
    }

    /** Day by day, not by the formula of the topology. */
    @Test
    void workingTimeIsTheOverlapWithEachWorkingDay() {
        for (var fact : FACTS.values()) {
            var zone = fact.getWorkZone() == null ? ZoneOffset.UTC : ZoneId.of(fact.getWorkZone());
            if (fact.getCodingWorkMillis() != null) {
                assertThat(Duration.ofMillis(fact.getCodingWorkMillis()))
                        .isEqualTo(overlap(fact.getFirstCommitAt(), fact.getReadyAt(), zone));
            }
            if (fact.getPickupWorkMillis() != null) {
                assertThat(Duration.ofMillis(fact.getPickupWorkMillis()))
                        .isEqualTo(overlap(fact.getReadyAt(), fact.getFirstHumanReviewAt(), zone));
            }
        }
    }

    @Test
    void countersAreTheCountsOfTheTruth() {
        var closed =
                RECORDING.pulls.stream().filter(pull -> pull.closedAt() != null).toList();
        var reviewed = closed.stream()
                .filter(pull -> pull.firstHumanReviewAt() != null)
                .toList();
        var merged = closed.stream().filter(pull -> pull.mergedAt() != null).toList();

        assertThat(counter("pr_rework_after_human_review"))
                .isEqualTo(count(reviewed, pull -> pull.pushesAfterHumanReview() > 0) + "/" + reviewed.size());
        assertThat(counter("merged_unmodified_share"))
                .isEqualTo(count(merged, pull -> !pull.flow().changedAfterReady()) + "/" + merged.size());
        assertThat(counter("review_rounds_per_100_prs"))
                .isEqualTo(reviewed.stream()
                                .mapToInt(pull -> pull.flow().reviewRounds())
                                .sum()
                        + "/" + reviewed.size());
        assertThat(counter("clock_skew_share")).isEqualTo("0/" + RECORDING.pulls.size());
    }

    private static Map<String, Object> toldBy(PullRequestTruth truth) {
        var flow = truth.flow();
        var told = new TreeMap<String, Object>();
        told.put("firstCommitAt", time(flow.firstCommitAt()));
        told.put("firstReadyAt", time(truth.firstReadyAt()));
        told.put("firstHumanReviewAt", time(truth.firstHumanReviewAt()));
        told.put("approvedAt", time(flow.approvedAt()));
        told.put("lastApprovedAt", time(flow.lastApprovedAt()));
        told.put("sums", Arrays.toString(sums(truth)));
        return told;
    }

    private static Map<String, Object> seenIn(PullRequestFact fact) {
        var seen = new TreeMap<String, Object>();
        seen.put("firstCommitAt", fact.getFirstCommitAt());
        seen.put("firstReadyAt", fact.getReadyAt());
        seen.put("firstHumanReviewAt", fact.getFirstHumanReviewAt());
        seen.put("approvedAt", fact.getApprovedAt());
        seen.put("lastApprovedAt", fact.getLastApprovedAt());
        seen.put("sums", Arrays.toString(sums(fact)));
        return seen;
    }

    private static long[] sums(PullRequestTruth truth) {
        var flow = truth.flow();
        return new long[] {
            orZero(flow.codingSeconds()),
            orZero(flow.pickupSeconds()),
            orZero(flow.reviewSeconds()),
            orZero(flow.mergeSeconds()),
            flow.draftSeconds(),
            flow.reviewRounds(),
            truth.pushesAfterHumanReview(),
            flow.pushesAfterBotReview(),
            flow.changedAfterReady() ? 1 : 0
        };
    }

    /** A phase counts where the fact knows its working time. */
    private static long[] sums(PullRequestFact fact) {
        return new long[] {
            seconds(fact.getCodingWorkMillis(), fact.getFirstCommitAt(), fact.getReadyAt()),
            seconds(fact.getPickupWorkMillis(), fact.getReadyAt(), fact.getFirstHumanReviewAt()),
            seconds(fact.getReviewWorkMillis(), fact.getFirstHumanReviewAt(), fact.getApprovedAt()),
            seconds(fact.getMergeWorkMillis(), fact.getApprovedAt(), fact.getMergedAt()),
            fact.getDraftMillis() / 1000,
            fact.getReviewRounds(),
            fact.getPushesAfterFirstHumanReview(),
            fact.getPushesAfterFirstBotReview(),
            fact.getChangedAfterSubmission() ? 1 : 0
        };
    }

    private static void add(Map<String, long[]> to, String repository, long[] sums) {
        var all = to.computeIfAbsent(repository, name -> new long[SUMS.size()]);
        for (int i = 0; i < all.length; i++) {
            all[i] += sums[i];
        }
    }

    private static long seconds(Long work, Instant from, Instant to) {
        return work == null ? 0 : Duration.between(from, to).toSeconds();
    }

    private static long orZero(Long value) {
        return Objects.requireNonNullElse(value, 0L);
    }

    private static Instant time(String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static Duration overlap(Instant from, Instant to, ZoneId zone) {
        var sum = Duration.ZERO;
        for (var day = from.atZone(zone).toLocalDate();
                !day.isAfter(to.atZone(zone).toLocalDate());
                day = day.plusDays(1)) {
            if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0) {
                continue;
            }
            var begin = day.atTime(LocalTime.of(9, 0)).atZone(zone).toInstant();
            var end = day.atTime(LocalTime.of(17, 0)).atZone(zone).toInstant();
            var left = from.isAfter(begin) ? from : begin;
            var right = to.isBefore(end) ? to : end;
            sum = right.isAfter(left) ? sum.plus(Duration.between(left, right)) : sum;
        }
        return sum;
    }

    private static List<SpecificRecord> events() {
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
        return events;
    }

    private static Map<String, PullRequestCommits> commits(List<SpecificRecord> events) {
        var builder = new StreamsBuilder();
        CommitApplication.addTo(builder);
        var commits = new TreeMap<String, PullRequestCommits>();
        try (var driver = driver(builder, CommitApplication.ID)) {
            for (var event : events) {
                if (event instanceof PullRequestEvent one) {
                    pipe(driver, Topics.PULL_REQUEST, key(one.getRepo(), one.getNumber()), one);
                } else if (event instanceof CommitEvent one) {
                    pipe(driver, Topics.COMMIT, "github:" + one.getRepo(), one);
                }
            }
            read(driver, Topics.PULL_REQUEST_COMMITS, commits);
        }
        return commits;
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

    private static String key(String repo, int number) {
        return Topics.pullRequestKey("github", repo, number);
    }

    private static long count(List<PullRequestTruth> pulls, Predicate<PullRequestTruth> which) {
        return pulls.stream().filter(which).count();
    }

    private static String counter(String metric) {
        long numerator = 0;
        long denominator = 0;
        for (var cell : COUNTERS.entrySet()) {
            if (cell.getKey().getMetricId().equals(metric) && cell.getKey().getDimension() == null) {
                numerator += cell.getValue().getNumerator();
                denominator += cell.getValue().getDenominator();
            }
        }
        return numerator + "/" + denominator;
    }
}
