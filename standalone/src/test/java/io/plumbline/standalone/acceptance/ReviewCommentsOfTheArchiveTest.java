package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestApplication;
import io.plumbline.streams.SuggestionApplication;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real review comments, from a few hours of the public archive: none is lost, and none is decided without a sign. */
class ReviewCommentsOfTheArchiveTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void everyRootCommentOfTheArchiveBecomesOneFact() throws IOException {
        var file = Path.of(System.getProperty("plumbline.root", ".."), "..", "shared")
                .normalize()
                .resolve("data/gharchive_pinot/2021-07-21-few-hours.json");
        assumeTrue(Files.exists(file), "the archive's file is not beside this checkout: " + file);
        var roots = new HashSet<Long>();
        var pulls = new TreeMap<String, PullRequestFact>();
        var facts = new TreeMap<String, SuggestionFact>();
        try (var pullRequests = driver(
                        PullRequestApplication.ID,
                        builder -> PullRequestApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard()));
                var suggestions = driver(
                        SuggestionApplication.ID,
                        builder -> SuggestionApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard()))) {
            for (var line : Files.readAllLines(file)) {
                if (!(GitHubEvents.map(raw(line)) instanceof Mapped mapped)) {
                    continue;
                }
                for (var event : mapped.events()) {
                    if (event instanceof PullRequestEvent one) {
                        var key = Topics.pullRequestKey("github", one.getRepo(), one.getNumber());
                        pipe(pullRequests, Topics.PULL_REQUEST, key, one);
                        pipe(suggestions, Topics.PULL_REQUEST, key, one);
                    } else if (event instanceof ReviewCommentEvent one) {
                        var key = Topics.pullRequestKey("github", one.getRepo(), one.getNumber());
                        pipe(pullRequests, Topics.REVIEW_COMMENT, key, one);
                        pipe(suggestions, Topics.REVIEW_COMMENT, key, one);
                        if (one.getInReplyTo() == null) {
                            roots.add(one.getCommentId());
                        }
                    }
                }
            }
            read(pullRequests, Topics.PULL_REQUEST_FACT, pulls);
            pulls.forEach((key, fact) -> pipe(suggestions, Topics.PULL_REQUEST_FACT, key, fact));
            read(suggestions, Topics.SUGGESTION_FACT, facts);
        }
        System.out.println(facts.size() + " root review comments of the archive: "
                + facts.values().stream()
                        .collect(Collectors.groupingBy(
                                fact -> fact.getReviewerKind() + " " + fact.getTier(),
                                TreeMap::new,
                                Collectors.counting())));

        assertThat(facts.values()).extracting(SuggestionFact::getCommentId).hasSameElementsAs(roots);
        assertThat(facts.values())
                .filteredOn(fact -> !fact.getTier().equals("X"))
                .allSatisfy(
                        fact -> assertThat(fact.getEvidence()).as(fact.getId()).isNotEmpty());
    }

    private static RawEvent raw(String line) throws IOException {
        var tree = JSON.readTree(line);
        return RawEvent.newBuilder()
                .setSource(GitHubEvents.ARCHIVE)
                .setDeliveryId(tree.get("id").asText())
                .setEventType(tree.get("type").asText())
                .setRepo(tree.at("/repo/name").asText(null))
                .setReceivedAt(Instant.parse(tree.get("created_at").asText()))
                .setPayload(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private TopologyTestDriver driver(String id, Consumer<StreamsBuilder> application) {
        var builder = new StreamsBuilder();
        application.accept(builder);
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(id).toString());
        return new TopologyTestDriver(builder.build(), settings, Instant.EPOCH);
    }

    private static <V> void pipe(TopologyTestDriver driver, Topic<String, V> topic, String key, V value) {
        driver.createInputTopic(
                        topic.name(),
                        topic.keySerde().serializer(),
                        topic.valueSerde().serializer())
                .pipeInput(key, value, 0L);
    }

    private static <V> void read(TopologyTestDriver driver, Topic<String, V> topic, Map<String, V> into) {
        driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readKeyValuesToList()
                .forEach(record -> into.put(record.key, record.value));
    }
}
