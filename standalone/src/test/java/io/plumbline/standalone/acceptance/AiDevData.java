package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Real pull requests of three coding agents, as GitHub deliveries. */
final class AiDevData {

    static final List<String> AGENTS = List.of("OpenAI_Codex", "Cursor", "Claude_Code");

    private AiDevData() {}

    /** One delivery file per agent; the test is reported as skipped when the data is not on this machine. */
    static List<Path> deliveries(Path into) throws IOException, InterruptedException {
        var shared = Path.of(System.getProperty("plumbline.root", ".."), "..", "shared")
                .normalize();
        var converter = shared.resolve("tools").resolve("aidev_deliveries.py");
        var data = shared.resolve("data").resolve("aidev").resolve("AIDev-pop");
        assumeTrue(
                Files.isDirectory(data) && Files.exists(converter),
                "the AIDev data is not beside this checkout: " + data);
        var files = new ArrayList<Path>();
        for (var agent : AGENTS) {
            var file = into.resolve(agent + ".ndjson");
            int exit = new ProcessBuilder(
                            "python3", converter.toString(), data.resolve(agent).toString())
                    .redirectOutput(file.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            assertThat(exit).as("python3 %s", converter).isZero();
            files.add(file);
        }
        return files;
    }

    /** All lines of all files in another order. */
    static Path shuffled(List<Path> files, Path into, long seed) throws IOException {
        var lines = new ArrayList<String>();
        for (var file : files) {
            lines.addAll(Files.readAllLines(file));
        }
        Collections.shuffle(lines, new Random(seed));
        var shuffled = into.resolve("shuffled.ndjson");
        Files.write(shuffled, lines);
        return shuffled;
    }
}
