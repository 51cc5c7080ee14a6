package io.plumbline.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void aMissingFileIsAClearProblem() {
        assertThatThrownBy(() -> PlumblineConfig.load(folder.resolve("none.conf"), Map.of()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("none.conf");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("plumbline.conf"), text);
    }
}
