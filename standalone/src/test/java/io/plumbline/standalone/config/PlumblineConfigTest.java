package io.plumbline.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.dashboards.access.AccessMode;
import io.plumbline.dashboards.rights.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlumblineConfigTest {

    @TempDir
    private Path folder;

    @Test
    void withoutAFileEverythingIsEmbeddedAndOnLoopback() {
        var config = PlumblineConfig.load(null, Map.of());

        assertThat(config.kafkaBootstrap()).isNull();
        assertThat(config.clickHouseUrl()).isNull();
        assertThat(config.httpHost()).isEqualTo("127.0.0.1");
        assertThat(config.organisationZone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(config.commitInterval()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.webhookSecrets()).isEmpty();
    }

    @Test
    void theCommandLineBeatsTheFileAndTheFileBeatsTheDefault() throws IOException {
        var file = file("plumbline { http.port = 9000, organisation.zone = \"Europe/Berlin\", kafka.port = 9999 }");

        var config = PlumblineConfig.load(file, Map.of("plumbline.http.port", 0));

        assertThat(config.httpPort()).isZero();
        assertThat(config.kafkaPort()).isEqualTo(9999);
        assertThat(config.organisationZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void allProblemsAreReportedAtOnceWithTheKeyAndAnExample() throws IOException {
        var file = file(
                "plumbline { http.port = 70000, organisation.zone = Berlin, clickhouse.url = \"example.org:8123\", htp.port = 1, kafka.partitions = many }");

        assertThatThrownBy(() -> PlumblineConfig.load(file, Map.of()))
                .isInstanceOfSatisfying(InvalidConfigException.class, e -> assertThat(e.problems())
                        .hasSize(5)
                        .anySatisfy(problem -> assertThat(problem).contains("plumbline.http.port", "70000", "65535"))
                        .anySatisfy(
                                problem -> assertThat(problem).contains("plumbline.organisation.zone", "Europe/Berlin"))
                        .anySatisfy(problem -> assertThat(problem).contains("plumbline.clickhouse.url"))
                        .anySatisfy(problem -> assertThat(problem).contains("plumbline.htp.port", "no such setting"))
                        .anySatisfy(problem -> assertThat(problem).contains("plumbline.kafka.partitions")));
    }

    @Test
    void kafkaClientSettingsAreHandedOnAsTheyAre() throws IOException {
        var file = file(
                "plumbline.kafka { bootstrap = \"b1:9092\", client { security.protocol = SASL_SSL, \"sasl.mechanism\" = PLAIN } }");

        assertThat(PlumblineConfig.load(file, Map.of()).kafkaClient())
                .containsOnly(Map.entry("security.protocol", "SASL_SSL"), Map.entry("sasl.mechanism", "PLAIN"));
    }

    @Test
    void secretsOfWebhooksAreKeptBySourceAndThoseThatAreNotSetAreMissing() throws IOException {
        var file = file(
                "plumbline { github.webhook-secrets = [a, b], pagerduty.webhook-secret = c, statuspage.webhook-secrets = [\"\"] }");

        assertThat(PlumblineConfig.load(file, Map.of()).webhookSecrets())
                .containsOnly(Map.entry("github", List.of("a", "b")), Map.entry("pagerduty", List.of("c")));
    }

    @Test
    void secretsAreMaskedWhenSettingsArePrinted() throws IOException {
        var file = file("plumbline { clickhouse.password = hunter2, github.webhook-secrets = [s3cr3t] }");

        assertThat(PlumblineConfig.print(file, Map.of()))
                .doesNotContain("hunter2", "s3cr3t")
                .contains("********");
    }

    @Test
    void loginIsOffOnLoopbackAndOnAnywhereElse() {
        assertThat(mode(Map.of())).isEqualTo(AccessMode.OPEN);
        assertThat(mode(Map.of("plumbline.http.host", "0.0.0.0"))).isEqualTo(AccessMode.LOCAL);
        assertThat(mode(Map.of("plumbline.http.public-url", "https://plumbline.example.org")))
                .as("a proxy lets others in")
                .isEqualTo(AccessMode.LOCAL);
        assertThat(mode(Map.of("plumbline.access", "local"))).isEqualTo(AccessMode.LOCAL);
    }

    private static AccessMode mode(Map<String, Object> settings) {
        return PlumblineConfig.load(null, settings).access().mode();
    }

    @Test
    void openIsRefusedWhereOthersCouldReachIt() {
        for (var elsewhere : Map.<String, Object>of(
                        "plumbline.http.host",
                        "192.0.2.7",
                        "plumbline.http.public-url",
                        "https://plumbline.example.org")
                .entrySet()) {
            assertThatThrownBy(() -> PlumblineConfig.load(
                            null, Map.of("plumbline.access", "open", elsewhere.getKey(), elsewhere.getValue())))
                    .isInstanceOf(InvalidConfigException.class)
                    .hasMessageContaining("only on loopback");
        }
    }

    @Test
    void anOpenIdProviderIsReadWithItsGroups() throws IOException {
        var file = file(
                "plumbline { access = oidc, oidc { issuer = \"https://login.example.org/acme\", client-id = plumbline,"
                        + " client-secret = s3cr3t, roles { \"eng managers\" = manager }, teams { squad = payments, board = [\"*\"] },"
                        + " default-role = viewer } }");

        var oidc = PlumblineConfig.load(file, Map.of()).access().oidc();

        assertThat(oidc.roles()).containsOnly(Map.entry("eng managers", Role.MANAGER));
        assertThat(oidc.teams())
                .containsOnly(Map.entry("squad", List.of("payments")), Map.entry("board", List.of("*")));
        assertThat(oidc.defaultRole()).isEqualTo(Role.VIEWER);
        assertThat(PlumblineConfig.print(file, Map.of())).doesNotContain("s3cr3t");
    }

    @Test
    void everyProblemOfAccessIsReported() throws IOException {
        var file = file("plumbline { access = oidc, oidc { issuer = \"http://login.example.org\", roles { a = boss } },"
                + " control.url = \"jdbc:mysql://db/x\", session.idle = 0 s }");

        assertThatThrownBy(() -> PlumblineConfig.load(file, Map.of()))
                .isInstanceOfSatisfying(InvalidConfigException.class, e -> assertThat(e.problems())
                        .hasSize(5)
                        .anySatisfy(problem -> assertThat(problem).contains("oidc.issuer", "https"))
                        .anySatisfy(problem -> assertThat(problem).contains("oidc.client-id"))
                        .anySatisfy(problem -> assertThat(problem).contains("boss", "viewer, manager"))
                        .anySatisfy(problem -> assertThat(problem).contains("control.url", "jdbc:postgresql"))
                        .anySatisfy(problem -> assertThat(problem).contains("session.idle")));
    }

    @Test
    void aMissingFileIsAClearProblem() {
        assertThatThrownBy(() -> PlumblineConfig.load(folder.resolve("none.conf"), Map.of()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("none.conf");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("plumbline.conf"), text);
    }
}
