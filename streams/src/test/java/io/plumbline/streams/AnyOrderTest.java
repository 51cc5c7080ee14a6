package io.plumbline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any order and any duplication of the same events give the same facts and the same counters, byte for byte. */
class AnyOrderTest {

    @TempDir
    Path directory;

    /** Rules, teams and identities that change meanwhile, statements by people and late commits are part of "the same events". */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
    void lateDecisionsRestateWhatWasCountedBefore(long seed) {
        var stories = new RandomStories(seed);
        var deliveries = new ArrayList<>(stories.decisions());
        deliveries.addAll(stories.deliveries(100));
        String decidedFirst;
        try (var pipeline = Pipeline.in(directory.resolve("decided-first"))) {
            decidedFirst = pipeline.receive(deliveries).settle().bytes();
        }

        for (int trial = 1; trial <= 3; trial++) {
            try (var pipeline = Pipeline.in(directory.resolve("trial-" + trial))) {
                var disturbed = stories.disturbed(deliveries);
                pipeline.receive(disturbed.subList(0, disturbed.size() / 2)).settle();
                pipeline.receive(disturbed.subList(disturbed.size() / 2, disturbed.size()));

                assertThat(pipeline.settle().bytes()).isEqualTo(decidedFirst);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void orderAndDuplicatesDoNotMatter(long seed) {
        var stories = new RandomStories(seed);
        var deliveries = stories.deliveries(100);
        String inOrder;
        try (var pipeline = Pipeline.in(directory.resolve("in-order"))) {
            inOrder = pipeline.receive(deliveries).bytes();
            assertThat(pipeline.facts()).isNotEmpty();
            assertThat(pipeline.counters()).isNotEmpty();
        }

        for (int trial = 1; trial <= 3; trial++) {
            try (var pipeline = Pipeline.in(directory.resolve("trial-" + trial))) {
                pipeline.receive(stories.disturbed(deliveries));

                // The set of cells is part of it: none may be left over from what was believed in between.
                assertThat(pipeline.bytes()).isEqualTo(inOrder);
            }
        }
    }
}
