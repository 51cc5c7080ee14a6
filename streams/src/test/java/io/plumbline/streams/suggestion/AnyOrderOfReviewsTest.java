package io.plumbline.streams.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.directory.Directory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any order and any duplication of the same events give the same facts and the same counters. */
class AnyOrderOfReviewsTest {

    private static final Knowledge KNOWLEDGE = Knowledge.of(Attribution.standard(), Directory.EMPTY);

    @TempDir
    Path directory;

    @Test
    void fiveThousandRandomHistoriesGiveTheSameFactsInAnyOrder() {
        var tiers = new HashSet<String>();
        var exclusions = new HashSet<String>();
        for (int seed = 1; seed <= 5_000; seed++) {
            var reviews = new RandomReviews(seed);
            var story = reviews.story(1);
            var known = TierTest.history(story);
            var inOrder = SuggestionFacts.of(known, KNOWLEDGE);
            var found = FindingsFacts.of(known, inOrder.values(), KNOWLEDGE);
            for (var fact : inOrder.values()) {
                tiers.add(fact.getTier());
                exclusions.add(String.valueOf(fact.getExclusion()));
            }
            for (int trial = 0; trial < 3; trial++) {
                var disturbed = TierTest.history(reviews.disturbed(story));
                var facts = SuggestionFacts.of(disturbed, KNOWLEDGE);
                assertThat(facts).as("seed %d", seed).isEqualTo(inOrder);
                assertThat(FindingsFacts.of(disturbed, facts.values(), KNOWLEDGE))
                        .as("findings of seed %d", seed)
                        .isEqualTo(found);
            }
        }

        assertThat(tiers).as("all of them occur").containsExactlyInAnyOrder("A", "B", "C", "D", "R", "X");
        assertThat(exclusions).contains("null", "deleted", "summary", "own_pull_request", "superseded_by_force_push");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void factsAndCountersOfTheWholeTopologyAreTheSame(long seed) {
        var reviews = new RandomReviews(seed);
        var stories = new ArrayList<ReviewStory>();
        for (int number = 1; number <= 40; number++) {
            stories.add(reviews.story(number));
        }
        String inOrder;
        try (var pipeline = SuggestionPipeline.in(directory.resolve("in-order"))) {
            stories.forEach(story -> pipeline.receive(story.deliveries()));
            inOrder = pipeline.text();
            assertThat(pipeline.facts()).isNotEmpty();
            assertThat(pipeline.counters()).isNotEmpty();
        }

        try (var pipeline = SuggestionPipeline.in(directory.resolve("disturbed"))) {
            stories.forEach(story -> pipeline.receive(reviews.disturbed(story)));

            assertThat(pipeline.text()).isEqualTo(inOrder);
        }
    }

    @Test
    void moreCommentsThanAreRememberedGiveTheSameFactsInAnyOrderToo() {
        var story = ReviewStory.pullRequest();
        for (int id = 1; id <= Histories.COMMENTS + 50; id++) {
            story.comment(1, id, ReviewStory.CODERABBIT, "x");
        }
        var deliveries = new ArrayList<>(story.deliveries());
        var there =
                ids(SuggestionFacts.of(TierTest.history(deliveries), KNOWLEDGE).values());
        java.util.Collections.reverse(deliveries);
        var back =
                ids(SuggestionFacts.of(TierTest.history(deliveries), KNOWLEDGE).values());

        assertThat(there).hasSize(Histories.COMMENTS).isEqualTo(back);
    }

    @Test
    void anErasedPullRequestTakesItsCommentsAndCountersWithIt() {
        var story = ReviewStory.pullRequest()
                .comment(1, 1, ReviewStory.CODERABBIT, "x")
                .merged(60);
        try (var pipeline = SuggestionPipeline.in(directory)) {
            pipeline.receive(story.deliveries());
            assertThat(pipeline.facts()).hasSize(1);

            pipeline.receive(List.of(
                    new ReviewStory.Delivery<>(io.plumbline.schema.topic.Topics.PULL_REQUEST_FACT, story.key(), null)));

            assertThat(pipeline.facts()).isEmpty();
            assertThat(pipeline.findings()).isEmpty();
            assertThat(pipeline.counters()).isEmpty();
        }
    }

    private static Set<Long> ids(java.util.Collection<SuggestionFact> facts) {
        return facts.stream().map(SuggestionFact::getCommentId).collect(Collectors.toSet());
    }
}
