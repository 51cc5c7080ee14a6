package io.plumbline.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.metric.Origin;
import io.plumbline.streams.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionOnRealDataTest {

    /** Applied review suggestions: written by a machine, but not authorship of the pull request. */
    private static final List<String> REVIEWERS =
            List.of("<175728472+Copilot@", "cubic-dev-ai[bot]", "gemini-code-assist[bot]");

    private final Attribution attribution = Attribution.standard();

    @ParameterizedTest
    @CsvSource({
        "Claude_Code, topic-, claude-code, 101",
        "OpenAI_Codex, codex/, openai-codex, 2686",
        "Cursor, cursor/, cursor, 144"
    })
    void everyPullRequestOfAPublishedAgentIsFound(String folder, String branch, String tool, int published) {
        var tools = new TreeMap<String, Integer>();
        for (var row : SharedData.csv("aidev/AIDev-pop/" + folder + "/prs.csv")) {
            var login = row.get("user");
            var author = new Account(login, null, login.endsWith("[bot]") ? "Bot" : "User");
            var authorship = attribution.of(author, branch + row.get("id"), row.get("body"), List.of());
            tools.merge(Objects.requireNonNullElse(authorship.tool(), "none " + row.get("id")), 1, Integer::sum);
        }

        assertThat(tools).isEqualTo(Map.of(tool, published));
    }

    @Test
    void identitiesOfRealRepositoriesAreToldApart() throws IOException {
        var missed = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        int right = 0;
        int applied = 0;
        var rows = Files.readAllLines(SharedData.file("ai_identity/labels_a.tsv"));
        for (var row : rows.subList(1, rows.size())) {
            var cells = row.split("\t", -1);
            var key = cells[1].equals("author") ? "co-authored-by" : cells[1].substring("trailer:".length());
            var identity = cells[2];
            boolean found = attribution
                            .of(null, null, "Change\n\n" + key + ": " + identity, List.of())
                            .origin()
                    != Origin.UNKNOWN;
            if (REVIEWERS.stream().anyMatch(identity::contains)) {
                assertThat(found).as("applied suggestion of %s", identity).isFalse();
                applied++;
            } else if (cells[4].equals("ai")) {
                if (found) {
                    right++;
                } else {
                    missed.add(identity);
                }
            } else if (cells[4].equals("human") && found) {
                wrong.add(identity);
            }
        }

        assertThat(wrong).as("people taken for machines").isEmpty();
        // Known to be an assistant only by its readers: neither name nor address says so.
        assertThat(missed).containsExactly("Debug Agent <debug@example.com>");
        assertThat(right).isEqualTo(51);
        assertThat(applied).isEqualTo(4);
    }
}
