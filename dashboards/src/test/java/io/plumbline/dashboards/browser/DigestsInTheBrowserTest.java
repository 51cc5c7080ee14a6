package io.plumbline.dashboards.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.access.House;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of digests and agreements, and the mail itself, in a real browser. */
class DigestsInTheBrowserTest {

    @TempDir
    private static Path folder;

    private static House house;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws SQLException {
        house = House.at(folder, Warehouse.thirteenWeeks().config()).account("ada", Role.ADMIN, Teams.ALL);
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
        house.close();
    }

    private static Page login(Chromium.Visit visit) {
        var page = visit.page();
        page.navigate(house.server.url() + "/login");
        page.getByLabel("Login").fill("ada");
        page.getByLabel("Password").fill(House.PASSWORD);
        page.keyboard().press("Enter");
        page.locator(".me a").waitFor();
        return page;
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "/digests?team=search, 1280, LIGHT",
        "/digests?team=search&form=phone, 390, DARK",
        "/digests?team=search&form=text, 390, LIGHT",
        "/agreements, 1280, DARK",
        "/agreements, 390, LIGHT",
    })
    void thePagesAreQuietAccessibleAndFit(String path, int width, ColorScheme theme) {
        try (var visit = chromium.visit(width, theme)) {
            var page = login(visit);

            page.navigate(house.server.url() + path);

            assertThat(visit.inaccessible()).as("axe").isEmpty();
            assertThat(visit.overflow()).as("pixels beyond the window").isLessThanOrEqualTo(0);
            assertThat(visit.troubles()).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"600, LIGHT", "600, DARK", "360, LIGHT", "360, DARK"})
    void theMailItselfIsAccessibleAndFits(int width, ColorScheme theme) {
        try (var visit = chromium.visit(width, theme)) {
            var page = login(visit);
            var mail = page.request()
                    .get(house.server.url() + "/digests/preview?team=search")
                    .text();

            page.navigate("about:blank");
            page.setContent(mail);

            assertThat(mail).contains("Cycle time", "data:image/png");
            assertThat(visit.inaccessible()).as("axe").isEmpty();
            assertThat(visit.overflow()).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void aDigestIsMadePausedAndDeletedByHand() {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = login(visit);
            page.navigate(house.server.url() + "/digests?team=search");
            assertThat(page.frameLocator("iframe").locator("h1").textContent()).contains("pull requests were merged");

            page.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).fill("ada@example.org");
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Subscribe").setExact(true))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause the digest to ada@example.org"))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete the digest to ada@example.org"))
                    .click();

            assertThat(page.locator("[data-empty=subscriptions]").textContent()).contains("You have no digest yet.");
            assertThat(visit.troubles()).isEmpty();
        }
    }
}
