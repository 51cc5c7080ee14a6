package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.importing.FileFormat;
import io.plumbline.ingest.importing.FileImport;
import io.plumbline.ingest.importing.ImportListener;
import io.plumbline.ingest.normalise.NormaliseTopology;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.schema.db.Deployment;
import io.plumbline.schema.db.Migrator;
import io.plumbline.schema.topic.TopicAdmin;
import io.plumbline.schema.topic.Topics;
import io.plumbline.standalone.process.Pipeline;
import io.plumbline.streams.loader.ClickHouseTarget;
import io.plumbline.streams.loader.Loader;
import io.plumbline.streams.loader.LoaderConfig;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.runtime.StreamsApp;
import io.plumbline.streams.runtime.StreamsSettings;
import io.plumbline.testing.TestServices;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accepted and overridden lines per tool and model, from a repository's real Git AI notes to the public view. */
class GitAiNotesTest {

    private static final String FIGURES = """
            SELECT tool, model, accepted_lines, overridden_lines, additions, accepted_lines_stated,
                   overridden_lines_stated, additions_stated, sessions, statements, commits
            FROM mart.line_acceptance WHERE NOT is_test_tool AND tool IS NOT NULL
            ORDER BY accepted_lines DESC NULLS LAST, tool, model""";

    @TempDir
    private Path folder;

    @Test
    void theFiguresAreThoseOfTheNotes() throws Exception {
        var notes = Path.of(System.getProperty("plumbline.root", ".."))
                .resolve("../shared/data/git_ai_notes/notes_0-3.jsonl.gz")
                .normalize();
        Assumptions.assumeTrue(Files.exists(notes), "skipped: no shared data at " + notes);
        var kafka = TestServices.kafka();
        var clickHouse = TestServices.clickHouse();
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        kafka.clear();
        TopicAdmin.createMissing(client, Topics.all(), 2);
        var deaths = new ArrayList<Throwable>();
        try (var connection = clickHouse.connect();
                var normalise = new StreamsApp(
                        Pipeline.NORMALISE,
                        NormaliseTopology::addTo,
                        StreamsSettings.of(kafka.bootstrapServers(), folder.resolve("streams")),
                        Clock.systemUTC(),
                        deaths::add);
                var loader = new Loader(
                        LoaderConfig.of(
                                kafka.bootstrapServers(),
                                ClickHouseTarget.of(
                                        URI.create(clickHouse.httpUrl()), clickHouse.user(), clickHouse.password()),
                                "key"),
                        Clock.systemUTC(),
                        deaths::add);
                var drain = new DrainCheck(client)) {
            new Migrator(Deployment.singleNode(), Clock.systemUTC()).migrate(connection);
            normalise.start();
            loader.start();

            importing(notes, client);
            assertThat(drained(drain)).isTrue();

            assertThat(
                            rows(
                                    connection,
                                    "SELECT event_type, outcome, count() FROM mart.raw_event WHERE source = 'git' GROUP BY ALL"))
                    .containsExactly("git_ai_note|mapped|2643");
            assertThat(rows(connection, "SELECT count(), uniqExact(sha) FROM plumbline.line_attribution FINAL"))
                    .containsExactly("2643|2643");
            var figures = rows(connection, FIGURES);
            System.out.printf(
                    "%nGit AI notes: tool|model|accepted|overridden|additions (each prompt once)"
                            + "|accepted|overridden|additions (as stated)|sessions|statements|commits%n  %s%n",
                    String.join("\n  ", figures.subList(0, 12)));
            assertThat(figures)
                    .startsWith(
                            "cursor|gpt-5-codex|118254|199|258213|693177|292|1068256|17|73|36",
                            "cursor|default|85205|61|92246|112218|106|235904|27|167|50",
                            "claude|claude-sonnet-4-5-20250929|74406|211|80837|592373|1096|675706|46|351|103",
                            "claude|claude-opus-4-6|44423|35|65732|86867|35|258340|174|1154|724",
                            "claude|claude-sonnet-4-6|14223|29|20425|143139|30|123939|66|1455|455");
            assertThat(rows(
                            connection,
                            "SELECT tool, accepted_lines, overridden_lines, accepted_lines_stated, commits"
                                    + " FROM mart.line_acceptance WHERE is_test_tool ORDER BY tool"))
                    .containsExactly("mock_ai|674|19|760|12", "test-agent|null|null|null|1");

            // Everything again: nothing changes.
            importing(notes, client);
            assertThat(drained(drain)).isTrue();
            assertThat(rows(connection, FIGURES)).isEqualTo(figures);
        }
        assertThat(deaths).isEmpty();
    }

    private void importing(Path notes, Map<String, Object> client) throws Exception {
        try (var producer = new RawEventProducer(client, RawEventProducer.Pace.BULK)) {
            var result = new FileImport(
                            FileFormat.GIT_AI_NOTES,
                            producer,
                            folder.resolve("imports"),
                            ImportListener.SILENT,
                            Clock.systemUTC())
                    .ofRepository("git-ai-project/git-ai")
                    .run(List.of(notes));
            assertThat(result.events()).isEqualTo(2_643);
            assertThat(result.badLines()).isZero();
        }
    }

    private static boolean drained(DrainCheck drain) {
        var stages =
                List.of(new DrainCheck.Stage(Pipeline.NORMALISE, List.of(Topics.RAW_EVENT.name())), Loader.stage());
        return drain.await(stages, Duration.ofMinutes(2), (stage, left) -> {});
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    row.append(column == 1 ? "" : "|").append(result.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }
}
