package io.plumbline.dashboards.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.HalfYear;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.browser.Chromium.Visit;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Overview, AI impact and Teams of a made-up half year in a real browser. */
class ImpactInTheBrowserTest {

    private static final int DESK = 1280;

    private static DashboardServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws SQLException {
        server = DashboardServer.start(HalfYear.stored().config(), 0, Warehouse.CLOCK);
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "/, 1280, LIGHT",
        "/, 1280, DARK",
        "/, 390, LIGHT",
        "/, 390, DARK",
        "/ai-impact, 1280, LIGHT",
        "/ai-impact, 1280, DARK",
        "/ai-impact, 390, LIGHT",
        "/ai-impact, 390, DARK",
        "/ai-impact?compared=incidents_per_100_prs_low, 1280, LIGHT",
        "/ai-impact?tab=trend, 1280, LIGHT",
        "/ai-impact?tab=trend, 390, DARK",
        "/ai-impact?tab=roll-out, 1280, DARK",
        "/ai-impact?tab=roll-out, 390, LIGHT",
        "/ai-impact?repo=acme/none, 390, LIGHT",
        "/teams, 1280, LIGHT",
        "/teams, 1280, DARK",
        "/teams, 390, LIGHT",
        "/teams, 390, DARK",
        "/teams?team=search, 1280, DARK",
    })
    void everyPageIsQuietAccessibleAndFitsItsWindow(String path, int width, ColorScheme theme) {
        try (var visit = chromium.visit(width, theme)) {
            openPath(visit, path);

            assertThat(visit.inaccessible()).as("axe").isEmpty();
            assertThat(visit.overflow()).as("pixels beyond the window").isLessThanOrEqualTo(0);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aCellOfTheMapLeadsToItsPullRequestsAndToOneOfThem() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/ai-impact");

            var link = page.locator("tr[data-area=auth] td[data-metric=corrective_21d] a")
                    .first();
            var n = link.textContent().split(" / ", -1)[1];
            link.click();

            assertThat(page.locator("#matching")).containsText(n + " pull requests;");
            assertThat(page.locator(".active").last()).containsText("area: auth");
            assertThat(page.locator("#f-origin")).hasValue("ai");
            page.locator("a.pr").first().click();
            assertThat(page.locator("h1")).containsText("Change");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void tabsAndMeasuresChangeThePageAndItsAddress() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/ai-impact");

            page.locator("#f-compared").selectOption("corrective_21d");
            assertThat(page).hasURL(Pattern.compile("compared=corrective_21d"));
            assertThat(page.locator("#card-impact-forest [data-finding]")).containsText("Corrected within 21 days:");
            page.locator(".tabs a").nth(2).click();
            assertThat(page).hasURL(Pattern.compile("tab=trend"));
            assertThat(page.locator("[data-drawn]")).hasCount(1);
            assertThat(page.locator("#f-compared")).hasValue("corrective_21d");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void theKeyboardLeadsFromTheOverviewToAPullRequest() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/");

            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            tabTo(page, "#card-acceptance a.counts:focus");
            page.keyboard().press("Enter");
            assertThat(page.locator("#matching")).containsText("pull requests;");
            tabTo(page, "a.pr:focus");
            page.keyboard().press("Enter");

            assertThat(page.locator("h1")).containsText("Change");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aTeamLeadsToItsOverview() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/teams");

            page.locator("tr[data-team=search] th a").click();

            assertThat(page).hasURL(Pattern.compile("/\\?team=search$"));
            assertThat(page.locator("[data-measure=merged] .value")).not().hasText("n < 10");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    private static void tabTo(Page page, String focused) {
        for (int i = 0; i < 150 && page.locator(focused).count() == 0; i++) {
            page.keyboard().press("Tab");
        }
        assertThat(page.locator(focused)).hasCount(1);
    }

    private static void openPath(Visit visit, String path) {
        visit.page().navigate(server.url() + path);
        assertThat(visit.page().locator("[data-slot]")).hasCount(0);
        assertThat(visit.page().locator("[data-failed]")).hasCount(0);
        int charts = visit.page().locator("[data-chart]").count();
        assertThat(visit.page().locator("[data-drawn]")).hasCount(charts);
    }
}
