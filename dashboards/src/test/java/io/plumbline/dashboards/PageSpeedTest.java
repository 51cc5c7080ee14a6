package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.web.Assets;
import io.plumbline.dashboards.web.RouteTable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The budgets of the pages: bytes are checked, times are printed as ratios to a trivial page of the same server in the same
 * run, because machines differ and drift.
 */
class PageSpeedTest {

    private static final int ROUNDS = 15;

    private static DashboardServer server;

    @BeforeAll
    static void open() throws SQLException {
        server = DashboardServer.start(Warehouse.acme().whatHappenedNext().config(), 0, Warehouse.CLOCK);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void scriptsAndStylesStayWithinTheirBytes() throws Exception {
        var without = List.of("theme.js", "room.js", "htmx.min.js", "app.js", "keys.js", "speed.js");

        int js = 0;
        for (var script : without) {
            js += zipped(script);
        }
        int chart = js + zipped("echarts.js") + zipped("trend.js");
        int css = zipped("app.css");

        System.out.printf(
                Locale.ROOT, "JS %.1f KB, with chart %.1f KB, CSS %.1f KB (gzip)%n", js / 1e3, chart / 1e3, css / 1e3);
        assertThat(js).isLessThan(32_000);
        assertThat(chart).isLessThan(255_000);
        assertThat(css).isLessThan(20_000);
    }

    @Test
    void aPageWithoutItsCardsAsksTheDatabaseNothingOnceItKnowsWhatThereIs() {
        double trivial = median("/definitions");
        System.out.printf(Locale.ROOT, "%-40s ratio to /definitions%n", "page or card");
        for (var path : List.of("/rework", "/data-health", "/pulls", "/pr/github/acme/shop/7")) {
            System.out.printf(Locale.ROOT, "%-40s %6.1f%n", path, median(path) / trivial);
        }
        RouteTable.all().stream()
                .map(route -> route.path())
                .filter(path -> path.startsWith("/card/"))
                .forEach(path -> System.out.printf(Locale.ROOT, "%-40s %6.1f%n", path, median(path) / trivial));
    }

    private static double median(String path) {
        Http.get(server, path);
        var millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            assertThat(Http.get(server, path).statusCode()).as(path).isEqualTo(200);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[ROUNDS / 2];
    }

    private static int zipped(String asset) throws Exception {
        var answer = Http.get(server, new Assets().url(asset));
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(answer.body().getBytes(StandardCharsets.UTF_8));
        }
        return out.size();
    }
}
