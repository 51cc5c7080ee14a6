package io.plumbline.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.importing.FileFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineRunTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCommandExplainsItself() {
        for (var command : CommandLineRun.commandLine(clock()).getSubcommands().keySet()) {
            assertThat(run(command, "--help")).as(command).isZero();
        }
        assertThat(out.toString()).contains("github-deliveries", "--http-port", "--seed");
    }

    @Test
    void everyFormatOfFilesHasAnImportThatExplainsItself() {
        for (var format : FileFormat.values()) {
            out.getBuffer().setLength(0);

            assertThat(run("import", format.id(), "--help")).as(format.id()).isZero();

            assertThat(out.toString())
                    .contains("import " + format.id(), "--wait", "--data", "FILE...")
                    .contains(format.description().split("\\W+")[1]);
            assertThat(out.toString().contains("--repo"))
                    .as(format.id())
                    .isEqualTo(format.kind() == FileFormat.Kind.LINES_OF_A_REPOSITORY);
        }
    }

    @Test
    void anImportWithoutASourceListsThem() {
        assertThat(run("import")).isEqualTo(2);
        assertThat(err.toString()).contains("github-deliveries", "pagerduty", "github-status", "deployments");
    }

    @Test
    void theDoctorSaysWhereTheSecretsOfWebhooksAreWithoutMakingOrShowingThem() {
        run("doctor", "--data", folder.toString());

        assertThat(folder.resolve("secrets")).doesNotExist();
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertThat(run("serve", "--prot", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--prot");
    }

    @Test
    void aWrongSettingIsAConfigurationError() {
        assertThat(run("serve", "--http-port", "99999", "--data", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("plumbline.http.port", "65535");
    }

    @Test
    void aRoleAloneWithoutServicesSaysWhatToSet() {
        assertThat(run("stream", "--data", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("PLUMBLINE_KAFKA_BOOTSTRAP", "plumbline serve");
    }

    @Test
    void importingAFileThatIsNotThereFailsBeforeAnythingStarts() {
        assertThat(run(
                        "import",
                        "github-deliveries",
                        folder.resolve("none.ndjson").toString(),
                        "--data",
                        folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("none.ndjson");
        assertThat(folder.resolve("kafka")).doesNotExist();
    }

    @Test
    void askingADirectoryWithoutDataSaysWhereDataComesFrom() {
        assertThat(run("sql", "SELECT 1", "--data", folder.toString())).isEqualTo(1);
        assertThat(err.toString())
                .contains("no data in " + folder, "plumbline import", "--data DIR")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("clickhouse")).doesNotExist();
    }

    @Test
    void theSameSimulationTwiceGivesTheSameBytes() throws Exception {
        for (var name : new String[] {"one", "two"}) {
            assertThat(run(
                            "simulate",
                            "--weeks",
                            "1",
                            "--teams",
                            "1",
                            "--until",
                            "2026-11-16",
                            "--output",
                            folder.resolve(name).toString()))
                    .isZero();
        }
        assertThat(folder.resolve("one/deliveries.ndjson"))
                .hasSameBinaryContentAs(folder.resolve("two/deliveries.ndjson"));
        assertThat(Files.size(folder.resolve("one/truth.json"))).isPositive();
    }

    private int run(String... arguments) {
        return CommandLineRun.commandLine(clock())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    }
}
