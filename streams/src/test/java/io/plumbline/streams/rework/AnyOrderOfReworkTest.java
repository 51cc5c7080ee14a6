package io.plumbline.streams.rework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any order and any duplication of the same events give the same facts and the same counters. */
class AnyOrderOfReworkTest {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void factsAndCountersOfTheWholeTopologyAreTheSame(long seed) {
        var history = new RandomRepository(seed);
        var deliveries = history.deliveries(60);
        String inOrder;
        try (var pipeline = ReworkPipeline.in(directory.resolve("in-order"))) {
            inOrder = pipeline.receive(deliveries).text();
            assertThat(pipeline.facts()).isNotEmpty();
        }
        for (int trial = 0; trial < 3; trial++) {
            try (var pipeline = ReworkPipeline.in(directory.resolve("disturbed-" + trial))) {
                assertThat(pipeline.receive(history.disturbed(deliveries)).text())
                        .as("seed %d, trial %d", seed, trial)
                        .isEqualTo(inOrder);
            }
        }
    }

    @Test
    void theRandomRepositoriesHaveAllThatTheRulesTellApart() {
        var seen = new HashSet<String>();
        for (long seed = 1; seed <= 16; seed++) {
            try (var pipeline = ReworkPipeline.in(directory.resolve("seed-" + seed))) {
                pipeline.receive(new RandomRepository(seed).deliveries(60))
                        .facts()
                        .values()
                        .forEach(fact -> {
                            fact.getCorrections().forEach(one -> seen.add(one.getKind() + " " + one.getConfidence()));
                            fact.getReverts().forEach(one -> seen.add(one.getHow()));
                            fact.getReverts().forEach(one -> seen.add(one.getUndoneBy() == null ? "stands" : "undone"));
                        });
            }
        }

        assertThat(seen)
                .contains(
                        "fix file",
                        "fix line",
                        "fix stated",
                        "revert file",
                        "revert stated",
                        "title",
                        "mention",
                        "body_sha",
                        "lines",
                        "stands",
                        "undone");
    }

    @Test
    void whatIsErasedInTheMiddleLeavesNoTrace() {
        for (long seed = 1; seed <= 6; seed++) {
            var history = new RandomRepository(seed);
            var pulls = history.pulls(40);
            var erased = pulls.get(new Random(seed).nextInt(pulls.size()));
            var kept = new ArrayList<Pull.Delivery<?>>();
            var all = new ArrayList<Pull.Delivery<?>>();
            for (var pull : pulls) {
                all.addAll(pull.deliveries());
                if (pull != erased) {
                    kept.addAll(pull.deliveries());
                }
            }
            String without;
            try (var pipeline = ReworkPipeline.in(directory.resolve("without-" + seed))) {
                without = pipeline.receive(kept).text();
            }
            try (var pipeline = ReworkPipeline.in(directory.resolve("erased-" + seed))) {
                pipeline.receive(all).receive(erased.erased());

                assertThat(pipeline.text()).as("seed %d", seed).isEqualTo(without);
            }
        }
    }
}
