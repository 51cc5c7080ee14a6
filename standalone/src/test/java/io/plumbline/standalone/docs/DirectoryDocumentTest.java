package io.plumbline.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.standalone.simulator.DirectoryYaml;
import io.plumbline.standalone.simulator.SimulationPlan;
import io.plumbline.streams.directory.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of docs/directory.md and the simulator's directory are directories. */
class DirectoryDocumentTest {

    private static final Path DOCUMENT = Path.of(System.getProperty("plumbline.root", ".."), "docs", "directory.md");

    @Test
    void theExampleOfTheDocumentIsADirectoryWithoutWarnings() throws IOException {
        var text = Files.readString(DOCUMENT);
        int start = text.indexOf("```yaml\n") + "```yaml\n".length();

        var directory = Directory.read(text.substring(start, text.indexOf("```", start)), List.of());

        assertThat(directory.warnings()).isEmpty();
        var ada = new Account("ada-at-work", 5L, null);
        assertThat(directory.teamOf("github", ada, Instant.parse("2026-04-04T21:59:59Z")))
                .contains("payments");
        assertThat(directory.teamOf("github", ada, Instant.parse("2026-04-04T22:00:00Z")))
                .contains("search");
        assertThat(directory.ownerOf("tidemark/ledger", Instant.parse("2026-07-01T00:00:00Z")))
                .contains("engineering");
        assertThat(directory.repositoryOfService("PAY")).contains("tidemark/payments-api");
    }

    @Test
    void theSimulatorsDirectoryNamesTheTeamOfEveryMemberWithoutWarnings() throws IOException {
        var yaml = new StringBuilder();
        DirectoryYaml.write(SimulationPlan.demo(Instant.parse("2026-11-16T00:00:00Z")), yaml);

        var directory = Directory.read(yaml.toString(), List.of());

        assertThat(directory.warnings()).isEmpty();
        assertThat(directory.teams()).hasSize(6);
        assertThat(directory.zone()).isPresent();
        assertThat(directory.services()).isNotEmpty();
    }
}
