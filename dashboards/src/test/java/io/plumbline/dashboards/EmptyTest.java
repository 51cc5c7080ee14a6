package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new installation shows. */
class EmptyTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/pulls"})
    void nothingImportedYetSaysHowToImport(String path) throws SQLException {
        var warehouse = Warehouse.empty();
        try (var server = DashboardServer.start(warehouse.config(), 0, Warehouse.CLOCK)) {

            var page = Http.get(server, path);

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("Nothing has been imported yet")
                    .contains("./plumbline import github-deliveries FILE..")
                    .contains("./plumbline import gharchive FILE..");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/pulls"})
    void deliveriesWithoutPullRequestsAreSaidToBeOnTheirWay(String path) throws SQLException {
        var warehouse = Warehouse.empty()
                .delivery("d-1", "acme/shop", 1, "pull_request", "opened", "2025-06-23 14:00:00", "{}", "{}");
        try (var server = DashboardServer.start(warehouse.config(), 0, Warehouse.CLOCK)) {

            var page = Http.get(server, path).body();

            assertThat(page)
                    .contains("Deliveries have arrived, no pull request yet", "1 delivery stored, 1 delivery mapped");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/acceptance.csv", "/data/acceptance-trend.json", "/data/pull-requests.csv"})
    void dataAddressesAreEmptyAndNotBroken(String path) throws SQLException {
        var warehouse = Warehouse.empty();
        try (var server = DashboardServer.start(warehouse.config(), 0, Warehouse.CLOCK)) {
            assertThat(Http.get(server, path).statusCode()).isEqualTo(200);
        }
    }
}
