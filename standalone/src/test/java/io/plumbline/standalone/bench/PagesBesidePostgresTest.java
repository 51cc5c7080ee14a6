package io.plumbline.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
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
        var said = new ArrayList<String>();
        try (var postgres = EmbeddedPostgres.builder().start();
                var relational = DriverManager.getConnection(
                        postgres.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true")) {

            new PagesBench(Integer.getInteger("plumbline.bench.rounds", 1), line -> {
                        said.add(line);
                        System.out.println(line);
                    })
                    .run(folder, Long.getLong("plumbline.bench.pull-requests", 20_000L), relational);
        }

        assertThat(said).noneMatch(line -> line.endsWith("failed"));
        assertThat(said).anyMatch(line -> line.startsWith("health-days"));
        assertThat(said).anyMatch(line -> line.startsWith("median and p90"));
    }
}
