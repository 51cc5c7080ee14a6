package io.plumbline.dashboards.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.browser.Chromium.Visit;
import io.plumbline.testing.Await;
import io.plumbline.testing.TestServices;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An analyst at the SQL page, with a mouse and without one. */
class SqlInTheBrowserTest {

    private static final String ENDLESS = "SELECT count() FROM numbers(1000000000000000)";

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

    private static Page openConsole(Visit visit) {
        var page = visit.page();
        page.navigate(server.url() + "/sql");
        assertThat(page.locator("#schema[data-loaded=true]")).isVisible();
        return page;
    }

    private static void write(Page page, String sql) {
        page.evaluate("sql => document.querySelector('.CodeMirror').CodeMirror.setValue(sql)", sql);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void thePageIsQuietAccessibleAndFitsItsWindow(int width, ColorScheme theme) {
        try (var visit = chromium.visit(width, theme)) {
            var page = openConsole(visit);
            write(
                    page,
                    "SELECT repo, toMonday(toDate(opened_at)) AS week, count() AS opened, {note:String} AS note"
                            + " FROM mart.pull_request GROUP BY repo, week ORDER BY week -- all of them");
            page.locator("#param-note").fill("x");
            page.locator("#run").click();
            assertThat(page.locator("#status")).containsText(Pattern.compile("\\d+ rows, .* read .* ms"));
            page.locator("#chart-x").selectOption("1");
            page.locator("#chart-kind").selectOption("bar");
            assertThat(page.locator("#chart[data-drawn=true]")).isVisible();
            page.locator("#schema summary").first().click();
            assertThat(page.locator(".sql-history li").first()).isVisible();

            assertThat(visit.inaccessible()).as("axe").isEmpty();
            assertThat(visit.overflow()).as("pixels beyond the window").isLessThanOrEqualTo(0);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "390, DARK"})
    void theConnectPageIsAccessibleToo(int width, ColorScheme theme) {
        try (var visit = chromium.visit(width, theme)) {
            visit.page().navigate(server.url() + "/sql/connect");

            assertThat(visit.page().locator("h1")).hasText("Connect a program");
            assertThat(visit.inaccessible()).isEmpty();
            assertThat(visit.overflow()).isLessThanOrEqualTo(0);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aWholeVisitWithTheKeyboardAlone() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = openConsole(visit);
            page.locator("#saved").focus();
            page.keyboard().press("Tab");
            assertThat(page.locator(".CodeMirror-focused")).isVisible();

            page.keyboard().press("Control+a");
            page.keyboard().type("SELECT {n:UInt8} + 1 AS answer FROM mart.pull_req");
            page.keyboard().press("Control+Space");
            assertThat(page.locator(".CodeMirror-hints")).containsText("mart.pull_request");
            page.keyboard().press("Enter");
            page.keyboard().type(" LIMIT 1");
            page.keyboard().press("Tab");
            assertThat(page.locator("#param-n")).isFocused();
            page.keyboard().type("41");
            page.keyboard().press("Enter");

            assertThat(page.locator("#table tbody")).hasText("42");
            page.keyboard().press("Shift+Tab");
            assertThat(page.locator(".CodeMirror-focused")).isVisible();
            page.keyboard().press("Control+a");
            page.keyboard().type("SELECT 'again' AS word");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("#table tbody")).hasText("again");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void anErrorIsSaidWithWhatToDo() {
        try (var visit = chromium.visit(1280, ColorScheme.DARK)) {
            var page = openConsole(visit);
            write(page, "SELECT * FROM plumbline.raw_event");
            page.locator("#run").click();

            assertThat(page.locator("#failure")).containsText("The table plumbline.raw_event is not open here");
            assertThat(page.locator("#failure")).containsText("SELECT * FROM mart.pull_request");
            assertThat(page.locator("#table")).isHidden();
            assertThat(visit.inaccessible()).isEmpty();
        }
    }

    @Test
    void aRunningQueryIsCancelledByTheButton() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = openConsole(visit);
            write(page, ENDLESS);
            page.locator("#run").click();
            Await.until("it runs", Duration.ofSeconds(10), () -> running() > 0);

            page.locator("#cancel").click();

            assertThat(page.locator("#failure")).containsText("The query was cancelled.");
            assertThat(page.locator("#cancel")).isDisabled();
            Await.until("it has ended", Duration.ofSeconds(10), () -> running() == 0);
        }
    }

    @Test
    void aClosedTabCancelsItsQuery() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = openConsole(visit);
            write(page, ENDLESS);
            page.locator("#run").click();
            Await.until("it runs", Duration.ofSeconds(10), () -> running() > 0);

            page.close(new Page.CloseOptions().setRunBeforeUnload(true));

            Await.until("it has ended", Duration.ofSeconds(10), () -> running() == 0);
        }
    }

    private static long running() {
        try (var connection = TestServices.clickHouse().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count() FROM system.processes WHERE query LIKE"
                        + " '%numbers(1000000000000000)%' AND query NOT LIKE '%processes%'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileIsDownloadedAndSaysWhatItHolds() throws Exception {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = openConsole(visit);
            write(page, "SELECT '=1+1' AS formula, number FROM numbers(3)");

            var file =
                    page.waitForDownload(() -> page.locator("[data-export=csv]").click());

            assertThat(file.suggestedFilename()).matches("query-[0-9a-f]{8}\\.csv");
            assertThat(Files.readString(file.path())).isEqualTo("formula,number\r\n'=1+1,0\r\n'=1+1,1\r\n'=1+1,2\r\n");
            assertThat(page.locator("#status")).containsText("3 rows");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aQueryIsSavedChosenAndDeleted() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = openConsole(visit);
            write(page, "SELECT 'kept' AS word");
            page.locator("summary:text-is('Save')").click();
            page.locator("#save-name").fill("My words");
            page.locator("#save-for").selectOption("team");
            page.locator("#save-name").press("Enter");
            assertThat(page.locator("#status")).containsText("\"My words\" is saved.");
            assertThat(page.locator("#delete")).isHidden();
            write(page, "SELECT 1");

            page.locator("#saved")
                    .selectOption(new com.microsoft.playwright.options.SelectOption().setLabel("My words (shared)"));
            page.locator("#run").click();
            assertThat(page.locator("#table tbody")).hasText("kept");

            page.locator("#delete").click();
            assertThat(page.locator("#status")).containsText("is deleted");
            assertThat(page.locator("#saved option")).hasCount(1);
        }
    }

    @Test
    void theSchemaIsFoundByColumnAndGivesASample() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = openConsole(visit);
            page.locator("#schema-filter").fill("title_hash");
            assertThat(page.locator(".sql-view:visible")).hasCount(1);
            page.locator(".sql-view:visible summary").click();
            assertThat(page.locator(".sql-view:visible")).containsText("SHA-256 of the title");

            page.locator(".sql-view:visible .button").click();

            assertThat(page.locator("#table tbody tr")).hasCount(20);
        }
    }
}
