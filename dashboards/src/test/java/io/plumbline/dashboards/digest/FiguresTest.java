package io.plumbline.dashboards.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbers of a mail are those of the views and of the pages that it leads to. */
class FiguresTest {

    private static final Instant NOW = Instant.parse("2025-08-13T12:00:00Z");
    private static final IsoWeek WEEK = IsoWeek.parse("2025-W32").orElseThrow();

    private static Warehouse warehouse;
    private static Database database;
    private static DashboardServer server;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = Warehouse.thirteenWeeks();
        var config = warehouse.config();
        database = new Database(config.jdbcUrl(), config.user(), config.password());
        server = DashboardServer.start(config, 0, Warehouse.CLOCK);
    }

    @AfterAll
    static void close() {
        server.close();
        database.close();
    }

    private static Terms terms(String team, Teams teams) {
        return new Terms(
                "Acme",
                team,
                Reader.person(7, "mia", "Mia", Role.MANAGER, teams),
                EnumSet.allOf(Section.class),
                NumberStyle.EN,
                ZoneId.of("Europe/Berlin"),
                URI.create(server.url()),
                "",
                NOW.minus(Duration.ofDays(7)),
                NOW);
    }

    private static Digest digest(String team, Teams teams, IsoWeek week) {
        var terms = terms(team, teams);
        return Digest.of(new FiguresQuery(database).read(terms, week, terms.since(), NOW), terms, List.of());
    }

    private static double ask(String sql) throws SQLException {
        return Double.parseDouble(warehouse.asked(sql));
    }

    @Test
    void eachTileSaysWhatItsViewSays() throws SQLException {
        var tiles = digest("search", Teams.ALL, WEEK).tiles();

        assertThat(tiles)
                .extracting(Tile::label)
                .containsExactly("Cycle time", "Acceptance", "Rework", "Findings", "Change failure");
        assertThat(tiles.get(0).figures().now())
                .isEqualTo(ask("SELECT p50_hours FROM mart.flow_weekly WHERE week = '2025-08-04' AND team = 'search'"
                        + " AND phase = 'commit_to_merge' AND clock = 'wall'"));
        assertThat(tiles.get(0).figures().n())
                .isEqualTo((long) ask("SELECT n FROM mart.flow_weekly WHERE week = '2025-08-04' AND team = 'search'"
                        + " AND phase = 'commit_to_merge' AND clock = 'wall'"));
        assertThat(tiles.get(1).figures().now())
                .isEqualTo(ask(
                        "SELECT sum(numerator) / sum(denominator) FROM mart.metric_daily WHERE metric_id = 'merged_closed'"
                                + " AND team = 'search' AND day BETWEEN '2025-08-04' AND '2025-08-10'"));
        assertThat(tiles.get(2).figures().now())
                .as("merged two weeks before")
                .isEqualTo(ask(
                        "SELECT sum(numerator) / sum(denominator) FROM mart.metric_daily WHERE metric_id = 'corrective_14d'"
                                + " AND team = 'search' AND day BETWEEN '2025-07-21' AND '2025-07-27'"));
        assertThat(tiles.get(3).figures().now())
                .isEqualTo(
                        ask(
                                "SELECT sum(ai_findings) / count() FROM mart.findings WHERE team = 'search' AND"
                                        + " toDate(ifNull(merged_at, closed_at), 'Europe/Berlin') BETWEEN '2025-08-04' AND '2025-08-10'"));
        assertThat(tiles.get(4).figures().now())
                .isEqualTo(ask(
                        "SELECT sum(failed_low) / sum(deployments) FROM mart.change_failure WHERE week = '2025-08-04'"
                                + " AND team = 'search'"));
        assertThat(tiles.get(4).what()).contains("1 incident");
    }

    @Test
    void thePagesBehindTheLinksShowTheSameFigures() throws Exception {
        var tiles = digest("search", Teams.ALL, WEEK).tiles();

        assertThat(tiles)
                .extracting(tile -> URI.create(tile.href()).getPath())
                .containsExactly("/flow", "/", "/rework", "/defects", "/defects");
        for (var tile : tiles) {
            assertThat(behind(tile, "")).as(tile.label()).contains("<main");
        }
        assertThat(behind(tiles.get(1), "/card/acceptance")).contains(counts(tiles.get(1)));
        var rework = new ObjectMapper().readTree(behind(tiles.get(2), "/data/measure-corrective-14d.json"));
        assertThat(sum(rework, "numerator_count") + " / " + sum(rework, "denominator_count"))
                .isEqualTo(counts(tiles.get(2)));
        assertThat(behind(tiles.get(0), "/card/key-figures"))
                .as("the overview of the same week and team")
                .contains("n = " + tiles.get(0).figures().n(), tiles.get(0).value())
                .contains(" in " + tiles.get(3).figures().n())
                .contains(counts(tiles.get(4)));
    }

    /** Of the weeks of the period, without those before it. */
    private static long sum(JsonNode table, String column) {
        var columns = new ArrayList<String>();
        table.get("columns").forEach(name -> columns.add(name.asText()));
        long sum = 0;
        for (var row : table.get("rows")) {
            if (row.get(columns.indexOf("is_now")).asInt() == 1) {
                sum += row.get(columns.indexOf(column)).asLong();
            }
        }
        return sum;
    }

    private static String counts(Tile tile) {
        return Math.round(tile.figures().now() * tile.figures().n()) + " / "
                + tile.figures().n();
    }

    /** What the tile's link shows, or another address of the same week and team. */
    private static String behind(Tile tile, String path) throws IOException, InterruptedException {
        var link = URI.create(tile.href());
        var address = path.isEmpty() ? link : link.resolve(path + "?" + link.getQuery());
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void aTeamOfThreeIsWithheldAndSoIsWhatWouldTellOfIt() {
        var three = digest("payments", Teams.ALL, WEEK);
        var eight = digest("search", Teams.ALL, WEEK);
        var everybody = digest("", Teams.ALL, WEEK);
        var minusEight = digest("", Teams.only(List.of("search", "payments")), WEEK);

        assertThat(three.kind()).isEqualTo(Digest.Kind.WITHHELD);
        assertThat(DigestText.of(three)).doesNotContain("Cycle time", "acme/payments");
        assertThat(eight.kind()).isEqualTo(Digest.Kind.FULL);
        assertThat(everybody.kind()).as("the two small teams hide each other").isEqualTo(Digest.Kind.FULL);
        assertThat(minusEight.kind()).as("minus search it would be the three").isEqualTo(Digest.Kind.WITHHELD);
    }

    @Test
    void aReaderOfOneTeamGetsThatTeamsFiguresOnly() {
        var figures = new FiguresQuery(database)
                .read(terms("", Teams.only(List.of("search"))), WEEK, NOW.minus(Duration.ofDays(7)), NOW);

        assertThat(figures.people()).isEqualTo(8);
        assertThat(figures.ofWeek(figures.acceptance()).denominator()).isLessThanOrEqualTo(45);
    }

    @Test
    void aWeekWithoutAnythingIsQuietAndAnUnknownTeamHasNoData() {
        assertThat(digest("search", Teams.ALL, WEEK.minus(-3)).kind()).isEqualTo(Digest.Kind.QUIET);
        assertThat(digest("nobody", Teams.ALL, WEEK).kind()).isEqualTo(Digest.Kind.EMPTY);
    }

    @Test
    void theOpenIncidentIsWorthALookAndNoNameOrTitleIsSent() {
        var digest = digest("search", Teams.ALL, WEEK);

        assertThat(digest.looks())
                .extracting(Digest.Line::text)
                .containsExactly("Incident in acme/shop, major open, since 6 Aug 2025, 12:00, laid to acme/shop#480");
        assertThat(DigestText.of(digest)).doesNotContain("Hopper", "login", "p-search");
    }
}
