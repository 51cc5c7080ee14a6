package io.plumbline.dashboards.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.browser.Chromium.Visit;
import io.plumbline.testing.Await;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data health, evidence, notes and keys in a real browser. */
class EvidenceInTheBrowserTest {

    private static DashboardServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws SQLException {
        server = DashboardServer.start(
                Warehouse.acme().whatHappenedNext().troubles().sharesOfRework().config(), 0, Warehouse.CLOCK);
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "/data-health?period=all, 1280, LIGHT",
        "/data-health?period=all, 1280, DARK",
        "/data-health?period=all, 390, LIGHT",
        "/data-health?period=all, 390, DARK",
        "/incident/pagerduty/Q1, 1280, LIGHT",
        "/incident/pagerduty/Q1, 390, DARK",
        "/deployment/github/acme/shop/5, 1280, DARK",
        "/deployment/github/acme/shop/5, 390, LIGHT",
        "/dead-letter/letter-1, 1280, LIGHT",
        "/dead-letter/letter-1, 390, DARK",
        "/notes, 1280, LIGHT",
        "/notes, 390, DARK",
        "/pulls?period=all&after21=incident, 1280, LIGHT",
        "/pulls?period=all&after21=incident, 390, DARK",
        "/rework?period=all, 1280, DARK",
        "/rework?period=all, 390, LIGHT",
    })
    void everyPageIsQuietAccessibleAndFitsItsWindow(String path, int width, ColorScheme theme) {
        try (var visit = chromium.visit(width, theme)) {
            openPath(visit, path);
            waitForCards(visit);

            picture(visit, path, width, theme);
            assertThat(visit.inaccessible()).as("axe").isEmpty();
            assertThat(visit.overflow()).as("pixels beyond the window").isLessThanOrEqualTo(0);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    /** With -Dplumbline.pictures=DIR, for people to look at. */
    private static void picture(Visit visit, String path, int width, ColorScheme theme) {
        var folder = System.getProperty("plumbline.pictures");
        if (folder != null) {
            var name = path.replaceAll("[^a-z0-9]+", "-") + "-" + width + "-" + theme + ".png";
            visit.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of(folder, name))
                            .setFullPage(true));
        }
    }

    @Test
    void withoutAMouseFromTheOverviewToAFigureItsListAPullRequestAndItsPayload() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/");
            page.keyboard().press("g");
            page.keyboard().press("r");
            assertThat(page).hasURL(Pattern.compile("/rework"));
            waitForCards(visit);

            tabTo(page, "a.counts:focus");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("/pulls\\?.*origin=ai"));

            page.keyboard().press("/");
            assertThat(page.locator("#f-title")).isFocused();
            page.keyboard().type("quotes");
            page.keyboard().press("Enter");
            assertThat(page.locator("#matching")).containsText("1 pull request;");
            tabTo(page, "a.pr:focus");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).containsText("quotes");

            tabTo(page, ".timeline a:focus");
            page.keyboard().press("Enter");
            assertThat(page.locator("pre.payload")).isVisible();
            assertThat(visit.troubles()).isEmpty();
        }
    }

    private static void tabTo(Page page, String focused) {
        for (int i = 0; i < 120 && page.locator(focused).count() == 0; i++) {
            page.keyboard().press("Tab");
        }
        assertThat(page.locator(focused)).hasCount(1);
    }

    @Test
    void keysAreListedStepThroughPeriodsAndCanBeSwitchedOff() {
        try (var visit = chromium.visit(1280, ColorScheme.DARK)) {
            var page = visit.page();
            openPath(visit, "/pulls?tool=cursor");

            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
            assertThat(visit.inaccessible()).as("with the list of keys open").isEmpty();
            page.keyboard().press("Escape");
            // While the list is open, keys are not for the page.
            assertThat(page.locator("#keys")).isHidden();

            page.keyboard().press("[");
            assertThat(page).hasURL(Pattern.compile("from=2025-02-24&to=2025-05-18&tool=cursor"));
            // The address changes before the new content can be used.
            assertThat(page.locator("#live")).containsText("Updated");
            page.keyboard().press("]");
            assertThat(page).hasURL(Pattern.compile("from=2025-05-19&to=2025-08-10&tool=cursor"));
            assertThat(page.locator("#live")).containsText("Updated: 20 pull requests");
            page.keyboard().press("c");
            assertThat(page).hasURL(Pattern.compile("/pulls$"));

            page.locator("#keys-open").click();
            page.locator("#keys-on").uncheck();
            page.locator("#keys-close").click();
            page.locator("h1").click();
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isHidden();
            page.reload();
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isHidden();
            assertThat(visit.troubles()).isEmpty();
        }
    }

    /** Until the next frame the focus stays on the box of the list that was closed, and a busy machine draws late. */
    @Test
    void aKeyRightAfterTheListWasClosedCounts() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/pulls?tool=cursor");

            page.evaluate("document.getElementById('keys-on').dispatchEvent("
                    + "new KeyboardEvent('keydown', {key: '[', bubbles: true, cancelable: true}))");

            assertThat(page).hasURL(Pattern.compile("from=2025-02-24&to=2025-05-18&tool=cursor"));
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void focusStaysOnTheFilterThatWasUsed() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/rework?period=all");
            waitForCards(visit);

            page.locator("#period-earlier").focus();
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("from="));

            assertThat(page.locator("#period-earlier")).isFocused();
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aNoteIsWrittenAndStandsInTheChartAndBelowIt() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/notes");
            page.locator("#n-day").fill("2025-07-05");
            page.locator("#n-kind").selectOption("rollout");
            page.locator("#n-text").fill("Agents for <i>everybody</i>");
            page.locator("main button[type=submit]").first().click();
            assertThat(page.locator("main")).containsText("Agents for <i>everybody</i>");

            openPath(visit, "/rework?period=all");
            waitForCards(visit);
            var marks = page.locator(".annotations").first().locator("li");

            assertThat(marks).hasCount(2);
            assertThat(marks.nth(0)).containsText("2025-07-04");
            assertThat(marks.nth(0).locator("a")).hasAttribute("href", "/incident/pagerduty/Q1");
            assertThat(marks.nth(1)).containsText("Agents for <i>everybody</i>");
            assertThat(visit.inaccessible()).isEmpty();
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void thePageTellsItsOwnSpeedWhenItIsLeft() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = visit.page();
            openPath(visit, "/rework?period=all");
            waitForCards(visit);
            openPath(visit, "/definitions");

            Await.until(
                    "the beacon's figures on the card",
                    Duration.ofSeconds(20),
                    () -> {
                        openPath(visit, "/data-health?period=all");
                        waitForCards(visit);
                        return page.locator("#card-health-speed").innerText();
                    },
                    text -> text.contains("Largest contentful paint")
                            && text.contains("Card, asked until shown")
                            && text.contains("Chart, asked until drawn"));
            assertThat(visit.troubles()).isEmpty();
        }
    }

    private static void openPath(Visit visit, String path) {
        visit.page().navigate(server.url() + path);
    }

    private static void waitForCards(Visit visit) {
        assertThat(visit.page().locator("[data-slot]")).hasCount(0);
        assertThat(visit.page().locator("[data-failed]")).hasCount(0);
        int charts = visit.page().locator("[data-chart]").count();
        assertThat(visit.page().locator("[data-drawn]")).hasCount(charts);
    }
}
