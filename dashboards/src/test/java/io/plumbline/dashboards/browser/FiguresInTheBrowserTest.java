package io.plumbline.dashboards.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.FigureRows;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.browser.Chromium.Visit;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rework, Defects, Flow and Acceptance in a real browser, under the content security policy. */
class FiguresInTheBrowserTest {

    private static final int DESK = 1280;

    private static DashboardServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws SQLException {
        server = DashboardServer.start(FigureRows.of(Warehouse.acme()).config(), 0, Warehouse.CLOCK);
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "/rework, 1280, LIGHT",
        "/rework, 1280, DARK",
        "/rework, 390, LIGHT",
        "/rework, 390, DARK",
        "/defects, 1280, LIGHT",
        "/defects, 1280, DARK",
        "/defects, 390, LIGHT",
        "/defects, 390, DARK",
        "/flow, 1280, LIGHT",
        "/flow, 1280, DARK",
        "/flow, 390, LIGHT",
        "/flow, 390, DARK",
        "/acceptance, 1280, LIGHT",
        "/acceptance, 1280, DARK",
        "/acceptance, 390, LIGHT",
        "/acceptance, 390, DARK",
        "/rework?repo=nowhere/nothing, 1280, LIGHT",
        "/defects?repo=nowhere/nothing, 390, DARK",
        "/flow?repo=nowhere/nothing, 1280, DARK",
        "/acceptance?team=nobody, 390, LIGHT",
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
    void aSegmentOfABarLeadsToItsPullRequestsAndOneOfThemToItsPage() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/flow");

            row(page, "#card-flow-phases", "2025-06-23")
                    .locator("td.num a")
                    .nth(1)
                    .click();
            assertThat(page).hasURL(Pattern.compile("from=2025-06-23&to=2025-06-29&phase=pickup#card-flow-slowest"));
            waitForCards(visit);
            assertThat(page.locator("#card-flow-slowest a[aria-current=true]")).hasText("Pick-up");

            page.locator("#card-flow-slowest tbody th a").first().click();
            assertThat(page).hasURL(Pattern.compile("/pr/github/acme/"));
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aWeekOfLinesLeadsToItsCommitsAndToTheirPullRequest() {
        try (var visit = chromium.visit(DESK, ColorScheme.DARK)) {
            var page = visit.page();
            openPath(visit, "/rework");

            row(page, "#card-rework-classes", "2025-06-23")
                    .locator("td.num a")
                    .last()
                    .click();
            waitForCards(visit);
            page.locator("#card-rework-commits tbody td a").first().click();

            assertThat(page).hasURL(Pattern.compile("/pr/github/acme/"));
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void choicesAreKeptInTheAddressAndTheBackButtonTakesThemBack() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/rework");

            choice(page, "#card-rework-lines", "7 days").click();
            assertThat(page).hasURL(Pattern.compile("/rework\\?n=7$"));
            waitForCards(visit);
            assertThat(choice(page, "#card-rework-lines", "7 days")).hasAttribute("aria-current", "true");

            page.goBack();
            waitForCards(visit);
            assertThat(choice(page, "#card-rework-lines", "21 days")).hasAttribute("aria-current", "true");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void anIncidentLeadsToThePullRequestItIsLaidOn() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/defects");

            page.locator("#card-defects-incidents a[href='/pr/github/acme/shop/7']")
                    .first()
                    .click();

            assertThat(page.locator("h1")).containsText("quotes");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void keyboardLeadsFromAFigureToThePullRequestsBehindIt() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/acceptance");

            page.locator("#card-acceptance-agents summary").first().focus();
            for (int i = 0;
                    i < 10 && page.locator("#card-acceptance-agents td a:focus").count() == 0;
                    i++) {
                page.keyboard().press("Tab");
            }
            page.keyboard().press("Enter");

            assertThat(page.locator("#matching")).containsText("220 pull requests");
            assertThat(page).hasURL(Pattern.compile("origin=ai_agent"));
        }
    }

    @Test
    void definitionTableAndSqlAreOneClickAwayAndAccessible() {
        try (var visit = chromium.visit(DESK, ColorScheme.DARK)) {
            var page = visit.page();
            openPath(visit, "/rework");
            var card = page.locator("#card-rework-lines");

            card.locator("summary", new Locator.LocatorOptions().setHasText("SQL"))
                    .click();
            card.locator("summary", new Locator.LocatorOptions().setHasText("Table"))
                    .click();
            card.getByLabel("Definition of Rework of young lines").click();

            assertThat(card.locator("pre")).containsText("FROM mart.line_history");
            assertThat(card.locator(".pop[open]")).containsText("line_rework_rate");
            assertThat(visit.inaccessible()).as("with everything open").isEmpty();
            assertThat(visit.troubles()).isEmpty();
        }
    }

    private static Locator row(Page page, String card, String id) {
        return page.locator(card + " tr[data-row='" + id + "']");
    }

    private static Locator choice(Page page, String card, String label) {
        return page.locator(
                card + " .segments a", new Page.LocatorOptions().setHasText(Pattern.compile("^" + label + "$")));
    }

    private static void openPath(Visit visit, String path) {
        visit.page().navigate(server.url() + path);
        waitForCards(visit);
        assertThat(visit.page().locator("[data-chart]:not([data-drawn])")).hasCount(0);
    }

    /** Cards come one by one after the page. */
    private static void waitForCards(Visit visit) {
        assertThat(visit.page().locator("[data-slot]")).hasCount(0);
        assertThat(visit.page().locator("[data-failed]")).hasCount(0);
    }
}
