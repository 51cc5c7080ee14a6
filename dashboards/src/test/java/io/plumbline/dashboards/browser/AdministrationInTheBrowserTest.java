package io.plumbline.dashboards.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.access.House;
import io.plumbline.dashboards.browser.Chromium.Visit;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Admin, one's own rows and what is hidden, in a real browser under the content security policy. */
class AdministrationInTheBrowserTest {

    private static final int DESK = 1280;
    private static final double PATIENCE_MILLIS = 30_000;

    @TempDir
    private static Path folder;

    private static House house;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws SQLException {
        var warehouse = Warehouse.teamsOfManySizes()
                .delivery(
                        "d-override",
                        "acme/tiny",
                        260,
                        "origin_override",
                        "decided",
                        "2025-07-01 10:00:00",
                        "{\"origin\":\"ai_agent\",\"tool\":\"cursor\",\"reason\":\"Said <b>so</b>\",\"retracted\":false}",
                        "{}");
        warehouse.run(
                "INSERT INTO plumbline.pull_request SELECT * REPLACE ('mona' AS author_login, version + 1 AS version)"
                        + " FROM plumbline.pull_request FINAL WHERE author_person = 'p-large-0'");
        house = House.at(folder, warehouse.config().withMinimumPeople(5))
                .account("ada", Role.ADMIN, Teams.ALL)
                .account("vic", Role.VIEWER, Teams.only(List.of("large")))
                .account("mona@example.org", Role.MANAGER, Teams.ALL);
        chromium = Chromium.start();
        // A login is slow on purpose, and a busy machine makes it slower.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    @AfterAll
    static void close() {
        chromium.close();
        house.close();
    }

    private static Page login(Visit visit, String login) {
        var page = visit.page();
        page.navigate(house.server.url() + "/login?next=/account");
        page.getByLabel("Login").fill(login);
        page.getByLabel("Password").fill(House.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".me a")).hasText(login);
        return page;
    }

    @ParameterizedTest(name = "{0} as {1}, {2} {3}")
    @CsvSource({
        "/admin, ada, 1280, LIGHT",
        "/admin, ada, 1280, DARK",
        "/admin, ada, 390, LIGHT",
        "/admin, ada, 390, DARK",
        "/me, mona@example.org, 1280, LIGHT",
        "/me, mona@example.org, 390, DARK",
        "/me, vic, 1280, DARK",
        "/me, ada, 390, LIGHT",
        "/?team=few&period=all, ada, 1280, LIGHT",
        "/?team=few&period=all, ada, 390, DARK",
        "/pr/github/acme/big/1, ada, 1280, DARK",
        "/pr/github/acme/big/1, ada, 390, LIGHT"
    })
    void everyPageIsQuietAccessibleAndFitsItsWindow(String path, String login, int width, ColorScheme theme) {
        try (var visit = chromium.visit(width, theme)) {
            var page = login(visit, login);
            page.navigate(house.server.url() + path);
            page.locator("summary").all().forEach(summary -> summary.click());

            assertThat(visit.inaccessible()).as("axe").isEmpty();
            assertThat(visit.overflow()).as("pixels beyond the window").isLessThanOrEqualTo(0);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void aDirectoryFileIsChosenLookedAtAndPublishedByKeyboardAndMouse() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = login(visit, "ada");
            page.navigate(house.server.url() + "/admin");
            page.getByLabel("File (directory.yaml)")
                    .setInputFiles(new FilePayload(
                            "directory.yaml", "text/yaml", "teams: [{ id: core }]".getBytes(StandardCharsets.UTF_8)));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show what would change"))
                    .click();
            assertThat(page.locator("[data-preview]")).containsText("+ member <b>ada</b> in core");
            assertThat(visit.inaccessible()).as("axe").isEmpty();

            page.getByLabel("Why? Kept with the decision").first().fill("Core is new");
            page.keyboard().press("Enter");

            assertThat(page.locator("[data-done]")).containsText("Decided.");
            assertThat(house.decisions.taken).contains("directory 21 by ada: Core is new");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void someoneSaysWhoWroteAPullRequest() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = login(visit, "mona@example.org");
            page.navigate(house.server.url() + "/pr/github/acme/big/1");
            page.getByText("Say who wrote it").click();
            page.getByLabel("Written by").selectOption("ai_assisted");
            page.locator("#o-tool").selectOption("cursor");
            page.getByLabel("Why? Kept with your name").fill("I used it");
            page.keyboard().press("Enter");

            assertThat(page.locator("[data-decided]")).containsText("Your decision is kept");
            assertThat(house.decisions.taken)
                    .contains("override acme/big#1 ai_assisted cursor by mona@example.org: I used it");
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void ownRowsLeadToThePullRequest() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = login(visit, "mona@example.org");
            page.getByText("mona@example.org").first().click();
            page.getByText("your pull requests").click();
            assertThat(page.locator("[data-own]")).containsText("Opened");
            page.locator(".own a").first().click();
            assertThat(page.locator(".crumbs")).containsText("acme/big");
        }
    }
}
