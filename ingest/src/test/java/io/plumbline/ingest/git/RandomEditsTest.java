package io.plumbline.ingest.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random insertions, deletions, rewrites, renames: what is left of each commit is what git blames on it. */
class RandomEditsTest {

    private static final int COMMITS = 40;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void linesAliveAreThoseThatGitBlames(long seed) throws Exception {
        var repository = new TestRepository(folder.resolve("clone-" + seed));
        var random = new Random(seed);
        var files = new TreeMap<String, List<String>>();
        int next = 0;
        for (int commit = 0; commit < COMMITS; commit++) {
            if (files.isEmpty() || random.nextInt(5) == 0) {
                files.put("file" + commit + ".txt", new ArrayList<>());
            }
            for (var path : List.copyOf(files.keySet())) {
                var lines = files.get(path);
                for (int edit = random.nextInt(4); edit > 0; edit--) {
                    int at = random.nextInt(lines.size() + 1);
                    // Every line is unlike all others, so that there is one right answer.
                    if (at == lines.size() || random.nextInt(3) > 0) {
                        for (int i = random.nextInt(6); i >= 0; i--) {
                            lines.add(at, "line number " + next++ + " of the " + random.nextInt(1_000_000));
                        }
                    } else if (random.nextBoolean()) {
                        lines.set(at, "rewritten line " + next++);
                    } else {
                        lines.subList(at, Math.min(lines.size(), at + 1 + random.nextInt(4)))
                                .clear();
                    }
                }
                if (random.nextInt(12) == 0 && lines.size() > 8) {
                    files.remove(path);
                    files.put("renamed-" + commit + "-" + path, lines);
                    repository.git("mv", path, "renamed-" + commit + "-" + path);
                    path = "renamed-" + commit + "-" + path;
                    // By itself: of a file that was renamed and rewritten git and we may think differently.
                    repository.commit("rename to " + path);
                }
                repository.write(path, lines.toArray(String[]::new));
            }
            repository.commit("change " + commit);
        }

        var read = repository.read();

        assertThat(read.result.born() - read.result.ended())
                .isEqualTo(files.values().stream().mapToLong(List::size).sum());
        assertThat(read.alive()).containsExactlyInAnyOrderEntriesOf(repository.blamed());
    }
}
