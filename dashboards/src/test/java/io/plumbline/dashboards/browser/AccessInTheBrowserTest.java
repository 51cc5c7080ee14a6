package io.plumbline.dashboards.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.access.House;
import io.plumbline.dashboards.browser.Chromium.Visit;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way in, one's own account and everybody's, in a real browser under the content security policy. */
class AccessInTheBrowserTest {

    private static final int DESK = 1280;

    @TempDir
    private static Path folder;

    private static House house;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws SQLException {
        house = House.at(folder, Warehouse.acmeWithTeams().config())
                .account("ada", Role.ADMIN, Teams.ALL)
                .account("vic", Role.VIEWER, Teams.only(List.of("payments")))
                .account("max", Role.MANAGER, Teams.ALL);
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
        house.close();
    }

    private static Page login(Visit visit, String login) {
        var page = visit.page();
        page.navigate(house.server.url() + "/login");
        page.getByLabel("Login").fill(login);
        page.getByLabel("Password").fill(House.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".me a")).hasText(login);
        return page;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "/login, 1280, LIGHT",
        "/login, 390, DARK",
        "setup, 1280, DARK",
        "setup, 390, LIGHT",
        "/setup/none, 390, LIGHT",
        "/account, 1280, LIGHT",
        "/account, 390, DARK",
        "/admin/access, 1280, LIGHT",
        "/admin/access, 1280, DARK",
        "/admin/access, 390, LIGHT",
        "/admin/access, 390, DARK",
        "/admin/access?action=token+revoked, 390, DARK",
        "/?team=payments, 390, LIGHT"
    })
    void everyPageIsQuietAccessibleAndFitsItsWindow(String path, int width, ColorScheme theme) {
        try (var visit = chromium.visit(width, theme)) {
            var page = visit.page();
            if (!path.startsWith("/login") && !path.contains("setup")) {
                login(visit, "ada");
            }
            page.navigate(house.server.url() + (path.equals("setup") ? house.access.administratorLink() : path));
            page.locator("summary").all().forEach(summary -> {
                if (path.startsWith("/admin")) {
                    summary.click();
                }
            });
            if (page.locator("[data-chart]").count() > 0) {
                page.locator("[data-drawn]").waitFor();
            }

            assertThat(visit.inaccessible()).as("axe").isEmpty();
            assertThat(visit.overflow()).as("pixels beyond the window").isLessThanOrEqualTo(0);
            assertThat(visit.troubles().stream().filter(trouble -> !trouble.contains("404")))
                    .isEmpty();
        }
    }

    @Test
    void whoeverWantsAPageGetsItAfterLogin() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            page.navigate(house.server.url() + "/pulls?period=all&tool=cursor");
            assertThat(page.locator("h1")).hasText("Log in");

            page.getByLabel("Login").fill("max");
            page.getByLabel("Password").fill(House.PASSWORD);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                    .click();

            assertThat(page).hasURL(Pattern.compile("/pulls\\?period=all&tool=cursor$"));
            assertThat(page.locator("#matching")).containsText("20 pull requests");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out"))
                    .click();
            assertThat(page.locator("h1")).hasText("Log in");
            page.goBack();
            page.reload();
            assertThat(page.locator("h1")).hasText("Log in");
        }
    }

    @Test
    void anAdministratorMakesAnAccountWhoseOwnerComesInByTheLinkAndSeesTheirTeam() {
        String link;
        try (var visit = chromium.visit(DESK, ColorScheme.DARK)) {
            var page = login(visit, "ada");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Admin"))
                    .click();
            page.getByText("Accounts, tokens and audit").click();
            page.locator("#n-login").fill("new.lead");
            page.locator("#n-role").selectOption("manager");
            page.locator("form[action='/admin/access/accounts'] input[value=payments]")
                    .check();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make the account and a link"))
                    .click();
            link = page.locator("pre code").first().textContent();
            assertThat(page.locator(".accounts")).containsText("new.lead");
            assertThat(visit.inaccessible()).isEmpty();
            assertThat(visit.troubles()).isEmpty();
        }
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = visit.page();
            page.navigate(link);
            page.locator("#s-password").fill("a long enough secret");
            page.locator("#s-repeated").fill("a long enough secret");
            page.keyboard().press("Enter");

            assertThat(page.locator(".me a")).hasText("new.lead");
            page.navigate(house.server.url() + "/pulls?period=all");
            assertThat(page.locator("#matching")).containsText("20 pull requests");
            assertThat(page.locator("nav[aria-label=Pages]")).not().containsText("Admin");
            page.navigate(house.server.url() + "/?team=search");
            assertThat(page.locator("h1")).hasText("Another team's figures");
        }
    }

    @Test
    void aViewerSeesFiguresAndNoWayToSinglePullRequests() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = login(visit, "vic");

            assertThat(page.locator("table.acceptance")).containsText("12 / 20");
            assertThat(page.locator("nav[aria-label=Pages]")).not().containsText("Pull requests");
            assertThat(page.locator(".reveal-link")).hasCount(0);
            page.navigate(house.server.url() + "/pulls");
            assertThat(page.locator("h1")).hasText("Your role does not see this");
        }
    }

    @Test
    void aPhoneShowsTheFormsToo() {
        try (var visit = chromium.visit(390, ColorScheme.LIGHT)) {
            var page = login(visit, "ada");
            page.navigate(house.server.url() + "/account");
            assertThat(page.locator("#t-name")).isVisible();
            assertThat(page.locator("#p-current")).isVisible();
            page.navigate(house.server.url() + "/admin/access");
            assertThat(page.locator("#n-login")).isVisible();
        }
    }

    @Test
    void aTokenIsShownOnceAndCanBeRevoked() {
        try (var visit = chromium.visit(DESK, ColorScheme.LIGHT)) {
            var page = login(visit, "max");
            page.locator(".me a").click();
            page.locator("#t-name").fill("weekly script");
            page.locator("input[value='read:pages']").check();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make a token"))
                    .click();
            assertThat(page.locator("pre code")).hasText(Pattern.compile("plb_[A-Za-z0-9_-]{43}"));
            assertThat(visit.inaccessible()).isEmpty();

            page.navigate(house.server.url() + "/account");
            assertThat(page.locator("pre code")).hasCount(0);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke weekly script"))
                    .click();
            assertThat(page.locator("[data-empty=tokens]")).isVisible();
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @Test
    void withoutLoginThePageSaysSoAndHowToSwitchItOn() throws SQLException {
        try (var server = DashboardServer.start(Warehouse.acme().config(), 0, Warehouse.CLOCK);
                var visit = chromium.visit(DESK, ColorScheme.DARK)) {
            var page = visit.page();
            page.navigate(server.url() + "/pulls");
            page.getByText("How to switch it on").click();

            assertThat(page.locator("h1")).hasText("Login is off");
            assertThat(page.locator("pre")).containsText("PLUMBLINE_ACCESS=local");
            assertThat(visit.inaccessible()).isEmpty();
            assertThat(visit.troubles()).isEmpty();
        } finally {
            Warehouse.acmeWithTeams();
        }
    }
}
