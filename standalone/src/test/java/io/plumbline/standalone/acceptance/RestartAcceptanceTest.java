package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.testing.LeftBehind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every application at once, killed while all of them have work: nothing is lost and nothing counts twice. */
class RestartAcceptanceTest {

    private static final Pattern EARLY = Pattern.compile("waiting for plumbline-");
    private static final Pattern LATE =
            Pattern.compile("waiting for plumbline-(suggestion|line|rework|deployment|incident|usage|finality)");
    private static final Duration LONGEST = Duration.ofMinutes(4);

    @Test
    void killedTwiceInTheMiddleOfItsWorkItEndsWithTheSameFactsAndCounters(@TempDir Path directory) throws Exception {
        var data = directory.resolve("data");

        killedOnce(data, directory.resolve("first"), EARLY);
        killedOnce(data, directory.resolve("second"), LATE);

        try (var serve = serve(data)) {
            serve.endpoints();
            PlumblineProcess.run(data, simulate(directory.resolve("third")));

            // Facts from raw events by a second implementation, and every counter from the facts, in SQL.
            assertThat(PlumblineProcess.run(data, "reconcile")).contains("No difference");
            serve.stop();
        }

        // Killed before its first commit, an application cannot know what its files stand for.
        assertThat(LeftBehind.insteadOf(data.resolve("streams"))).isGreaterThan(20);
        try (var serve = serve(data)) {
            serve.endpoints();
            PlumblineProcess.run(data, simulate(directory.resolve("fourth")));
            assertThat(PlumblineProcess.run(data, "reconcile")).contains("No difference");
            serve.stop();
            assertThat(serve.output()).contains("records of state read back").doesNotContain("TaskCorruptedException");
        }
    }

    /** Sends the same deliveries each time, and kills the line when its sender says that it waits for it. */
    private static void killedOnce(Path data, Path simulation, Pattern moment) throws Exception {
        try (var serve = serve(data)) {
            serve.endpoints();
            try (var sender = PlumblineProcess.start(data, simulate(simulation))) {
                PlumblineProcess.await(LONGEST, () -> says(sender, moment) || !sender.isAlive());
                assertThat(serve.isAlive())
                        .as("the line lives; it said:%n%s%nand its sender:%n%s", serve.output(), sender.output())
                        .isTrue();
                serve.killHard();
            }
        }
        // A process that was killed could not take it away, and the next one must not be taken for ready before it is.
        Files.delete(data.resolve("endpoints.properties"));
    }

    private static boolean says(PlumblineProcess process, Pattern words) {
        try {
            return words.matcher(process.output()).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PlumblineProcess serve(Path data) throws IOException {
        return PlumblineProcess.start(data, "serve", "--http-port", "0", "--kafka-port", "0", "--clickhouse-port", "0");
    }

    private static String[] simulate(Path output) {
        return new String[] {
            "simulate", "--weeks", "8", "--teams", "3", "--until", "2026-11-16", "--output", output.toString(), "--into"
        };
    }
}
