package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestApplication;
import io.plumbline.streams.SuggestionApplication;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the simulator's deliveries through mapping and topologies to facts of review comments: difference 0 to the truth. */
class SuggestionTruthTest {

    private static final Recording RECORDING = Recording.of(SimulationPlan.demo(Recording.END));
    private static final Map<String, SuggestionFact> FACTS = new TreeMap<>();
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
        SuggestionApplication.addTo(builder, MetricRegistry.standard());
        try (var driver = driver(builder, SuggestionApplication.ID)) {
            for (var event : events) {
                if (event instanceof ReviewCommentEvent one) {
                    pipe(driver, Topics.REVIEW_COMMENT, key(one.getRepo(), one.getNumber()), one);
                } else if (event instanceof ReviewThreadEvent one) {
                    pipe(driver, Topics.REVIEW_THREAD, key(one.getRepo(), one.getNumber()), one);
                } else if (event instanceof PullRequestEvent one) {
                    pipe(driver, Topics.PULL_REQUEST, key(one.getRepo(), one.getNumber()), one);
                }
            }
            commitsOf(pulls, events).forEach((key, commits) -> pipe(driver, Topics.PULL_REQUEST_COMMITS, key, commits));
            pulls.forEach((key, fact) -> pipe(driver, Topics.PULL_REQUEST_FACT, key, fact));
            read(driver, Topics.SUGGESTION_FACT, FACTS);
            read(driver, Topics.METRIC_DAILY, COUNTERS);
        }
    }

    @Test
    void findingsSuggestionsAndAppliedOnesOfEachPullRequestAreTheTruth() {
        var differences = new ArrayList<String>();
        int findings = 0;
        int applied = 0;
        for (var truth : RECORDING.pulls) {
            var ai = FACTS.values().stream()
                    .filter(fact -> fact.getRepo().equals(truth.repository()) && fact.getNumber() == truth.number())
                    .filter(fact -> fact.getReviewerKind().equals("ai"))
                    .toList();
            var stated = List.of(truth.findings(), truth.suggestions(), truth.suggestionsApplied());
            var seen =
                    List.of(ai.size(), count(ai, SuggestionFact::getSuggestionBlock), count(ai, fact -> fact.getTier()
                            .equals("A")));
            findings += truth.findings();
            applied += truth.suggestionsApplied();
            if (!seen.equals(stated)) {
                differences.add(truth.repository() + "#" + truth.number() + ": truth " + stated + ", seen " + seen);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d pull requests, %d AI findings, %d applied: %d pull requests differ from the truth%n",
                RECORDING.pulls.size(),
                findings,
                applied,
                differences.size());

        assertThat(applied).isPositive();
        assertThat(differences).isEmpty();
    }

    @Test
    void machinesAndPeopleAreMeasuredByTheSameRule() {
        var rows = new TreeMap<String, List<SuggestionFact>>();
        FACTS.values().stream().filter(fact -> fact.getExclusion() == null).forEach(fact -> rows.computeIfAbsent(
                        fact.getReviewerKind() + " " + (fact.getReviewerTool() == null ? "" : fact.getReviewerTool()),
                        name -> new ArrayList<>())
                .add(fact));
        System.out.printf(
                "%-22s %6s %5s %5s %5s %5s %5s %5s %12s%n",
                "reviewer", "n", "A", "B", "C", "D", "R", "X", "A+B/decided");
        rows.forEach((name, facts) -> {
            int decided = count(facts, SuggestionFact::getDecided);
            int accepted = count(facts, SuggestionFact::getAccepted);
            var bounds = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(decided, accepted, 0.05);
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %6d %5d %5d %5d %5d %5d %5d %5d / %5d = %.1f %% [%.1f, %.1f]%n",
                    name,
                    facts.size(),
                    tier(facts, "A"),
                    tier(facts, "B"),
                    tier(facts, "C"),
                    tier(facts, "D"),
                    tier(facts, "R"),
                    facts.size() - decided,
                    accepted,
                    decided,
                    100.0 * accepted / decided,
                    100 * bounds.getLowerBound(),
                    100 * bounds.getUpperBound());
        });

        assertThat(rows.keySet()).contains("ai coderabbit", "ai cursor", "ai github-copilot", "human ");
    }

    @Test
    void countersAreTheSumsOfTheFacts() {
        var counted = FACTS.values().stream()
                .filter(fact -> fact.getExclusion() == null)
                .toList();
        var ai = counted.stream()
                .filter(fact -> fact.getReviewerKind().equals("ai"))
                .toList();
        var human = counted.stream()
                .filter(fact -> fact.getReviewerKind().equals("human"))
                .toList();

        assertThat(counter("suggestion_acceptance_AB", null))
                .isEqualTo(count(ai, SuggestionFact::getAccepted) + "/" + count(ai, SuggestionFact::getDecided));
        for (var dimension : List.of("reviewer=", "severity=", "category=")) {
            assertThat(counter("suggestion_acceptance_AB", dimension))
                    .as("%s adds up", dimension)
                    .isEqualTo(counter("suggestion_acceptance_AB", null));
        }
        assertThat(counter("review_comment_acceptance_human", null))
                .isEqualTo(count(human, SuggestionFact::getAccepted) + "/" + count(human, SuggestionFact::getDecided));
        assertThat(counter("suggestion_undecided_share", null))
                .isEqualTo(count(ai, fact -> !fact.getDecided()) + "/" + ai.size());
        var blocks = ai.stream().filter(SuggestionFact::getSuggestionBlock).toList();
        assertThat(counter("suggestion_block_acceptance", null))
                .isEqualTo(
                        count(blocks, SuggestionFact::getAccepted) + "/" + count(blocks, SuggestionFact::getDecided));
    }

    @Test
    void severityAndCategoryAreThoseThatTheSimulatedReviewersState() {
        var stated = new TreeMap<String, Long>();
        for (var finding : RECORDING.truth().findings()) {
            if (finding.reviewer().equals("coderabbit")) {
                stated.merge(finding.severity() + " " + finding.category(), finding.count(), Long::sum);
            }
        }
        var seen = new TreeMap<String, Long>();
        FACTS.values().stream()
                .filter(fact -> "coderabbit".equals(fact.getReviewerTool()))
                .forEach(fact -> seen.merge(
                        fact.getSeverity() + " " + (fact.getCategory() == null ? "unstated" : fact.getCategory()),
                        1L,
                        Long::sum));

        assertThat(seen).isEqualTo(stated);
    }

    private static Map<String, PullRequestFact> pullRequestFacts(List<SpecificRecord> events) {
        var builder = new StreamsBuilder();
        PullRequestApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
        var facts = new TreeMap<String, PullRequestFact>();
        try (var driver = driver(builder, PullRequestApplication.ID)) {
            for (var event : events) {
                if (event instanceof PullRequestEvent one) {
                    pipe(driver, Topics.PULL_REQUEST, key(one.getRepo(), one.getNumber()), one);
                } else if (event instanceof ReviewEvent one) {
                    pipe(driver, Topics.REVIEW, key(one.getRepo(), one.getNumber()), one);
                } else if (event instanceof IssueCommentEvent one) {
                    pipe(driver, Topics.ISSUE_COMMENT, key(one.getRepo(), one.getNumber()), one);
                }
            }
            read(driver, Topics.PULL_REQUEST_FACT, facts);
        }
        return facts;
    }

    /** What the application of commits derives from pushes: the commits pushed to the head branch while it was open. */
    private static Map<String, PullRequestCommits> commitsOf(
            Map<String, PullRequestFact> pulls, List<SpecificRecord> events) {
        var byBranch = new HashMap<String, List<CommitEvent>>();
        for (var event : events) {
            if (event instanceof CommitEvent one) {
                byBranch.computeIfAbsent(one.getRepo() + " " + one.getRef(), ref -> new ArrayList<>())
                        .add(one);
            }
        }
        var all = new TreeMap<String, PullRequestCommits>();
        pulls.forEach((key, pull) -> {
            var commits = byBranch.getOrDefault(pull.getRepo() + " refs/heads/" + pull.getHeadRef(), List.of()).stream()
                    .filter(commit -> pull.getClosedAt() == null
                            || !commit.getMeta().getEventTime().isAfter(pull.getClosedAt()))
                    .map(SuggestionTruthTest::commit)
                    .sorted(Comparator.comparing(PullRequestCommit::getAt).thenComparing(PullRequestCommit::getSha))
                    .toList();
            all.put(key, new PullRequestCommits(key, commits, List.of()));
        });
        return all;
    }

    private static PullRequestCommit commit(CommitEvent event) {
        return PullRequestCommit.newBuilder()
                .setSha(event.getSha())
                .setAt(event.getMeta().getEventTime())
                .setAuthorName(event.getAuthor().getName())
                .setAuthorEmail(event.getAuthor().getEmail())
                .setAuthorLogin(event.getAuthor().getLogin())
                .setCommitterLogin(event.getCommitter().getLogin())
                .setMessage(event.getMessage())
                .setFiles(event.getFiles().stream()
                        .map(file -> new ChangedFile(file.getPath(), file.getChange(), null, null))
                        .toList())
                .build();
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

    private static int count(List<SuggestionFact> facts, Predicate<SuggestionFact> which) {
        return (int) facts.stream().filter(which).count();
    }

    private static int tier(List<SuggestionFact> facts, String tier) {
        return count(facts, fact -> fact.getDecided() && fact.getTier().equals(tier));
    }

    /** @param dimension null = the cells without one */
    private static String counter(String metric, String dimension) {
        long numerator = 0;
        long denominator = 0;
        for (var cell : COUNTERS.entrySet()) {
            var of = cell.getKey().getDimension();
            if (cell.getKey().getMetricId().equals(metric)
                    && (dimension == null ? of == null : of != null && of.startsWith(dimension))) {
                numerator += cell.getValue().getNumerator();
                denominator += cell.getValue().getDenominator();
            }
        }
        return numerator + "/" + denominator;
    }
}
