package io.plumbline.standalone.simulator;

import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.FindingsFact;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;

/** The demo's deliveries, played through mapping and topologies: what the pipeline makes of reviews. Once for all tests. */
final class PlayedReviews {

    static final PlayedReviews DEMO = new PlayedReviews(Recording.of(SimulationPlan.demo(Recording.END)));

    final Recording recording;
    final Map<String, SuggestionFact> suggestions = new TreeMap<>();
    final Map<String, FindingsFact> findings = new TreeMap<>();
    final Map<CounterKey, Counter> counters = new HashMap<>();

    private final Path directory;

    private PlayedReviews(Recording recording) {
        this.recording = recording;
        try {
            this.directory = Files.createTempDirectory("played-reviews");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        play();
    }

    private void play() {
        var events = new ArrayList<SpecificRecord>();
        for (var delivery : recording.deliveries) {
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
        SuggestionApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
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
            read(driver, Topics.SUGGESTION_FACT, suggestions);
            read(driver, Topics.FINDINGS_FACT, findings);
            read(driver, Topics.METRIC_DAILY, counters);
        }
    }

    private Map<String, PullRequestFact> pullRequestFacts(List<SpecificRecord> events) {
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
            // An assistant shows in the trailers of commits only.
            commitsOf(facts, events).forEach((key, commits) -> pipe(driver, Topics.PULL_REQUEST_COMMITS, key, commits));
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
                    .map(PlayedReviews::commit)
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

    private TopologyTestDriver driver(StreamsBuilder builder, String id) {
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
}
