package io.plumbline.standalone.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.importing.FileFormat;
import io.plumbline.ingest.importing.FileImport;
import io.plumbline.ingest.importing.ImportException;
import io.plumbline.ingest.importing.ImportListener;
import io.plumbline.ingest.normalise.NormaliseTopology;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.schema.db.Deployment;
import io.plumbline.schema.db.Migrator;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.TopicAdmin;
import io.plumbline.schema.topic.Topics;
import io.plumbline.standalone.process.Pipeline;
import io.plumbline.streams.UsageApplication;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** From vendors' reports, as files, to the views: acceptance by surface, never mixed, and the sums that disagree. */
@TestInstance(Lifecycle.PER_CLASS)
class UsageAcceptanceTest {

    private static final String COPILOT = "copilot_metrics_viewer/public/mock-data/";
    private static final String FAROS = "faros/sources/";
    private static final List<DrainCheck.Stage> STAGES = List.of(
            new DrainCheck.Stage(Pipeline.NORMALISE, List.of(Topics.RAW_EVENT.name())),
            UsageApplication.stage(),
            Loader.stage());

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<Throwable> deaths = new ArrayList<>();

    private Path scratch;
    private Map<String, Object> kafka;
    private Connection connection;

    @BeforeAll
    void importEverythingOnce(@TempDir Path folder) throws Exception {
        scratch = folder;
        var data = sharedData();
        start();
        report(FileFormat.COPILOT, data.resolve(COPILOT + "new-api/organization-28-day-report.json"));
        report(FileFormat.COPILOT, data.resolve(COPILOT + "new-api/organization-users-28-day-report.json"));
        report(FileFormat.COPILOT, data.resolve(COPILOT + "organization_usage_response_sample.json"));
        report(FileFormat.COPILOT, data.resolve(COPILOT + "organization_metrics_response_sample.json"));
        report(FileFormat.COPILOT, data.resolve(COPILOT + "organization_seats_response_sample.json"));
        report(FileFormat.COPILOT, data.resolve(COPILOT + "new-api/download-links-organization-28-day.json"));
        report(
                FileFormat.COPILOT,
                data.resolve(FAROS
                        + "github-source/test/resources/enterprise_copilot_user_usage/copilot-usage-report.jsonl"));
        for (var cursor : List.of("daily_usage", "ai_commit_metrics")) {
            report(
                    FileFormat.CURSOR,
                    data.resolve(FAROS + "cursor-source/test/resources/" + cursor + "/" + cursor + ".json"));
        }
        report(
                FileFormat.CLAUDE_CODE,
                data.resolve(
                        FAROS + "claude-source/test/resources/claude_code_usage_report/claude_code_usage_report.json"));
        for (var windsurf : List.of("autocomplete", "cascade_lines", "cascade_runs", "chat", "pcw", "user_page")) {
            var name = windsurf + "_analytics";
            report(
                    FileFormat.WINDSURF,
                    data.resolve(FAROS + "windsurf-source/test/resources/" + name + "/" + name + ".json"));
        }
        drained();
    }

    @AfterAll
    void close() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
        assertThat(deaths).isEmpty();
    }

    @Test
    void everyFileBecameWhatItShould() throws SQLException {
        var rows = rows("SELECT source, event_type, toString(outcome), sum(events), any(reason) FROM mart.raw_event"
                + " GROUP BY ALL ORDER BY ALL");
        print("raw events: source, report, outcome, figures, reason", rows);

        assertThat(rows).contains("copilot|seats|unmapped|0|seats are licences, not use");
        assertThat(rows).anySatisfy(row -> assertThat(row).startsWith("windsurf|pcw|dead_letter|0|the share of code"));
        assertThat(rows("SELECT reason FROM mart.dead_letter WHERE stage = 'import'"))
                .singleElement()
                .asString()
                .contains("download each link");
    }

    @Test
    void acceptanceIsShownBySurfaceAndNeverMixed() throws SQLException {
        var rows = rows(
                "SELECT vendor, report, level, breakdown, surface, kind, unit, counted, numerator_count,"
                        + " denominator_count, round(100 * ratio, 2), round(100 * wilson_lower_95, 2),"
                        + " round(100 * wilson_upper_95, 2), sample_guard, reason FROM mart.ide_acceptance"
                        + " WHERE breakdown NOT IN ('language-feature', 'model-feature', 'language-model', 'ide') ORDER BY ALL");
        print(
                "vendor, report, level, breakdown, surface, kind, unit, counted, accepted, offered, %, low, high, guard, reason",
                rows);

        assertThat(rows("SELECT surface, numerator_count, denominator_count FROM mart.ide_acceptance"
                        + " WHERE report = 'copilot-usage' AND breakdown = 'total' AND kind = 'shown'"))
                .hasSize(1);
        // Nothing was ever shown by Windsurf's completions, so nobody may compute a share.
        assertThat(
                        rows(
                                "SELECT count() FROM mart.ide_acceptance"
                                        + " WHERE report = 'windsurf-autocomplete' AND (ratio IS NOT NULL OR denominator_count IS NOT NULL)"))
                .containsExactly("0");
        // Accept 25 + 12 + 5 + 8 of 3 + 1 + 2 + 0 rejected, and more of the second user.
        assertThat(rows("SELECT sum(accepted), sum(rejected) FROM mart.usage_day WHERE vendor = 'claude-code'"
                        + " AND day = '2025-08-08' AND kind = 'decided'"))
                .containsExactly("50|6");
    }

    @Test
    void countersAreTheFactsOfTheCountedLevelOfEachVendor() throws SQLException {
        var counters = rows("SELECT tool, dimension, sum(numerator), sum(denominator) FROM mart.metric_daily"
                + " WHERE metric_id = 'ide_acceptance' GROUP BY ALL ORDER BY ALL");
        print("counters: tool, vendor/kind/surface, numerator, denominator", counters);

        assertThat(counters)
                .isNotEmpty()
                .isEqualTo(rows("SELECT tool, concat(vendor, '/', kind, '/', surface) AS dimension,"
                        + " sum(ifNull(accepted, 0)), sum(ifNull(offered, 0)) FROM mart.usage_day WHERE counted"
                        + " AND kind IN ('shown', 'suggested', 'applied', 'decided', 'lines_suggested') AND surface != 'review'"
                        + " AND NOT (vendor = 'copilot' AND surface = 'agent')"
                        + " GROUP BY ALL HAVING sum(ifNull(accepted, 0)) + sum(ifNull(offered, 0)) > 0 ORDER BY ALL"));
    }

    @Test
    void sumsThatDisagreeAreListed() throws SQLException {
        var summary = rows("SELECT report_a, level_a_name, report_b, level_b_name, surface, unit, number, count(),"
                + " sum(sum_a), sum(sum_b), sum(difference) FROM mart.usage_reconciliation GROUP BY ALL ORDER BY ALL");
        print("report A, level A, report B, level B, surface, unit, number, days, sum A, sum B, difference", summary);
        print(
                "first of them: day, surface, number, level A, sum, level B, sum, difference",
                rows("SELECT day, surface, number, level_a_name, sum_a, level_b_name, sum_b, difference"
                        + " FROM mart.usage_reconciliation WHERE report_a = 'copilot-organization' AND unit = 'suggestions'"
                        + " ORDER BY ALL LIMIT 15"));

        // Counted with another program from the same files: days on which a breakdown's sum is not the day's total.
        assertThat(days("feature", "offered", "suggestions")).isEqualTo("19");
        assertThat(days("ide", "offered", "suggestions")).isEqualTo("21");
        assertThat(days("ide", "accepted", "suggestions")).isEqualTo("20");
        assertThat(days("language-model", "offered", "suggestions")).isEqualTo("7");
        assertThat(days("model-feature", "accepted", "lines")).isEqualTo("25");
    }

    @Test
    void importingAgainChangesNothing() throws Exception {
        var before = rows("SELECT * FROM mart.usage_day ORDER BY ALL");
        var raw = rows("SELECT count() FROM mart.raw_event");

        report(FileFormat.COPILOT, sharedData().resolve(COPILOT + "new-api/organization-28-day-report.json"));
        drained();

        assertThat(before).isNotEmpty();
        assertThat(rows("SELECT * FROM mart.usage_day ORDER BY ALL")).isEqualTo(before);
        assertThat(rows("SELECT count() FROM mart.raw_event")).isEqualTo(raw);
    }

    private String days(String breakdown, String number, String unit) throws SQLException {
        return rows("SELECT count() FROM mart.usage_reconciliation WHERE report_a = 'copilot-organization'"
                        + " AND level_a_name = 'organization/total' AND level_b_name = 'organization/" + breakdown
                        + "' AND report_b = report_a AND surface = 'all' AND number = '" + number + "' AND unit = '"
                        + unit + "'")
                .get(0);
    }

    private static Path sharedData() {
        var folder = Path.of(System.getProperty("plumbline.root", ".."))
                .resolve("../shared/data")
                .normalize();
        Assumptions.assumeTrue(Files.isDirectory(folder), "skipped: no shared data at " + folder);
        return folder;
    }

    private void start() throws SQLException {
        var broker = TestServices.kafka();
        broker.clear();
        kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        TopicAdmin.createMissing(kafka, Topics.all(), 2);
        var clickHouse = TestServices.clickHouse();
        connection = clickHouse.connect();
        parts.push(connection);
        for (var sql : List.of("DROP DATABASE IF EXISTS mart SYNC", "DROP DATABASE IF EXISTS plumbline SYNC")) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
        new Migrator(Deployment.singleNode(), Clock.systemUTC()).migrate(connection);
        var settings = StreamsSettings.of(broker.bootstrapServers(), scratch.resolve("streams"));
        for (var app : List.of(
                new StreamsApp(Pipeline.NORMALISE, NormaliseTopology::addTo, settings, Clock.systemUTC(), deaths::add),
                new StreamsApp(
                        UsageApplication.ID,
                        builder -> UsageApplication.addTo(builder, MetricRegistry.standard()),
                        settings,
                        Clock.systemUTC(),
                        deaths::add))) {
            parts.push(app);
            app.start();
        }
        var target = ClickHouseTarget.of(URI.create(clickHouse.httpUrl()), clickHouse.user(), clickHouse.password());
        parts.push(new Loader(LoaderConfig.of(broker.bootstrapServers(), target, "key"), Clock.systemUTC(), deaths::add)
                .start());
    }

    private void report(FileFormat format, Path file) throws ImportException {
        try (var producer = new RawEventProducer(kafka, RawEventProducer.Pace.BULK)) {
            new FileImport(format, producer, scratch.resolve("imports"), ImportListener.SILENT, Clock.systemUTC())
                    .run(List.of(file));
        }
    }

    private void drained() {
        try (var check = new DrainCheck(kafka)) {
            assertThat(check.await(STAGES, Duration.ofSeconds(90), (stage, left) -> {}))
                    .isTrue();
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= columns; column++) {
                    row.add(result.getString(column));
                }
                rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
            }
            return rows;
        }
    }

    private static void print(String title, List<String> rows) {
        System.out.println("\n" + title);
        rows.forEach(row -> System.out.println("  " + row.replace("|", "  ")));
    }
}
