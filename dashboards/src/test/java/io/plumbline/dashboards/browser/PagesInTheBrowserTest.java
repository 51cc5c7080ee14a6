package io.plumbline.dashboards.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.browser.Chromium.Visit;
import io.plumbline.schema.metric.MetricRegistry;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readers' ways through the pages in a real browser, under the content security policy. */
class PagesInTheBrowserTest {

    private static final int DESK = 1280;
    private static final int PHONE = 390;

    private static DashboardServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws SQLException {
        server = DashboardServer.start(Warehouse.acme().config(), 0, Warehouse.CLOCK);
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
        "/pulls, 1280, LIGHT",
        "/pulls, 1280, DARK",
        "/pulls, 390, LIGHT",
        "/pulls, 390, DARK",
        "/pr/github/acme/shop/7, 1280, LIGHT",
        "/pr/github/acme/shop/7, 1280, DARK",
        "/pr/github/acme/shop/7, 390, LIGHT",
        "/pr/github/acme/shop/7, 390, DARK",
        "/raw/github/d-review, 1280, LIGHT",
        "/raw/github/d-review, 390, DARK",
        "/rework, 1280, LIGHT",
        "/rework, 1280, DARK",
        "/rework, 390, LIGHT",
        "/rework, 390, DARK",
        "/definitions, 1280, LIGHT",
        "/definitions, 390, DARK",
        "/pulls?title=nothing, 1280, LIGHT",
        "/?from=2025-07-28&to=2025-08-03, 390, DARK",
    })
    void everyPageIsQuietAccessibleAndFitsItsWindow(String path, int width, ColorScheme theme) {
        try (var visit = chromium.visit(width, theme)) {
            openPath(visit, path);
            waitForCards(visit);
            waitForChart(visit);

            assertThat(visit.inaccessible()).as("axe").isEmpty();
            assertThat(visit.overflow()).as("pixels beyond the window").isLessThanOrEqualTo(0);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void errorPagesAreAccessibleToo() {
        try (var visit = chromium.visit(PHONE, ColorScheme.LIGHT)) {
            openPath(visit, "/?from=soon");

            assertThat(visit.inaccessible()).isEmpty();
            assertThat(visit.page().locator("h1")).hasText("This address cannot be read");
        }
    }

    @Test
    void overviewShowsTheStoredNumbersAndLeadsDownToThePayload() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/");
            waitForChart(visit);
            var codex = page.locator("table.acceptance tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("OpenAI Codex"));

            assertThat(codex.locator(".ratio").first()).hasText("65 %");
            assertThat(codex.locator(".counts").first()).hasText("130 / 200");
            assertThat(codex.locator("svg.forest").first())
                    .hasAttribute("aria-label", "65.00 %, 95 % interval 58.16–71.27 %");

            codex.locator(".counts").first().click();
            assertThat(page.locator("#matching")).containsText("200 pull requests; 130 merged, 30 open");

            page.locator("#f-title").fill("quotes");
            page.locator("#f-title").press("Enter");
            assertThat(page.locator("#matching")).containsText("1 pull request;");
            assertThat(page).hasURL(Pattern.compile("title=quotes"));

            page.locator("a.pr").click();
            assertThat(page.locator("h1")).hasText("<script>alert(1)</script> & \"quotes\"");
            assertThat(page.locator(".timeline li")).hasCount(4);

            page.locator(".timeline a").nth(1).click();
            assertThat(page.locator("pre.payload")).containsText("</code><script>alert(1)</script>");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void findingsAreComparedWithTheirIntervalAndDefinedOnTheSpot() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/");
            waitForChart(visit);
            var all = page.locator("table.findings tr[data-sort=all] td");

            assertThat(page.locator("[data-findings]")).containsText("No detectable difference per pull request");
            assertThat(all.nth(0)).containsText("42 in 191");
            assertThat(all.nth(2)).hasText("0.73");
            assertThat(all.nth(3)).hasText("0.35–1.52");
            assertThat(page.locator("table.findings tr[data-sort=critical] td").nth(2))
                    .hasText("–");

            page.getByLabel("Definition of Findings of AI reviewers per 1,000 changed lines")
                    .click();
            assertThat(page.locator(".pop[open]")).containsText(defined("findings_per_kloc"));
            assertThat(visit.inaccessible()).as("with the definition open").isEmpty();
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void filtersSwapThePageKeepItsAddressAndTheBackButtonWorks() {
        try (var visit = chromium.visit(DESK, ColorScheme.DARK)) {
            var page = visit.page();
            openPath(visit, "/");
            waitForChart(visit);
            page.evaluate("window.stillTheSameDocument = true");

            page.locator("#f-tool").selectOption("cursor");
            assertThat(page.locator("table.acceptance tbody tr")).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("/\\?from=2025-05-19&to=2025-08-10&tool=cursor$"));
            assertThat(page.locator("#live")).containsText("Updated");

            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions()
                                    .setName("Merged / closed")
                                    .setExact(true))
                    .last()
                    .click();
            assertThat(page).hasURL(Pattern.compile("metric=merged_closed"));
            waitForChart(visit);
            assertThat((Boolean) page.evaluate("window.stillTheSameDocument === true"))
                    .isTrue();

            page.goBack();
            assertThat(page).hasURL(Pattern.compile("tool=cursor$"));
            page.goBack();
            assertThat(page.locator("table.acceptance tbody tr")).hasCount(5);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void chartTooltipDefinitionAndSqlRespectThePolicy() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/?metric=merged_all&split=tool");
            waitForChart(visit);

            page.locator("[data-drawn]").scrollIntoViewIfNeeded();
            var box = page.locator("[data-drawn]").boundingBox();
            page.mouse().move(box.x + 60, box.y + box.height / 2);
            assertThat(page.locator(".tip-title")).containsText("Week of 23 Jun 2025");
            assertThat(page.locator(".tip")).containsText("130 / 158");

            page.locator("#card-acceptance")
                    .getByLabel("Definition of Merged within 14 days")
                    .click();
            assertThat(page.locator(".pop[open]")).containsText("merged within 14 days of opening");
            assertThat(page.locator(".pop[open]")).containsText(defined("merged_matured"));
            page.keyboard().press("Escape");
            assertThat(page.locator(".pop[open]")).hasCount(0);

            page.locator("summary", new Page.LocatorOptions().setHasText("SQL"))
                    .first()
                    .click();
            assertThat(page.locator("pre").first()).containsText("FROM mart.metric_daily");
            page.locator("#card-acceptance-trend summary", new Page.LocatorOptions().setHasText("Table"))
                    .click();
            assertThat(visit.inaccessible()).as("with everything open").isEmpty();
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void chosenThemeIsKept() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/");
            waitForChart(visit);

            page.locator("#theme").click();
            page.locator("#theme").click();
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            page.reload();

            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(15, 17, 20)");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void keyboardLeadsFromTheTopOfTheListToAPullRequest() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/pulls?title=quotes");

            page.keyboard().press("Tab");
            assertThat(page.locator(":focus")).hasText("Skip to content");
            page.keyboard().press("Enter");
            for (int i = 0; i < 30 && page.locator("a.pr:focus").count() == 0; i++) {
                page.keyboard().press("Tab");
            }
            page.keyboard().press("Enter");

            assertThat(page.locator("h1")).containsText("quotes");
        }
    }

    @Test
    void phoneShowsFiltersOnDemandAndRowsAsCards() {
        try (var visit = chromium.visit(PHONE, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/pulls");

            assertThat(page.locator("#f-tool")).isHidden();
            page.locator(".filters-toggle").click();
            assertThat(page.locator("#f-tool")).isVisible();
            page.locator("#f-tool").selectOption("devin");
            assertThat(page.locator(".list tbody tr")).hasCount(5);
            assertThat(page.locator("#f-tool")).isVisible();
            assertThat(visit.overflow()).isLessThanOrEqualTo(0);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void withoutScriptsEverythingIsThereButTheChart() {
        try (var visit = chromium.visitWithoutScripts()) {
            visit.navigate(server.url() + "/");

            visit.locator("#card-acceptance a").click();
            assertThat(visit.locator("table.acceptance")).containsText("130 / 200");
            visit.goBack();
            visit.locator("#card-acceptance-trend a").click();
            assertThat(visit.locator(".chart")).containsText("The chart needs JavaScript");
            visit.goBack();
            visit.locator("#f-tool").selectOption("cursor");
            visit.locator("button[type=submit]").click();
            visit.locator("#card-acceptance a").click();
            assertThat(visit.locator("table.acceptance tbody tr")).hasCount(1);
        }
    }

    private static void openPath(Visit visit, String path) {
        visit.page().navigate(server.url() + path);
    }

    /** Cards come one by one after the page. */
    private static void waitForCards(Visit visit) {
        assertThat(visit.page().locator("[data-slot]")).hasCount(0);
        assertThat(visit.page().locator("[data-failed]")).hasCount(0);
    }

    private static String defined(String metric) {
        return metric + ", registry version " + MetricRegistry.standard().version();
    }

    private static void waitForChart(Visit visit) {
        waitForCards(visit);
        if (visit.page().locator("[data-chart]").count() > 0) {
            visit.page().locator("[data-drawn]").first().waitFor();
        }
    }
}
