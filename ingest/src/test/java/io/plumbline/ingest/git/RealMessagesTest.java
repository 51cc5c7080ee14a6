package io.plumbline.ingest.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of three real histories: how many name a pull request, how many say that they revert a commit. */
class RealMessagesTest {

    @ParameterizedTest
    @CsvSource({
        "anthropics__claude-code-action, 763, 410, 14",
        "airbytehq__airbyte-python-cdk, 1849, 1444, 37",
        "openai__openai-agents-python, 2164, 1751, 3"
    })
    void messagesNamePullRequestsAndReverts(String history, int commits, int numbered, int reverts) throws Exception {
        var file = SharedData.folder("data/git_logs").resolve(history + ".jsonl.gz");
        int lines = 0;
        int named = 0;
        int reverting = 0;
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var message = SharedData.JSON.readTree(line).get("message").asText();
                lines++;
                named += CommitWords.number(message) == null ? 0 : 1;
                reverting += CommitWords.reverts(message).isEmpty() ? 0 : 1;
            }
        }

        assertThat(lines).isEqualTo(commits);
        assertThat(named).isEqualTo(numbered);
        assertThat(reverting).isEqualTo(reverts);
    }
}
