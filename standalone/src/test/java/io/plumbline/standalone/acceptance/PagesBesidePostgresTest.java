package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The benchmark of pages, small: that every page, card and question of it runs in both engines. With
 * {@code -Dplumbline.bench.pull-requests=1000000 -Dplumbline.bench.rounds=20} it is the run of docs/performance.md, with
 * PostgreSQL from Maven Central. Nothing is timed by the build.
 */
class PagesBesidePostgresTest {

    @TempDir
    private Path folder;

    @Test
    void everyPageCardAndQuestionRunsInBothEngines() throws Exception {
        List<String> said;
        try (var postgres = EmbeddedPostgres.builder().start();
                var bench = PlumblineProcess.start(
                        folder,
                        "bench",
                        "pages",
                        "--pull-requests",
                        System.getProperty("plumbline.bench.pull-requests", "20000"),
                        "--rounds",
                        System.getProperty("plumbline.bench.rounds", "1"),
                        "--beside",
                        postgres.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true")) {
            said = bench.finish(0, Duration.ofHours(2)).lines().toList();
        }
        said.forEach(System.out::println);

        assertThat(said).noneMatch(line -> line.endsWith("failed"));
        assertThat(said).anyMatch(line -> line.startsWith("health-days"));
        assertThat(said).anyMatch(line -> line.startsWith("median and p90"));
    }
}
