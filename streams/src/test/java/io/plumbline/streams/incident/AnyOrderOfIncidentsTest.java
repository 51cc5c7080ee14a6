package io.plumbline.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.incident.Happenings.Delivery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any order and any duplication of the same events and states give the same facts and the same counters. */
class AnyOrderOfIncidentsTest {

    private static final List<String> TEXTS = List.of(
            "Root cause: https://github.com/acme/shop/pull/%d",
            "caused by #%d", "not caused by #%d", "see #%d", "fixed by #%d", "the culprit is deployment %d");

    @TempDir
    Path directory;

    static List<Long> seeds() {
        var seeds = new ArrayList<Long>();
        for (long seed = 1; seed <= 30; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    /** Some events, and of each fact the states it went through, the last of which counts. */
    private static final class Story {
        final List<Delivery<?>> events = new ArrayList<>();
        final LinkedHashMap<String, List<Delivery<?>>> states = new LinkedHashMap<>();

        void state(Delivery<?> delivery) {
            states.computeIfAbsent(delivery.topic().name() + delivery.key(), key -> new ArrayList<>())
                    .add(delivery);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void givesTheSameFactsAndCounters(long seed) {
        var random = new Random(seed);
        var story = story(random);
        String inOrder;
        try (var pipeline = IncidentPipeline.in(directory.resolve("in-order"))) {
            story.states.values().forEach(pipeline::receive);
            inOrder = pipeline.receive(story.events).text();
        }
        for (int trial = 0; trial < 3; trial++) {
            try (var pipeline = IncidentPipeline.in(directory.resolve("disturbed-" + trial))) {
                assertThat(pipeline.receive(disturbed(story, random)).text()).isEqualTo(inOrder);
            }
        }
    }

    @Test
    void allTiersOccur() {
        var tiers = new HashSet<String>();
        for (long seed : seeds()) {
            try (var pipeline = IncidentPipeline.in(directory.resolve("seed-" + seed))) {
                var story = story(new Random(seed));
                story.states.values().forEach(pipeline::receive);
                pipeline.receive(story.events);
                pipeline.incidents().values().forEach(fact -> {
                    tiers.add(String.valueOf(fact.getTier()));
                    int sum = fact.getCauses().stream()
                            .mapToInt(cause -> cause.getWeightMillionths())
                            .sum();
                    int high = fact.getCauses().stream()
                            .mapToInt(cause -> cause.getHighMillionths())
                            .sum();
                    assertThat(sum).isIn(fact.getCauses().isEmpty() ? 0 : 1_000_000);
                    assertThat(high).isEqualTo(sum);
                });
            }
        }
        assertThat(tiers).contains("L1", "L3", "L4", "null");
    }

    private static Story story(Random random) {
        var story = new Story();
        int pulls = 2 + random.nextInt(8);
        for (int number = 1; number <= pulls; number++) {
            double hour = random.nextInt(60);
            story.state(Happenings.merged(number, hour));
            if (random.nextInt(6) == 0) {
                story.state(Happenings.erased(number));
            }
            if (random.nextInt(4) == 0) {
                double revert = hour + random.nextInt(40);
                story.state(Happenings.reverted(number, 90, revert, random.nextBoolean() ? null : revert + 3));
            }
        }
        int deployments = 1 + random.nextInt(8);
        for (int id = 1; id <= deployments; id++) {
            double hour = random.nextInt(80);
            int[] carried =
                    random.ints(random.nextInt(4), 1, pulls + 1).distinct().toArray();
            var answers = random.nextBoolean() ? null : "Q" + (1 + random.nextInt(3));
            switch (random.nextInt(6)) {
                case 0 ->
                    story.state(Happenings.rolledBack(
                            id, hour, random.nextBoolean() ? null : 1 + random.nextInt(deployments), answers));
                case 1 -> story.state(Happenings.hotfixed(id, hour, answers, carried));
                case 2 -> {
                    story.state(Happenings.deployed(id, hour, carried));
                    story.state(Happenings.deployed(id, hour + 5, carried));
                }
                default -> story.state(Happenings.deployed(id, hour, carried));
            }
        }
        for (int i = 1; i <= 1 + random.nextInt(3); i++) {
            incident(story, random, "Q" + i, pulls);
        }
        return story;
    }

    private static void incident(Story story, Random random, String id, int pulls) {
        double hour = random.nextInt(200);
        story.events.add(Happenings.triggered(id, hour));
        int events = random.nextInt(8);
        for (int i = 0; i < events; i++) {
            hour += random.nextInt(4);
            story.events.add(
                    switch (random.nextInt(7)) {
                        case 0 -> Happenings.acknowledged(id, hour);
                        case 1, 2 -> Happenings.resolved(id, hour);
                        case 3 -> Happenings.reopened(id, hour);
                        case 4 ->
                            Happenings.say(Happenings.event(id, "severity_changed", hour)
                                    .setSeverity("P" + (1 + random.nextInt(5))));
                        case 5 ->
                            Happenings.say(Happenings.event(id, "listed", hour)
                                    .setStatus(random.nextBoolean() ? "open" : "resolved"));
                        default ->
                            Happenings.noted(
                                    id,
                                    hour,
                                    TEXTS.get(random.nextInt(TEXTS.size())).formatted(1 + random.nextInt(pulls)));
                    });
        }
        if (random.nextInt(12) == 0) {
            story.events.add(Happenings.say(Happenings.event(id, "deleted", hour)));
        }
    }

    /** Events in any order, some twice; states in their order, woven in between. */
    private static List<Delivery<?>> disturbed(Story story, Random random) {
        var lanes = new ArrayList<List<Delivery<?>>>();
        story.states.values().forEach(states -> lanes.add(new ArrayList<>(states)));
        for (var event : story.events) {
            lanes.add(new ArrayList<>(List.of(event)));
            if (random.nextInt(3) == 0) {
                lanes.add(new ArrayList<>(List.of(event)));
            }
        }
        var all = new ArrayList<Delivery<?>>();
        while (!lanes.isEmpty()) {
            Collections.shuffle(lanes, random);
            var lane = lanes.get(0);
            all.add(lane.remove(0));
            if (lane.isEmpty()) {
                lanes.remove(0);
            }
        }
        return all;
    }
}
